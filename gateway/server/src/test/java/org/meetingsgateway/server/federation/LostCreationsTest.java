package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.ConnectedFixture.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ConnectedFixture;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.sync.Accounts;

/** Creations whose answer is lost are found again, whatever happens to what they made; nothing is ever made twice. */
class LostCreationsTest {
    private static final ConnectedFixture STORE = ConnectedFixture.create();
    private static final RemoteFailure.Unwell NO_ANSWER =
            new RemoteFailure.Unwell("There was no answer", null, "timeout");
    private static final Duration LATER = Duration.ofMinutes(2);

    private final ConnectedFixture here = STORE.another();
    private final RemoteProduct product = new RemoteProduct();
    private final Outbox outbox = new Outbox(here.vertx(), here.store(), new Metrics());
    private final Owners owners = new Owners(
            new ConnectionAccounts(here.store().client()), job -> new Accounts.Open(product, new Quota(60, 60)));
    private final Healing healing = new Healing(here.store(), outbox);

    private <A> Future<A> call(Call<A> call, String key) {
        var local = new KeyedLocal(Local.of(here.store()), new OutboxTable.Request("ann", key, "same " + key));
        return new WriteThrough(local, owners, outbox).call(call, here.ann);
    }

    private static Changes<MeetingField> titled(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title).build();
    }

    private Future<MeetingView> made(String title) {
        return call(new CreateMeeting(titled(title), here.connection), title);
    }

    private void isLost(String title) {
        assertThatThrownBy(() -> await(made(title))).isInstanceOf(Problem.Unavailable.class);
    }

    /** What a page of the account shows comes here, as a run brings it. */
    private void shown() {
        var now = here.now();
        product.meetings.keySet().forEach(id -> await(shown(id, now)));
    }

    private Future<?> shown(String id, Instant now) {
        var stored = product.meetings.get(id);
        var meeting = product.told(id, stored);
        return healing.appeared(here.job, product, meeting)
                .compose(heard -> here.mirror.put(now, stored.toString(), now, meeting, 1, now));
    }

    private List<Meeting> stored() {
        var all = new ListMeetings(
                MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.Numbered(1, 100), Set.of());
        return await(here.store().source().call(all, here.ann)).items().stream()
                .map(MeetingView::meeting)
                .toList();
    }

    private void isEqual() {
        var titles = new TreeSet<String>();
        stored().forEach(meeting -> titles.add(String.valueOf(meeting.title())));
        assertThat(titles).isEqualTo(product.titles());
        assertThat(stored()).hasSameSizeAs(product.meetings.keySet());
        assertThat(here.unsettled()).isZero();
    }

    private void edit(String title) {
        var meeting = new MeetingRef(stored().getFirst().id().toString());
        await(call(new UpdateMeeting(meeting, null, titled(title)), "edit"));
    }

    private long creations() {
        return product.sent.stream().filter("create"::equals).count();
    }

    @Test
    void what_was_made_is_found_before_anybody_can_change_it() {
        product.makesWhole = true;
        product.lost(NO_ANSWER);
        isLost("Mine");
        shown();
        edit("Edited");

        assertThat(await(made("Mine")).meeting().title()).isEqualTo("Edited");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_is_changed_while_somebody_still_waits_for_its_creation_is_found_and_stays_changed() {
        product.makesWhole = true;
        product.silent(true);
        var waiting = made("Mine");
        while (creations() < 1) {
            Thread.onSpinWait();
        }
        shown();
        edit("Edited");
        assertThat(waiting.isComplete()).isFalse();

        here.age(LATER);
        await(healing.settle(here.job, product));
        assertThat(await(made("Mine")).meeting().title()).isEqualTo("Edited");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_is_out_of_sight_is_not_made_again() {
        product.answers(1).lost(NO_ANSWER);
        isLost("Mine");
        var hidden = new HashMap<>(product.meetings);
        product.meetings.clear();
        here.age(LATER);
        await(healing.settle(here.job, product));
        await(healing.looked(here.job, product, null));
        isLost("Mine");

        product.meetings.putAll(hidden);
        await(healing.settle(here.job, product));
        assertThat(await(made("Mine")).meeting().title()).isEqualTo("Mine");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_appeared_and_is_out_of_sight_when_it_is_looked_for_is_not_made_again() {
        product.makesWhole = true;
        product.lost(NO_ANSWER);
        isLost("Mine");
        var mine = product.meetings.keySet().iterator().next();
        var now = here.now();
        await(here.mirror.put(now, "1", now, product.told(mine, product.meetings.get(mine)), 1, now));
        var hidden = new HashMap<>(product.meetings);
        product.meetings.clear();
        here.age(LATER);
        await(healing.looked(here.job, product, here.now()));
        isLost("Mine");

        product.meetings.putAll(hidden);
        await(healing.looked(here.job, product, here.now()));
        assertThat(await(made("Mine")).meeting().title()).isEqualTo("Mine");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_was_made_and_is_gone_is_not_made_again_either() {
        product.answers(1).lost(NO_ANSWER);
        isLost("Mine");
        product.meetings.clear();
        here.age(LATER);
        await(healing.settle(here.job, product));
        await(healing.looked(here.job, product, here.now()));

        assertThatThrownBy(() -> await(made("Mine"))).isInstanceOf(Problem.Conflict.class);
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_was_made_is_found_among_many_that_appeared_since() {
        product.makesWhole = true;
        product.lost(NO_ANSWER);
        isLost("Mine");
        var mine = product.meetings.keySet().iterator().next();
        for (int i = 0; i < OutboxTable.MOST_APPEARED + 1; i++) {
            var other = "00000000-0000-7000-9000-%012d".formatted(i);
            var stored = new RemoteProduct.Stored("Other " + i, null, List.of(), List.of());
            product.meetings.put(other, stored);
            await(here.mirror.put(here.now(), "1", here.now(), product.told(other, stored), 1, here.now()));
        }
        var now = here.now();
        await(here.mirror.put(now, "1", now, product.told(mine, product.meetings.get(mine)), 1, now));
        here.age(LATER);
        await(healing.looked(here.job, product, here.now()));

        assertThat(await(made("Mine")).meeting().title()).isEqualTo("Mine");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    /** Somebody at the product gives it another title. */
    private void retitled(String title) {
        product.meetings.replaceAll(
                (id, stored) -> new RemoteProduct.Stored(title, stored.notes(), stored.segments(), stored.tasks()));
    }

    private Future<MeetingView> noted(String title) {
        var said = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, title)
                .set(MeetingField.NOTES, "As agreed")
                .build();
        return call(new CreateMeeting(said, here.connection), title);
    }

    @Test
    void what_is_changed_at_the_product_before_it_is_seen_is_found_and_stays_changed() {
        product.makesWhole = true;
        product.made = here.now();
        product.lost(NO_ANSWER);
        assertThatThrownBy(() -> await(noted("Mine"))).isInstanceOf(Problem.Unavailable.class);
        retitled("Theirs");
        shown();

        assertThat(await(noted("Mine")).meeting().title()).isEqualTo("Theirs");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_is_changed_at_the_product_before_its_last_step_is_found_out_stays_changed() {
        product.made = here.now();
        product.answers(1).lost(NO_ANSWER);
        assertThatThrownBy(() -> await(noted("Mine"))).isInstanceOf(Problem.Unavailable.class);
        retitled("Theirs");
        await(healing.settle(here.job, product));

        assertThat(await(noted("Mine")).meeting().title()).isEqualTo("Theirs");
        assertThat(creations()).isEqualTo(1);
        isEqual();
    }

    @Test
    void what_was_there_long_before_is_not_taken_for_what_was_made() {
        product.makesWhole = true;
        product.fails(NO_ANSWER);
        assertThatThrownBy(() -> await(noted("Mine"))).isInstanceOf(Problem.Unavailable.class);
        product.meetings.put(
                "00000000-0000-7000-9000-000000000001",
                new RemoteProduct.Stored("Old", "As agreed", List.of(), List.of()));
        shown();
        here.age(LATER);
        await(healing.looked(here.job, product, here.now()));

        assertThat(await(noted("Mine")).meeting().title()).isEqualTo("Mine");
        assertThat(product.titles()).containsExactly("Mine", "Old");
        isEqual();
    }
}
