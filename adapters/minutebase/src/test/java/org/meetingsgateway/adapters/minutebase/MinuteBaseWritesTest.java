package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.remote.KnownPerson;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/** What is written to our own surface, taken for an account of MinuteBase. */
class MinuteBaseWritesTest {
    private static final UUID ANN = new UUID(0, 1);
    private static final Seen KNOWN = new Seen(List.of(new KnownPerson(ANN, "Ann Lee", "ann@example.com")), null, null);
    private static final Instant DUE = Instant.parse("2026-05-08T00:00:00Z");

    private final Exchange exchange = There.exchange();
    private final MinuteBaseRemote there = There.remote(exchange);

    private String written(Call<?> call, Seen seen) {
        return there.writes().write(call, seen).result().nativeId();
    }

    private String written(Call<?> call) {
        return written(call, Seen.NOTHING);
    }

    private RemoteMeeting made() {
        var title = Changes.of(MeetingField.class).set(MeetingField.TITLE, "Kick-off");
        return read(written(new CreateMeeting(title.build())));
    }

    private RemoteMeeting read(String id) {
        return there.get(id).result().orElseThrow();
    }

    private static MeetingRef ref(RemoteMeeting meeting) {
        return new MeetingRef(meeting.nativeId());
    }

    private static MinuteItem item(String id, String title, MinuteItem.Type type, List<UUID> assignees) {
        return new MinuteItem(id, title, null, type, List.of(), null, assignees, List.of());
    }

    private static List<MinuteItem> minutes(RemoteMeeting meeting) {
        return ((List<?>) Objects.requireNonNull(meeting.fields().get(MeetingField.MINUTES)))
                .stream().map(MinuteItem.class::cast).toList();
    }

    private static RemoteActionItem only(RemoteMeeting meeting) {
        return Objects.requireNonNull(meeting.actionItems()).getFirst();
    }

    private static Changes.Builder<ActionItemField> action() {
        return Changes.of(ActionItemField.class);
    }

    @Test
    void an_action_is_made_in_the_minutes_with_all_that_it_has() {
        var meeting = made();
        var action = action().set(ActionItemField.TITLE, "Send the plan")
                .set(ActionItemField.DESCRIPTION, "By mail")
                .set(ActionItemField.ASSIGNEE, "Bob Ray")
                .set(ActionItemField.DUE_AT, DUE)
                .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                .build();
        var id = written(new CreateActionItem(ref(meeting), action));
        var now = read(meeting.nativeId());
        assertThat(now.actionItems()).singleElement().satisfies(item -> {
            assertThat(item.nativeId()).isEqualTo(id);
            assertThat(item.minuteId()).isEqualTo(minutes(now).getLast().id());
            assertThat(item.fields()).isEqualTo(action);
            assertThat(item.completedAt()).isNotNull();
        });
    }

    @Test
    void an_action_is_changed_assigned_said_something_about_and_deleted() {
        var meeting = made();
        var title = action().set(ActionItemField.TITLE, "Send the plan").build();
        var id = written(new CreateActionItem(ref(meeting), title));
        var changes = action().set(ActionItemField.TITLE, "Send it")
                .set(ActionItemField.ASSIGNEE_IDS, List.of(ANN))
                .set(ActionItemField.STATE, ActionItem.State.DISMISSED)
                .build();
        assertThat(written(new UpdateActionItem(id, null, changes), KNOWN)).isEqualTo(id);
        assertThat(written(new AddComment(id, "Soon"))).isEqualTo(id);
        var read = only(read(meeting.nativeId()));
        assertThat(read.fields().get(ActionItemField.TITLE)).isEqualTo("Send it");
        assertThat(read.fields().get(ActionItemField.ASSIGNEE)).isEqualTo("Ann Lee");
        assertThat(read.fields().get(ActionItemField.STATE)).isEqualTo(ActionItem.State.DISMISSED);
        assertThat(read.dismissedAt()).isNotNull();
        assertThat(read.comments()).extracting(RemoteComment::text).containsExactly("Soon");
        written(new UpdateActionItem(
                id,
                null,
                action().set(ActionItemField.STATE, ActionItem.State.OPEN).build()));
        assertThat(only(read(meeting.nativeId())).dismissedAt()).isNull();
        written(new DeleteActionItem(id, null));
        assertThat(read(meeting.nativeId()).actionItems()).isEmpty();
        assertThat(there.writes().write(new AddComment(id, "Late")).cause()).isInstanceOf(RemoteFailure.Absent.class);
    }

