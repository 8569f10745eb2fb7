package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.ConnectedFixture.remote;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.sync.Lost;
import org.meetingsgateway.server.sync.Mirror.Outcome;

class ConnectedMeetingsTest {
    private static final StoreFixture FIXTURE = new StoreFixture();

    private final ConnectedFixture here = new ConnectedFixture(FIXTURE);

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private Meeting meeting() {
        var all = FIXTURE.ask(
                new ListMeetings(MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.Numbered(1, 10), Set.of()),
                here.operator);
        return all.items().getFirst().meeting();
    }

    private static UpdateMeeting edit(Meeting meeting) {
        return new UpdateMeeting(
                ref(meeting), null, Changes.of(MeetingField.class).build());
    }

    private boolean isOwned(Call<?> call, Principal who) {
        return await(new OwnerTable(FIXTURE.client).writtenBy(call, who)).isPresent();
    }

    @Test
    void what_was_asked_for_before_does_not_take_the_place_of_what_was_asked_for_later() {
        var first = here.now();
        var second = here.now();
        assertThat(here.mirrored(first, remote("a", "Old", null))).isEqualTo(Outcome.CREATED);
        assertThat(here.put(second, remote("a", "New", null))).isEqualTo(Outcome.UPDATED);
        assertThat(here.mirrored(first, remote("a", "Old", null))).isEqualTo(Outcome.STALE);
        assertThat(here.put(first, remote("a", "Old", null))).isEqualTo(Outcome.STALE);
        assertThat(meeting().title()).isEqualTo("New");
        assertThat(meeting().source().syncedAt()).isEqualTo(second);
        assertThat(here.mirrored(here.now(), remote("a", "Newer", null))).isEqualTo(Outcome.UPDATED);
        assertThat(meeting().title()).isEqualTo("Newer");
    }

    @Test
    void what_is_the_same_later_is_newer_without_a_new_version() {
        here.mirrored(here.now(), remote("a", "Same", null));
        var before = meeting();
        var later = here.now();
        assertThat(here.put(later, remote("a", "Same", null))).isEqualTo(Outcome.UNCHANGED);
        assertThat(meeting().source().syncedAt()).isEqualTo(later);
        assertThat(meeting().version()).isEqualTo(before.version());
        assertThat(meeting().updatedAt()).isEqualTo(before.updatedAt());
    }

    @Test
    void a_caller_brings_nothing_that_is_not_here() {
        assertThat(here.put(here.now(), remote("a", "Gone", null))).isEqualTo(Outcome.STALE);
    }

    @Test
    void nothing_is_put_into_a_connection_that_is_paused_or_gone() {
        here.mirrored(here.now(), remote("a", "A", null));
        var actions = new ConnectionActions(FIXTURE.store.client(), FIXTURE.clock);
        await(actions.pause(here.operator.tenantId(), here.connection.toString()));
        assertThatThrownBy(() -> here.put(here.now(), remote("a", "B", null))).isInstanceOf(Lost.class);
        await(new ConnectionRemoval(FIXTURE.store.client(), FIXTURE.clock)
                .remove(here.operator.tenantId(), here.connection.toString(), null, true));
        assertThatThrownBy(() -> here.put(here.now(), remote("a", "B", null))).isInstanceOf(Lost.class);
        assertThat(meeting().title()).isEqualTo("A");
    }

    @Test
    void a_connection_owns_the_meetings_that_came_from_it_and_what_belongs_to_them() {
        here.mirrored(here.now(), remote("a", "A", "Hello"));
        var owned = await(new OwnerTable(FIXTURE.client).of(ref(meeting()), here.ann))
                .orElseThrow();
        assertThat(owned.meetingId()).isEqualTo(meeting().id());
        assertThat(owned.connectionId()).isEqualTo(here.connection);
        assertThat(owned.nativeId()).isEqualTo("a");
        assertThat(owned.version()).isEqualTo(meeting().version());

        var report = FIXTURE.ask(
                new CreateReport(
                        ref(meeting()),
                        Changes.of(ReportField.class)
                                .set(ReportField.TEMPLATE_NAME, "T")
                                .set(ReportField.TEMPLATE_CODE, "t")
                                .set(ReportField.CONTENT, "C")
                                .build()),
                here.ann);
        assertThat(isOwned(new DeleteReport(report.id().toString(), null), here.ann))
                .isTrue();
        assertThat(isOwned(edit(meeting()), here.ann)).isTrue();
        assertThat(isOwned(new GetMeeting(ref(meeting()), Set.of()), here.ann))
                .as("reads")
                .isFalse();
        var stranger = StoreFixture.as(FIXTURE.person("Bob", FIXTURE.tenant()), FIXTURE.tenant());
        assertThat(isOwned(edit(meeting()), stranger)).as("another tenant").isFalse();
    }

    @Test
    void the_gateways_own_meetings_and_what_is_not_there_belong_to_no_connection() {
        assertThat(isOwned(edit(FIXTURE.meeting(List.of(), here.ann)), here.ann))
                .isFalse();
        assertThat(await(new OwnerTable(FIXTURE.client).of(new MeetingRef("nowhere"), here.ann)))
                .isEmpty();
        assertThat(isOwned(
                        new UpdateActionItem(
                                "nowhere",
                                null,
                                Changes.of(ActionItemField.class).build()),
                        here.ann))
                .isFalse();
    }

    @Test
    void an_account_is_told_with_its_credential_as_it_is_stored_to_its_own_tenant() {
        var accounts = new ConnectionAccounts(FIXTURE.client);
        var account =
                await(accounts.get(here.operator.tenantId(), here.connection)).orElseThrow();
        assertThat(account.paused()).isFalse();
        assertThat(account.job().credential()).isEqualTo(here.job.credential());
        assertThat(account.job().baseUrl()).isEqualTo("http://127.0.0.1:1");
        assertThat(await(accounts.get(FIXTURE.tenant().tenantId(), here.connection)))
                .isEmpty();
    }
}
