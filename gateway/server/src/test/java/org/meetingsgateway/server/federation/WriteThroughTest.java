package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.ConnectedFixture.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ConnectedFixture;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Mirror.Outcome;
import org.meetingsgateway.wire.WireResponse;

/** Writes arrive at the owner and here, or at neither; what nobody knows is found out, and nothing is doubled. */
class WriteThroughTest {
    private static final ConnectedFixture STORE = ConnectedFixture.create();
    private static final RemoteFailure.Unwell NO_ANSWER =
            new RemoteFailure.Unwell("There was no answer", null, "timeout");

    private final ConnectedFixture here = STORE.another();
    private final RemoteProduct product = new RemoteProduct();
    private final Metrics metrics = new Metrics();
    private final Outbox outbox = new Outbox(here.vertx(), here.store(), metrics);
    private final Owners owners = new Owners(
            new ConnectionAccounts(here.store().client()), job -> new Accounts.Open(product, new Quota(60, 60)));
    private final WriteThrough source = new WriteThrough(Local.of(here.store()), owners, outbox);
    private final Healing healing = new Healing(here.store(), outbox);

    private <A> A ask(Call<A> call) {
        return await(source.call(call, here.ann));
    }

    private static Changes<MeetingField> titled(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title).build();
    }

    private CreateMeeting creation(String title) {
        return new CreateMeeting(titled(title), here.connection);
    }

    /** A meeting of the product that is here. */
    private Meeting meeting(String title) {
        return ask(creation(title)).meeting();
    }

    private static MeetingRef ref(Meeting meeting) {
        return new MeetingRef(meeting.id().toString());
    }

    private MeetingView seen(Meeting meeting) {
        return ask(new GetMeeting(ref(meeting), Set.of(Expansion.ACTION_ITEMS)));
    }

    private static UpdateMeeting retitled(Meeting meeting, String title) {
        return new UpdateMeeting(ref(meeting), null, titled(title));
    }

    private List<String> titles() {
        var all = ask(new ListMeetings(
                MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.Numbered(1, 100), Set.of()));
        return all.items().stream()
                .map(view -> String.valueOf(view.meeting().title()))
                .toList();
    }

    private RemoteProduct.Stored stored(Meeting meeting) {
        return product.meetings.get(meeting.id().toString());
    }

    /** What a run of the connection does: it finds out what it is to, and looks at everything. */
    private void run() {
        await(healing.settle(here.job, product));
        var since = here.now();
        product.meetings.forEach((id, stored) ->
                await(here.mirror.put(here.now(), stored.toString(), since, product.told(id, stored), 1, since)));
        await(healing.looked(here.job, product, since));
    }

    private void isEqual() {
        assertThat(new TreeSet<>(titles())).isEqualTo(product.titles());
        assertThat(titles()).hasSameSizeAs(product.meetings.keySet());
        assertThat(here.unsettled()).isZero();
    }

    @Test
    void a_meeting_that_is_made_changed_and_deleted_is_so_at_its_owner() {
        var made = meeting("Kick-off");
        assertThat(made.source().connectionId()).isEqualTo(here.connection);
        assertThat(made.project()).isNotNull();
        assertThat(stored(made).title()).isEqualTo("Kick-off");

        var changes = Changes.of(MeetingField.class)
                .set(MeetingField.NOTES, "Cake")
                .set(MeetingField.DESCRIPTION, "The gateway's own")
                .build();
        var changed = ask(new UpdateMeeting(ref(made), null, changes)).meeting();
        assertThat(changed.notes()).isEqualTo("Cake");
        assertThat(changed.description()).isEqualTo("The gateway's own");
        assertThat(changed.title()).isEqualTo("Kick-off");
        assertThat(stored(made).notes()).isEqualTo("Cake");

        var segment = new Segment("Hello.", "Ann", 0.0, null, null, true);
        assertThat(ask(new AppendSegments(ref(made), List.of(segment))).appended())
                .isEqualTo(1);
        assertThat(stored(made).segments()).containsExactly(segment);

        ask(new DeleteMeeting(ref(made), null));
        assertThat(product.meetings).isEmpty();
        isEqual();
    }

    @Test
    void a_write_that_cannot_even_begin_leaves_its_place_to_others() {
        var entry = OutboxTable.Entry.creation(here.job.tenantId(), here.connection, titled("Broken"), null);
        for (int i = 0; i <= Outbox.AT_ONCE; i++) {
            assertThatThrownBy(() -> await(outbox.bounded(entry, new Owners.Owner(here.job, product), () -> {
                        throw new IllegalStateException("It is broken");
                    })))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nobody_makes_meetings_with_a_connection_of_a_project_that_is_not_theirs() {
        assertThatThrownBy(() -> await(source.call(creation("Bob's"), here.bob)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Problem.Violation::field)
                                .containsExactly("/source/connection_id"));
        assertThat(product.meetings).isEmpty();
    }

    @Test
    void what_would_be_refused_here_is_not_told_to_the_owner() {
        var elsewhere = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Elsewhere")
                .set(MeetingField.PROJECT_ID, here.bobs)
                .build();
        assertThatThrownBy(() -> ask(new CreateMeeting(elsewhere, here.connection)))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(product.meetings).isEmpty();

        var made = meeting("Here");
        assertThatThrownBy(() -> ask(new UpdateMeeting(ref(made), null, elsewhere)))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(stored(made).title()).isEqualTo("Here");
        isEqual();
    }

    @Test
    void what_is_read_before_a_deletion_does_not_bring_the_meeting_back() {
        var made = meeting("Gone");
        var id = made.id().toString();
        var asked = here.now();
        var before = product.told(id, stored(made));
        ask(new DeleteMeeting(ref(made), null));
        assertThat(await(here.mirror.put(asked, "old", asked, before, 1, asked)))
                .isEqualTo(Outcome.STALE);
        assertThat(titles()).isEmpty();
        assertThat(await(here.mirror.condemned())).containsExactly(id);
    }

    @Test
    void what_a_look_at_the_account_brings_before_the_writer_does_is_not_there_twice() {
        var made = meeting("Seen");
        product.meanwhile = () -> look(made);
        ask(new CreateActionItem(
                ref(made),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Once")
                        .build()));
        assertThat(seen(made).actionItems()).hasSize(1);

        product.meanwhile = () -> look(made);
        ask(new AppendSegments(ref(made), List.of(new Segment("Hi.", null, null, null, null, null))));
        run();
        assertThat(seen(made).meeting().transcript().segmentCount()).isEqualTo(1);

        product.meanwhile = () -> look(made);
        ask(new DeleteMeeting(ref(made), null));
        isEqual();
    }

    /** What the mirror does when a page shows the meeting. */
    private Future<?> look(Meeting meeting) {
        var id = meeting.id().toString();
        var stored = product.meetings.get(id);
        return here.store()
                .sharedNow()
                .compose(now -> stored == null
                        ? Future.succeededFuture()
                        : here.mirror.put(now, stored.toString(), now, product.told(id, stored), 1, now));
    }

    @Test
    void words_that_the_account_shows_as_they_were_appended_make_no_new_version() {
        var made = meeting("Live");
        ask(new AppendSegments(ref(made), List.of(new Segment("Hi.", "Ann", 0.0, null, null, true))));
        var before = seen(made).meeting();
        run();
        assertThat(seen(made).meeting())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(before);
        var stored = stored(made);
        product.meetings.put(
                made.id().toString(), new RemoteProduct.Stored("Theirs", null, stored.segments(), stored.tasks()));
        ask(new AppendSegments(ref(made), List.of(new Segment("Ho.", "Ann", 5.0, null, null, true))));
        run();
        assertThat(seen(made).meeting().version()).isEqualTo(before.version() + 2);
        assertThat(seen(made).meeting().title()).isEqualTo("Theirs");
    }

    @Test
    void words_go_to_a_meeting_of_the_gateways_own_or_to_its_owner_and_to_nobody_twice() {
        var own = ask(new CreateMeeting(titled("Own"))).meeting();
        var theirs = meeting("Theirs");
        var said = List.of(new Segment("Hi.", "Ann", 0.0, null, null, true));
        for (var meeting : List.of(own, theirs)) {
            assertThat(ask(new AppendSegments(ref(meeting), said)).appended()).isEqualTo(1);
            assertThat(seen(meeting).meeting().transcript().segmentCount()).isEqualTo(1);
        }
        assertThat(stored(theirs).segments()).hasSize(1);
        assertThat(product.meetings).hasSize(1);
        var nothing = new AppendSegments(new MeetingRef("nothing"), said);
        assertThatThrownBy(() -> ask(nothing)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void action_items_are_told_as_a_whole_and_keep_what_the_owner_has_no_word_for() {
        var made = meeting("Tasks");
        var item = ask(new CreateActionItem(
                ref(made),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Send the plan")
                        .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                        .build()));
        ask(new CreateActionItem(
                ref(made),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Book a room")
                        .build()));
        assertThat(stored(made).tasks()).containsExactly("Send the plan", "Book a room");
        assertThat(item.state()).isEqualTo(ActionItem.State.COMPLETED);

        var renamed = ask(new UpdateActionItem(
                item.id().toString(),
                null,
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Send it")
                        .build()));
        assertThat(renamed.id()).isEqualTo(item.id());
        assertThat(renamed.state()).isEqualTo(ActionItem.State.COMPLETED);
        assertThat(stored(made).tasks()).containsExactly("Send it", "Book a room");

        int requests = product.sent.size();
        ask(new UpdateActionItem(
                item.id().toString(),
                null,
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.STATE, ActionItem.State.OPEN)
                        .build()));
        assertThat(product.sent).as("nothing is sent that it has no word for").hasSize(requests);

        ask(new DeleteActionItem(item.id().toString(), null));
        assertThat(stored(made).tasks()).containsExactly("Book a room");
        assertThat(seen(made).actionItems())
                .singleElement()
                .satisfies(left -> assertThat(left.title()).isEqualTo("Book a room"));
    }

    @Test
    void what_the_owner_could_say_and_cannot_be_told_is_read_only_and_changes_nothing() {
        var made = meeting("Mine");
        var report = Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, "T")
                .set(ReportField.TEMPLATE_CODE, "t")
                .set(ReportField.CONTENT, "C")
                .build();
        int requests = product.sent.size();
        assertThatThrownBy(() -> ask(new CreateReport(ref(made), report)))
                .isInstanceOf(Problem.ReadOnlySource.class)
                .hasMessageContaining("read-only");
        assertThat(product.sent).hasSize(requests);
        assertThat(ask(new UpdateMeeting(
                                ref(made),
                                null,
                                Changes.of(MeetingField.class)
                                        .set(MeetingField.SHARED_WITH, List.of())
                                        .build()))
                        .meeting()
                        .title())
                .isEqualTo("Mine");
        assertThat(product.sent).as("what is the gateway's own is not sent").hasSize(requests);
    }

    @Test
    void a_connection_that_is_not_there_is_told_where_it_was_named() {
        var elsewhere = new CreateMeeting(titled("x"), STORE.connection);
        assertThatThrownBy(() -> ask(elsewhere))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations().getFirst().field())
                                .isEqualTo("/source/connection_id"));
    }

    @Test
    void of_two_who_change_what_they_have_seen_one_is_told_that_it_was_changed() {
        var made = meeting("Old");
        var expected = new Precondition(Set.of(made.version()));
        var both = Stream.of("First", "Second")
                .map(title -> source.call(new UpdateMeeting(ref(made), expected, titled(title)), here.ann))
                .toList();
        await(Future.join(both).transform(done -> Future.succeededFuture()));
        assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(both.stream().filter(Future::failed).map(Future::cause))
                .singleElement()
                .isInstanceOf(Problem.PreconditionFailed.class);
        isEqual();
    }

    @Test
    void many_who_write_at_once_are_served_one_after_the_other_or_told_to_come_again() {
        var made = meeting("Busy");
        var items = new ArrayList<Future<?>>();
        for (int i = 0; i < 2 * Outbox.AT_ONCE; i++) {
            var item = Changes.of(ActionItemField.class)
                    .set(ActionItemField.TITLE, "Task " + i)
                    .build();
            items.add(source.call(new CreateActionItem(ref(made), item), here.ann));
        }
        await(Future.join(items).transform(done -> Future.succeededFuture()));
        long done = items.stream().filter(Future::succeeded).count();
        assertThat(done).isPositive();
        assertThat(ended("update", "written")).isEqualTo(done);
        assertThat(ended("update", "busy")).isEqualTo(2 * Outbox.AT_ONCE - done);
        assertThat(items.stream().filter(Future::failed).map(Future::cause))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(Problem.Unavailable.class));
        assertThat(stored(made).tasks()).hasSize((int) done);
        assertThat(seen(made).actionItems()).hasSize((int) done);
    }

    /** How many writes ended so. */
    private double ended(String operation, String outcome) {
        return metrics.registry()
                .get("gateway.upstream.writes")
                .tags("connection_style", here.job.style(), "operation", operation, "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void what_came_of_writes_is_counted() {
        var made = meeting("Old");
        assertThat(ended("create", "written")).isEqualTo(1);
        product.fails(new RemoteFailure.Limited(Duration.ofSeconds(7), 429, null));
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.Unavailable.class);
        assertThat(ended("update", "limited")).isEqualTo(1);
        product.fails(new RemoteFailure.Conflicting(409, null));
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(ended("update", "refused")).isEqualTo(1);
        product.fails(new RemoteFailure.Unwell("There was no answer", null, "unreachable"));
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.Unavailable.class);
        assertThat(ended("update", "unwell")).isEqualTo(1);
        product.lost(NO_ANSWER);
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.Unavailable.class);
        assertThat(ended("update", "unknown")).isEqualTo(1);
        ask(retitled(made, "Newest"));
        assertThat(ended("update", "written")).isEqualTo(1);
        ask(new DeleteMeeting(ref(made), null));
        assertThat(ended("delete", "written")).isEqualTo(1);
    }

    private void refused(RemoteFailure failure, Class<? extends Problem> problem) {
        var made = meeting("Before");
        product.fails(failure);
        assertThatThrownBy(() -> ask(retitled(made, "After"))).isInstanceOf(problem);
        assertThat(here.unsettled()).isZero();
        assertThat(seen(made).meeting().title()).isEqualTo("Before");
        assertThat(ask(retitled(made, "Later")).meeting().title()).isEqualTo("Later");
    }

    @Test
    void a_quota_that_is_spent_there_is_no_limit_of_the_caller() {
        refused(new RemoteFailure.Limited(Duration.ofSeconds(7), 429, null), Problem.Unavailable.class);
    }

    @Test
    void what_the_owner_does_not_take_is_invalid() {
        refused(new RemoteFailure.Refused("Too long", 400, "max_length"), Problem.Invalid.class);
    }

    @Test
    void what_changed_there_meanwhile_is_told() {
        refused(new RemoteFailure.Conflicting(409, null), Problem.PreconditionFailed.class);
    }

    @Test
    void what_was_not_sent_did_not_happen() {
        refused(new RemoteFailure.Unwell("There was no answer", null, "unreachable"), Problem.Unavailable.class);
    }

    @Test
    void a_credential_that_is_refused_is_the_operators_matter() {
        refused(new RemoteFailure.Unauthorized(401, null), Problem.Unavailable.class);
        assertThat(here.issues()).containsExactly("credential_refused");
    }

    @Test
    void what_is_gone_there_is_deleted() {
        var made = meeting("Gone");
        product.meetings.clear();
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.NotFound.class);
        ask(new DeleteMeeting(ref(made), null));
        isEqual();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_a_change_that_nobody_knows_of_the_next_writer_finds_out(boolean arrives) {
        var made = meeting("Before");
        lost(arrives);
        assertThatThrownBy(() -> ask(retitled(made, "After"))).isInstanceOf(Problem.Unavailable.class);
        assertThat(here.unsettled()).isEqualTo(1);
        var notes = Changes.of(MeetingField.class).set(MeetingField.NOTES, "N").build();
        assertThat(ask(new UpdateMeeting(ref(made), null, notes)).meeting().title())
                .isEqualTo(arrives ? "After" : "Before");
        isEqual();
    }

    @Test
    void an_owner_who_does_not_say_what_became_of_a_change_is_not_well() {
        var made = meeting("Before");
        product.lost(NO_ANSWER);
        assertThatThrownBy(() -> ask(retitled(made, "After"))).isInstanceOf(Problem.Unavailable.class);
        product.silent(false);
        assertThatThrownBy(() -> ask(retitled(made, "Later"))).isInstanceOf(Problem.Unavailable.class);
        run();
        assertThat(titles()).containsExactly("After");
        isEqual();
    }

    @Test
    void a_meeting_that_is_not_there_when_it_is_found_out_what_became_of_a_change_is_not_deleted_for_that() {
        var made = meeting("Hidden");
        product.fails(NO_ANSWER);
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.Unavailable.class);
        var hidden = product.meetings.remove(made.id().toString());
        await(healing.settle(here.job, product));
        assertThat(titles()).containsExactly("Hidden");
        product.meetings.put(made.id().toString(), hidden);
        run();
        isEqual();
    }

    @Test
    void what_was_appended_to_a_meeting_that_is_out_of_sight_is_not_appended_again() {
        var made = meeting("Live");
        var words = new AppendSegments(ref(made), List.of(words("Yes.")));
        product.lost(NO_ANSWER);
        assertThatThrownBy(() -> keyed("words", words)).isInstanceOf(Problem.Unavailable.class);
        var hidden = product.meetings.remove(made.id().toString());
        await(healing.settle(here.job, product));
        assertThatThrownBy(() -> keyed("words", words)).isInstanceOf(Problem.Unavailable.class);
        product.meetings.put(made.id().toString(), hidden);
        assertThat(keyed("words", words).appended()).isEqualTo(1);
        assertThat(stored(made).segments()).extracting(Segment::text).containsExactly("Yes.");
        isEqual();
    }

    @Test
    void what_several_find_out_at_once_is_not_appended_again() {
        var made = meeting("Live");
        var words = new AppendSegments(ref(made), List.of(words("Yes.")));
        product.lost(NO_ANSWER);
        assertThatThrownBy(() -> keyed("words", words)).isInstanceOf(Problem.Unavailable.class);
        var first = Promise.<Void>promise();
        var second = Promise.<Void>promise();
        product.meanwhile = first::future;
        var one = healing.settle(here.job, product);
        waitUntilSent("get", 1);
        product.meanwhile = second::future;
        var other = healing.settle(here.job, product);
        waitUntilSent("get", 2);
        first.complete();
        await(one);
        second.complete();
        await(other);
        assertThat(keyed("words", words).appended()).isEqualTo(1);
        assertThat(stored(made).segments()).extracting(Segment::text).containsExactly("Yes.");
        isEqual();
    }

    @Test
    void what_was_sent_to_a_meeting_that_is_gone_for_good_is_looked_for_no_more() {
        var made = meeting("Gone");
        product.fails(NO_ANSWER);
        assertThatThrownBy(() -> ask(retitled(made, "New"))).isInstanceOf(Problem.Unavailable.class);
        product.meetings.clear();
        here.age(Duration.ofMinutes(2));
        assertThat(await(healing.settle(here.job, product))).as("needs a look").isTrue();
        await(healing.looked(here.job, product, here.now()));
        assertThat(here.unsettled()).isZero();
    }

    private static Segment words(String text) {
        return new Segment(text, "Ann", null, null, null, true);
    }

    private static CreateActionItem task(Meeting meeting, String title) {
        return new CreateActionItem(
                ref(meeting),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, title)
                        .build());
    }

    private <A> A keyed(String key, Call<A> call) {
        var request = new OutboxTable.Request("ann", key, "same " + key);
        return await(
                new WriteThrough(new KeyedLocal(Local.of(here.store()), request), owners, outbox).call(call, here.ann));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_has_no_identity_is_added_once_where_it_is_repeated_with_its_key(boolean arrives) {
        var made = meeting("Live");
        ask(new AppendSegments(ref(made), List.of(words("Yes."))));
        ask(task(made, "Call"));
        var words = new AppendSegments(ref(made), List.of(words("Yes."), words("No."), words("Yes.")));
        lost(arrives);
        assertThatThrownBy(() -> keyed("words", words)).isInstanceOf(Problem.Unavailable.class);
        run();
        assertThat(keyed("words", words).appended()).isEqualTo(3);
        assertThat(stored(made).segments()).extracting(Segment::text).containsExactly("Yes.", "Yes.", "No.", "Yes.");

        lost(arrives);
        assertThatThrownBy(() -> keyed("task", task(made, "Call"))).isInstanceOf(Problem.Unavailable.class);
        run();
        assertThat(keyed("task", task(made, "Call")).title()).isEqualTo("Call");
        assertThat(stored(made).tasks()).containsExactly("Call", "Call");
        isEqual();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_deletion_that_is_repeated_with_its_key_when_it_was_found_out_is_done(boolean arrives) {
        var made = meeting("Tasks");
        var item = ask(task(made, "Call"));
        var untask = new DeleteActionItem(item.id().toString(), null);
        lost(arrives);
        assertThatThrownBy(() -> keyed("task", untask)).isInstanceOf(Problem.Unavailable.class);
        run();
        keyed("task", untask);
        assertThat(stored(made).tasks()).isEmpty();

        var delete = new DeleteMeeting(ref(made), null);
        lost(arrives);
        assertThatThrownBy(() -> keyed("meeting", delete)).isInstanceOf(Problem.Unavailable.class);
        run();
        keyed("meeting", delete);
        assertThat(product.meetings).isEmpty();
        assertThatThrownBy(() -> keyed("another", delete)).isInstanceOf(Problem.NotFound.class);
        isEqual();
    }

    @Test
    void a_creation_that_is_repeated_with_its_key_when_its_meeting_was_deleted_makes_none() {
        var made = keyed("make", creation("Short-lived")).meeting();
        assertThat(keyed("make", creation("Short-lived")).meeting().id()).isEqualTo(made.id());
        ask(new DeleteMeeting(ref(made), null));
        assertThatThrownBy(() -> keyed("make", creation("Short-lived"))).isInstanceOf(Problem.Conflict.class);
        assertThat(product.meetings).isEmpty();
        isEqual();
    }

    private void lost(boolean arrives) {
        if (arrives) {
            product.lost(NO_ANSWER);
        } else {
            product.fails(NO_ANSWER);
        }
    }

    /** The process ends while it waits for the answer to this; that arrives or does not. */
    private void crash(Call<?> call, String request, boolean arrives) {
        long before = sent(request);
        product.silent(arrives);
        var never = source.call(call, here.ann);
        waitUntilSent(request, before + 1);
        assertThat(never.isComplete()).isFalse();
        here.age(Duration.ofSeconds(30));
    }

    private long sent(String request) {
        return product.sent.stream().filter(request::equals).count();
    }

    private void waitUntilSent(String request, long times) {
        while (sent(request) < times) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_change_a_deletion_and_words_that_a_crash_interrupts_are_what_the_owner_has(boolean arrives) {
        var changed = meeting("Before");
        var deleted = meeting("Deleted");
        var appended = meeting("Appended");
        crash(retitled(changed, "After"), "change", arrives);
        crash(new DeleteMeeting(ref(deleted), null), "delete", arrives);
        var segment = new Segment("Hi.", "Ann", 0.0, null, null, true);
        crash(new AppendSegments(ref(appended), List.of(segment)), "append", arrives);
        run();
        isEqual();
        assertThat(titles().contains("Deleted")).isEqualTo(!arrives);
        assertThat(seen(appended).meeting().transcript().segmentCount()).isEqualTo(arrives ? 1 : 0);
    }

    /** Where a creation can end: before and after each of its requests, and with all of it there but nothing here. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_creation_that_a_crash_interrupts_is_there_once_in_the_end_however_often_it_is_repeated(int point) {
        var request = new OutboxTable.Request("ann", "key", "same");
        var first = once(request, creation("Kick-off"), point / 2, point % 2 == 1);
        waitUntilSent(point / 2 == 0 ? "create" : "change", 1);
        assertThat(first.isComplete()).isFalse();

        here.age(Duration.ofSeconds(30));
        assertThatThrownBy(() -> await(once(request, creation("Kick-off"), 0, null)))
                .as("nobody knows yet")
                .isInstanceOf(Problem.Unavailable.class);
        run();
        here.age(Duration.ofSeconds(60));
        run();
        run();
        assertThat(here.unsettled()).isZero();
        var again = await(once(request, creation("Kick-off"), 0, null));
        run();
        isEqual();
        assertThat(titles()).containsExactly("Kick-off");
        assertThat(again.meeting().title()).isEqualTo("Kick-off");
        assertThatThrownBy(() ->
                        await(once(new OutboxTable.Request("ann", "key", "another"), creation("Kick-off"), 0, null)))
                .isInstanceOf(Problem.IdempotencyReused.class);
    }

    /** As a request with an {@code Idempotency-Key} whose answer was not kept. */
    private Future<MeetingView> once(
            OutboxTable.Request request, CreateMeeting call, int answers, @Nullable Boolean arrives) {
        if (arrives != null) {
            product.answers(answers).silent(arrives);
        }
        var keyed = new KeyedLocal(Local.of(here.store()), request);
        return new WriteThrough(keyed, owners, outbox).call(call, here.ann);
    }

    @Test
    void a_creation_that_cannot_be_completed_is_taken_back() {
        product.answers(1).fails(new RemoteFailure.Refused("Too long", 400, "max_length"));
        assertThatThrownBy(() -> meeting("Long")).isInstanceOf(Problem.Invalid.class);
        assertThat(product.meetings).isEmpty();
        isEqual();
    }

    @Test
    void a_creation_that_the_owner_hides_before_it_is_complete_is_completed_when_it_is_shown_again() {
        product.answers(1).fails(new RemoteFailure.Absent(404, null));
        assertThatThrownBy(() -> meeting("Hidden")).isInstanceOf(Problem.Unavailable.class);
        run();
        assertThat(product.titles()).containsExactly("Hidden");
        isEqual();
    }

    @Test
    void what_an_owner_says_of_meetings_that_are_there_is_not_said_of_one_that_is_to_be_made() {
        product.fails(new RemoteFailure.Absent(404, null));
        assertThatThrownBy(() -> meeting("New")).isInstanceOf(Problem.Unavailable.class);
        product.fails(new RemoteFailure.Conflicting(409, null));
        assertThatThrownBy(() -> meeting("New")).isInstanceOf(Problem.Conflict.class);
        assertThat(product.meetings).isEmpty();
        isEqual();
    }

    @Test
    void what_somebody_else_made_meanwhile_is_not_taken_for_a_creation_that_was_lost() {
        crash(creation("Mine"), "create", false);
        product.meetings.put(
                "11111111-1111-7111-8111-111111111111", new RemoteProduct.Stored("Theirs", null, List.of(), List.of()));
        here.age(Duration.ofSeconds(60));
        run();
        assertThat(titles()).containsExactly("Theirs");
        isEqual();
    }

    @Test
    void of_several_creations_that_were_lost_before_they_said_anything_each_is_there_once() {
        for (var title : List.of("One", "Two", "Three")) {
            crash(creation(title), "create", true);
        }
        run();
        run();
        assertThat(titles()).containsExactlyInAnyOrder("One", "Two", "Three");
        isEqual();
    }

    @Test
    void what_somebody_is_making_just_now_is_not_taken_for_a_creation_that_was_lost() {
        crash(creation("Lost"), "create", false);
        product.silent(true);
        source.call(creation("Now"), here.ann);
        waitUntilSent("create", 2);
        run();
        assertThat(titles()).as("it says nothing yet").containsExactly("null");
    }

    @Test
    void inside_a_transaction_the_answer_is_kept_with_what_is_here() {
        for (int i = 0; i < 2; i++) {
            var answer = await(kept("k", creation("Once")));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers().contains("Idempotency-Replayed")).isEqualTo(i > 0);
        }
        isEqual();
    }

    /** As a request with an {@code Idempotency-Key}. */
    private Future<WireResponse> kept(String key, Call<MeetingView> call) {
        return here.store()
                .once(
                        here.ann,
                        key,
                        "f",
                        transaction -> new WriteThrough(
                                        Local.of(here.store(), transaction, OutboxTable.Request.of(here.ann, key, "f")),
                                        owners,
                                        outbox)
                                .call(call, here.ann)
                                .map(view -> WireResponse.json(
                                        201, Buffer.buffer("\"" + view.meeting().title() + "\""))));
    }

    @Test
    void who_waits_for_a_slow_account_keeps_nobody_else_from_writing() {
        var meetings = IntStream.range(0, Outbox.AT_ONCE)
                .mapToObj(i -> meeting("Slow " + i))
                .toList();
        long before = sent("change");
        meetings.forEach(meeting -> product.silent(true));
        var waiting = meetings.stream()
                .map(meeting -> kept("slow " + meeting.id(), retitled(meeting, "Late")))
                .toList();
        waitUntilSent("change", before + meetings.size());
        assertThat(await(kept("own", new CreateMeeting(titled("Own")))).status())
                .isEqualTo(201);
        assertThat(waiting).noneMatch(Future::isComplete);
    }

    private static RemoteFailure partial(RemoteFailure rest) {
        return (RemoteFailure)
                RemoteFailure.Partial.after(Future.failedFuture(rest)).cause();
    }

    @Test
    void what_was_done_in_part_is_not_done_again_where_it_is_repeated_with_its_key() {
        var made = meeting("Tasks");
        product.lost(partial(new RemoteFailure.Limited(Duration.ofSeconds(7), 420, null)));
        assertThatThrownBy(() -> keyed("task", task(made, "Call")))
                .isInstanceOfSatisfying(
                        Problem.Unavailable.class,
                        problem -> assertThat(problem.retryAfterSeconds()).isEqualTo(7));
        assertThat(here.unsettled()).isEqualTo(1);
        run();
        assertThat(keyed("task", task(made, "Call")).title()).isEqualTo("Call");
        assertThat(stored(made).tasks()).containsExactly("Call");
        isEqual();
    }

    @Test
    void an_action_item_that_was_made_in_part_is_brought_into_its_state_by_the_repeat() {
        var made = meeting("Tasks");
        var completed = new CreateActionItem(
                ref(made),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Call")
                        .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                        .build());
        product.lost(partial(new RemoteFailure.Limited(Duration.ofSeconds(7), 420, null)));
        assertThatThrownBy(() -> keyed("task", completed)).isInstanceOf(Problem.Unavailable.class);
        for (int i = 0; i < 2; i++) {
            assertThat(keyed("task", completed).state()).isEqualTo(ActionItem.State.COMPLETED);
        }
        assertThat(stored(made).tasks()).containsExactly("Call");
        isEqual();
    }

    @Test
    void of_what_was_done_in_part_the_caller_is_told_why_the_rest_was_not() {
        var made = meeting("Before");
        product.lost(partial(new RemoteFailure.Refused("No such state", 400, null)));
        assertThatThrownBy(() -> ask(retitled(made, "After")))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("No such state");
        assertThat(ended("update", "unknown")).isEqualTo(1);
        product.answers(1).lost(partial(NO_ANSWER));
        assertThatThrownBy(() -> ask(retitled(made, "Later"))).isInstanceOf(Problem.Unavailable.class);
        run();
        assertThat(titles()).containsExactly("Later");
        isEqual();
    }
}