    @Test
    void whoever_is_assigned_stays_where_minutes_are_replaced_by_what_the_store_has() {
        var meeting = made();
        var first = List.of(item("", "Send the plan", MinuteItem.Type.ACTION, List.of(ANN)));
        written(new ReplaceMinutes(ref(meeting), Part.MINUTES, 1, first), KNOWN);
        var stored = read(meeting.nativeId());
        var more = List.of(
                item("", "Agreed", MinuteItem.Type.DECISION, List.of()),
                minutes(stored).getFirst());
        written(new ReplaceMinutes(ref(meeting), Part.MINUTES, 9, more), new Seen(List.of(), null, minutes(stored)));
        var now = read(meeting.nativeId());
        assertThat(minutes(now)).extracting(MinuteItem::title).containsExactly("Agreed", "Send the plan");
        assertThat(only(now).nativeId()).isEqualTo(only(stored).nativeId());
        assertThat(only(now).fields().get(ActionItemField.ASSIGNEE)).isEqualTo("Ann Lee");
    }

    @Test
    void minutes_are_not_written_over_what_somebody_else_wrote() {
        var meeting = made();
        var theirs = List.of(item("", "Theirs", MinuteItem.Type.NOTE, List.of()));
        written(new ReplaceMinutes(ref(meeting), Part.MINUTES, 1, theirs));
        var ours = new ReplaceMinutes(
                ref(meeting), Part.MINUTES, 1, List.of(item("", "Ours", MinuteItem.Type.NOTE, List.of())));
        var seen = new Seen(List.of(), null, List.of());
        assertThat(there.writes().write(ours, seen).cause()).isInstanceOf(RemoteFailure.Conflicting.class);
        assertThat(minutes(read(meeting.nativeId())))
                .extracting(MinuteItem::title)
                .containsExactly("Theirs");
    }

    @Test
    void minutes_that_are_written_between_reading_and_writing_are_a_conflict() {
        var meeting = made();
        var theirs = new JsonObject()
                .put("lock_version", 1)
                .put("minutes", JsonArray.of(new JsonObject().put("title", "Theirs")));
        Exchange raced = request -> request.method().equals(HttpMethod.PUT)
                ? exchange.send(request.withBody(theirs.toBuffer())).compose(done -> exchange.send(request))
                : exchange.send(request);
        var call = new ReplaceMinutes(ref(meeting), Part.MINUTES, 1, List.of());
        assertThat(There.remote(raced).writes().write(call).cause()).isInstanceOf(RemoteFailure.Conflicting.class);
        assertThat(minutes(read(meeting.nativeId()))).hasSize(1);
    }

    @Test
    void those_who_are_known_by_name_only_can_stay() {
        var library = Library.read(new JsonObject()
                .put(
                        "meetings",
                        JsonArray.of(new JsonObject()
                                .put("id", "00000000-0000-7000-8000-0000000000d1")
                                .put(
                                        "participants",
                                        JsonArray.of(new JsonObject().put("name", "Cy of the desktop"))))));
        var remote = There.remote(There.exchange(library));
        var id = remote.list(null).result().items().getFirst().nativeId();
        var cy = new Participant(null, "Cy of the desktop", null, AttendanceStatus.ABSENT);
        var ada = new Participant(null, "Ada Lovelace", null, AttendanceStatus.PRESENT);
        var changes = Changes.of(MeetingField.class)
                .set(MeetingField.PARTICIPANTS, List.of(cy, ada))
                .build();
        assertThat(remote.writes()
                        .write(new UpdateMeeting(new MeetingRef(id), null, changes))
                        .succeeded())
                .isTrue();
        assertThat(remote.get(id).result().orElseThrow().fields().get(MeetingField.PARTICIPANTS))
                .isEqualTo(List.of(cy, ada));
    }

