package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.wire.Exchange;

/** What is written to our own surface, taken for a remote product. */
class RecordingWritesTest {
    private static final String PROJECT = "00000000-0000-7000-8000-0000000000c1";
    private static final Account ACCOUNT = new Account("phx_yourKeyHere", null, 7);
    private static final Instant NINE = Instant.parse("2026-05-08T09:00:00.000250Z");

    private final Exchange product = product();
    private final DesktopRemote remote = new DesktopRemote(new ProjectRequests(ACCOUNT, product));

    private static Exchange product() {
        var library = Library.read(new JsonObject()
                .put(
                        "people",
                        JsonArray.of(new JsonObject()
                                .put("id", Library.PERSON.toString())
                                .put("user", 42)))
                .put(
                        "projects",
                        JsonArray.of(new JsonObject().put("id", PROJECT).put("team", 7))));
        var principal = new Principal(
                library.account().id(),
                library.account().slug(),
                Library.PERSON,
                "a key",
                Set.of("desktop_recording:read", "desktop_recording:write"),
                Principal.View.READABLE);
        return new SurfaceHarness(
                        new DesktopSurface(),
                        MemorySource.of(library),
                        Map.of(ACCOUNT.credential(), new Caller(principal, null)))
                .exchange();
    }

    private static Changes.Builder<MeetingField> meeting() {
        return Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Kick-off")
                .set(MeetingField.NOTES, "Bring cake")
                .set(MeetingField.STATUS, MeetingStatus.FAILED)
                .set(MeetingField.PLATFORM, Platform.TEAMS)
                .set(MeetingField.URL, "https://teams.example/1")
                .set(MeetingField.STARTS_AT, NINE)
                .set(MeetingField.ENDED_AT, NINE.plusSeconds(60))
                .set(MeetingField.DURATION_SECONDS, 60L)
                .set(MeetingField.PARTICIPANTS, List.of(new Participant(null, "Ann", null, null)))
                .set(MeetingField.RECORDING_URL, "https://media.example/1.mp4")
                .set(MeetingField.RECORDING_SIZE_BYTES, 1L << 40)
                .set(MeetingField.RECORDING_RECALL_RECORDING_ID, new UUID(1, 2))
                .set(MeetingField.RECORDING_ERROR, "No microphone")
                .set(MeetingField.SUMMARY, "They met.")
                .set(MeetingField.SUMMARY_GENERATED_AT, NINE)
                .set(MeetingField.TASKS_GENERATED_AT, NINE.plusMillis(1));
    }

    private RemoteMeeting created(Changes<MeetingField> meeting) {
        var written = remote.writes().write(new CreateMeeting(meeting)).result();
        assertThat(written.meeting()).isNull();
        assertThat(written.rest()).isEqualTo(meeting);
        var change = new UpdateMeeting(new MeetingRef(written.nativeId()), null, meeting);
        assertThat(remote.writes().write(change).succeeded()).isTrue();
        return remote.get(written.nativeId()).result().orElseThrow();
    }

    private List<RemoteMeeting> all() {
        var all = new ArrayList<RemoteMeeting>();
        remote.list(null).result().items().forEach(item -> all.add(item.whole()));
        return all;
    }

    @Test
    void every_field_of_a_meeting_that_is_made_is_read_back() {
        var read = created(meeting().build());
        var upload = read.fields().get(MeetingField.RECORDING_SDK_UPLOAD_ID);
        assertThat(upload).isNotNull();
        assertThat(read.fields())
                .isEqualTo(meeting()
                        .set(MeetingField.RECORDING_SDK_UPLOAD_ID, upload)
                        .build());
    }

    @Test
    void every_field_can_be_cleared_but_those_that_a_recording_always_has() {
        var made = created(meeting().build());
        var nothing = Changes.of(MeetingField.class);
        made.fields().forEach((field, value) -> nothing.set(field, value instanceof List ? List.of() : null));
        nothing.set(MeetingField.STATUS, MeetingStatus.SCHEDULED);
        var call = new UpdateRecording(ref(made), nothing.build(), null, null);
        var read = remote.writes().write(call).result().meeting();
        nothing.set(MeetingField.STATUS, MeetingStatus.PROCESSING)
                .set(MeetingField.PLATFORM, Platform.DESKTOP_AUDIO)
                .set(MeetingField.STARTS_AT, NINE)
                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, made.fields().get(MeetingField.RECORDING_SDK_UPLOAD_ID));
        assertThat(read).isNotNull();
        assertThat(read.fields()).isEqualTo(nothing.build());
    }

    @Test
    void words_and_tasks_are_read_back() {
        var made = created(meeting().build());
        var first = new Segment("Hello.", "Ann", 1200.5, null, 0.25, true);
        var second = new Segment("Hi.", null, null, null, null, null);
        var task = Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, "Send the plan")
                .set(ActionItemField.DESCRIPTION, null)
                .set(ActionItemField.ASSIGNEE, "Bob")
                .build();
        var changes = Changes.of(MeetingField.class).build();
        var call = new UpdateRecording(ref(made), changes, List.of("Ann"), List.of(first), List.of(task));
        assertThat(remote.writes().write(call).succeeded()).isTrue();
        assertThat(remote.writes()
                        .write(new AppendSegments(ref(made), List.of(second)))
                        .succeeded())
                .isTrue();
        var read = remote.get(made.nativeId()).result().orElseThrow();
        assertThat(read.segments()).containsExactly(first, second);
        assertThat(read.actionItems()).containsExactly(RemoteActionItem.of(task));
    }

    @Test
    void what_is_deleted_is_absent_and_cannot_be_deleted_again() {
        var made = created(meeting().build());
        var call = new DeleteMeeting(ref(made), null);
        assertThat(remote.writes().write(call).succeeded()).isTrue();
        assertThat(remote.get(made.nativeId()).result()).isEmpty();
        assertThat(remote.writes().write(call).cause()).isInstanceOf(RemoteFailure.Absent.class);
    }

    @Test
    void a_meeting_of_which_nothing_but_the_platform_is_said_is_all_that_it_has_to_be() {
        var meeting = Changes.of(MeetingField.class)
                .set(MeetingField.PLATFORM, Platform.TEAMS)
                .set(MeetingField.DESCRIPTION, "The style has no place for it")
                .build();
        assertThat(remote.writes().write(new CreateMeeting(meeting)).result().rest())
                .isNull();
        assertThat(all())
                .singleElement()
                .satisfies(made ->
                        assertThat(made.fields().get(MeetingField.PLATFORM)).isEqualTo(Platform.TEAMS));
    }

    private static MeetingRef ref(RemoteMeeting meeting) {
        return new MeetingRef(meeting.nativeId());
    }
}