    @Test
    void what_the_product_refuses_is_told_in_its_words_and_nothing_is_left() {
        var tooLong = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "x".repeat(1_001))
                .build();
        assertThat(there.writes().write(new CreateMeeting(tooLong)).cause())
                .isInstanceOf(RemoteFailure.Refused.class)
                .hasMessage("It rejects title: is too long: 1000 characters at most");
        assertThat(there.list(null).result().items()).isEmpty();
    }

    @Test
    void minutes_that_the_product_rejects_are_told_in_its_words() {
        var untitled = List.of(item("", "", MinuteItem.Type.NOTE, List.of()));
        var call = new ReplaceMinutes(ref(made()), Part.MINUTES, 1, untitled);
        assertThat(there.writes().write(call).cause())
                .isInstanceOf(RemoteFailure.Refused.class)
                .hasMessage("It rejects minutes: item 1, title: please enter a title");
    }

    /** Whose quota is spent when that path is written to. */
    private MinuteBaseRemote spentAt(String path) {
        return There.remote(request ->
                !request.method().equals(HttpMethod.GET) && request.path().endsWith(path)
                        ? Future.succeededFuture(WireResponse.json(420, Buffer.buffer("{}")))
                        : exchange.send(request));
    }

    private void isDoneInPart(Call<?> call, String spentAt) {
        assertThat(spentAt(spentAt).writes().write(call).cause())
                .isInstanceOfSatisfying(
                        RemoteFailure.Partial.class,
                        part -> assertThat(part.rest()).isInstanceOf(RemoteFailure.Limited.class));
    }

    private void isNotDone(Call<?> call, String spentAt) {
        assertThat(spentAt(spentAt).writes().write(call).cause()).isInstanceOf(RemoteFailure.Limited.class);
    }

    @Test
    void an_action_whose_state_cannot_be_written_any_more_is_there_and_changed_all_the_same() {
        var meeting = made();
        var action = action().set(ActionItemField.TITLE, "Send the plan")
                .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                .build();
        isDoneInPart(new CreateActionItem(ref(meeting), action), "/complete");
        isNotDone(new CreateActionItem(ref(meeting), action), "/minutes");
        var there = only(read(meeting.nativeId()));
        assertThat(there.fields().get(ActionItemField.STATE)).isEqualTo(ActionItem.State.OPEN);

        var id = Objects.requireNonNull(there.nativeId());
        var both = action().set(ActionItemField.TITLE, "Send it")
                .set(ActionItemField.STATE, ActionItem.State.DISMISSED)
                .build();
        isDoneInPart(new UpdateActionItem(id, null, both), "/dismiss");
        assertThat(read(meeting.nativeId()).actionItems())
                .singleElement()
                .satisfies(item ->
                        assertThat(item.fields().get(ActionItemField.TITLE)).isEqualTo("Send it"));
        var state =
                action().set(ActionItemField.STATE, ActionItem.State.DISMISSED).build();
        isNotDone(new UpdateActionItem(id, null, state), "/dismiss");
    }

    @Test
    void a_meeting_whose_agenda_or_minutes_cannot_be_written_any_more_is_changed_all_the_same() {
        var meeting = made();
        var items = List.of(item("", "Welcome", MinuteItem.Type.NOTE, List.of()));
        var titled = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Renamed")
                .set(MeetingField.AGENDA, items)
                .build();
        isDoneInPart(new UpdateMeeting(ref(meeting), null, titled), "/agenda");
        assertThat(read(meeting.nativeId()).fields().get(MeetingField.TITLE)).isEqualTo("Renamed");
        var both = Changes.of(MeetingField.class)
                .set(MeetingField.AGENDA, items)
                .set(MeetingField.MINUTES, items)
                .build();
        isNotDone(new UpdateMeeting(ref(meeting), null, both), "/agenda");
        isDoneInPart(new UpdateMeeting(ref(meeting), null, both), "/minutes");
    }

    @Test
    void what_is_deleted_is_absent_and_cannot_be_deleted_again() {
        var meeting = made();
        var call = new DeleteMeeting(ref(meeting), null);
        assertThat(there.writes().write(call).succeeded()).isTrue();
        assertThat(there.get(meeting.nativeId()).result()).isEmpty();
        assertThat(there.writes().write(call).cause()).isInstanceOf(RemoteFailure.Absent.class);
    }

    @Test
    void somebody_whom_nobody_knows_any_more_cannot_be_told() {
        assertThat(refusal(new Participant(ANN, null, null, null))).startsWith("Nobody in the account is ");
        assertThat(refusal(new Participant(null, "Cy", "cy@example.com", null)))
                .isEqualTo("Nobody in the account is Cy <cy@example.com>");
    }

    private @Nullable String refusal(Participant participant) {
        var changes = Changes.of(MeetingField.class)
                .set(MeetingField.PARTICIPANTS, List.of(participant))
                .build();
        return there.writes().write(new CreateMeeting(changes)).cause().getMessage();
    }

    @Test
    void transcripts_and_reports_are_kept() {
        assertThat(there.writes().kept()).contains(AppendSegments.class, CreateReport.class);
    }
}
