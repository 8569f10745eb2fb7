package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.meetingsgateway.model.MeetingStatus.COMPLETED;
import static org.meetingsgateway.model.MeetingStatus.FAILED;
import static org.meetingsgateway.model.MeetingStatus.PROCESSING;
import static org.meetingsgateway.model.MeetingStatus.RECORDING;
import static org.meetingsgateway.model.MeetingStatus.SCHEDULED;
import static org.meetingsgateway.model.MeetingStatus.UPLOADING;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Slice;

class UploadEventsTest {
    private static StoreFixture fixture;

    private Principal operator;
    private Principal ann;
    private UUID upload;
    private Meeting meeting;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void recording() {
        operator = fixture.tenant();
        ann = StoreFixture.as(fixture.person("Ann", operator), operator);
        upload = UUID.randomUUID();
        meeting = recording(ann, upload, RECORDING);
    }

    private static Meeting recording(Principal owner, @Nullable UUID upload, MeetingStatus status) {
        return fixture.ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.STATUS, status)
                                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, upload)
                                .build()),
                        owner)
                .meeting();
    }

    private void change(Meeting which, MeetingField field, @Nullable Object value) {
        fixture.ask(
                new UpdateMeeting(
                        StoreFixture.ref(which),
                        null,
                        Changes.of(MeetingField.class).set(field, value).build()),
                ann);
    }

    private Meeting now(Meeting which) {
        return fixture.ask(new GetMeeting(StoreFixture.ref(which), Set.of()), operator)
                .meeting();
    }

    private UploadEvent event(MeetingStatus status) {
        return new UploadEvent(UUID.randomUUID().toString(), upload, status, null, null);
    }

    private static void tell(UploadEvent event) {
        StoreFixture.await(fixture.store.tell(event));
    }

    @Test
    void what_is_said_of_an_upload_moves_its_meeting_forward() {
        var recordingId = UUID.randomUUID();
        tell(event(UPLOADING));
        assertThat(now(meeting).status()).isEqualTo(UPLOADING);
        tell(new UploadEvent("complete-" + upload, upload, PROCESSING, recordingId, null));
        assertThat(now(meeting).status()).isEqualTo(PROCESSING);
        assertThat(now(meeting).recording().recallRecordingId()).isEqualTo(recordingId);
        assertThat(now(meeting).version()).isEqualTo(meeting.version() + 2);
    }

    @Test
    void events_in_any_order_end_the_same() {
        for (var last : List.of(PROCESSING, FAILED)) {
            for (var order : List.of(
                    List.of(last, RECORDING, UPLOADING),
                    List.of(UPLOADING, last, RECORDING),
                    List.of(RECORDING, UPLOADING, last))) {
                upload = UUID.randomUUID();
                meeting = recording(ann, upload, SCHEDULED);
                order.forEach(status -> tell(event(status)));
                assertThat(now(meeting).status()).isEqualTo(last);
            }
        }
    }

    @Test
    void a_failure_says_why() {
        tell(new UploadEvent("failed-" + upload, upload, FAILED, null, "Lost"));
        assertThat(now(meeting).status()).isEqualTo(FAILED);
        assertThat(now(meeting).recording().error()).isEqualTo("Lost");
        var failures =
                fixture.ask(new ListFailures(Failure.Kind.RECORDING, false, new Slice.After(null, 10)), operator);
        assertThat(failures.items())
                .extracting(Failure::meetingId, Failure::message)
                .containsExactly(tuple(meeting.id(), "Lost"));
    }

    @Test
    void what_a_client_said_stays() {
        var own = UUID.randomUUID();
        change(meeting, MeetingField.RECORDING_RECALL_RECORDING_ID, own);
        change(meeting, MeetingField.RECORDING_ERROR, "Mine");
        change(meeting, MeetingField.STATUS, COMPLETED);
        tell(new UploadEvent("a-" + upload, upload, PROCESSING, UUID.randomUUID(), null));
        tell(new UploadEvent("b-" + upload, upload, FAILED, null, "Theirs"));
        assertThat(now(meeting).status()).isEqualTo(COMPLETED);
        assertThat(now(meeting).recording().recallRecordingId()).isEqualTo(own);
        assertThat(now(meeting).recording().error()).isEqualTo("Mine");

        change(meeting, MeetingField.STATUS, RECORDING);
        tell(event(UPLOADING));
        assertThat(now(meeting).status()).isEqualTo(UPLOADING);
    }

    @Test
    void the_recording_of_one_that_is_ready_is_still_noted() {
        var recordingId = UUID.randomUUID();
        change(meeting, MeetingField.STATUS, COMPLETED);
        tell(new UploadEvent("c-" + upload, upload, PROCESSING, recordingId, null));
        assertThat(now(meeting).status()).isEqualTo(COMPLETED);
        assertThat(now(meeting).recording().recallRecordingId()).isEqualTo(recordingId);
    }

    @Test
    void an_event_has_its_effect_once_however_often_and_at_once_it_is_told() {
        var event = event(UPLOADING);
        StoreFixture.await(Future.all(
                IntStream.range(0, 6).mapToObj(i -> fixture.store.tell(event)).toList()));
        assertThat(now(meeting).version()).isEqualTo(meeting.version() + 1);

        change(meeting, MeetingField.STATUS, RECORDING);
        tell(event);
        assertThat(now(meeting).status()).isEqualTo(RECORDING);
    }

    @Test
    void an_event_of_an_unknown_upload_is_not_found_and_may_be_told_again() {
        var unknown = UUID.randomUUID();
        var event = new UploadEvent("early-" + unknown, unknown, UPLOADING, null, null);
        assertThatThrownBy(() -> tell(event)).isInstanceOf(Problem.NotFound.class);
        var late = recording(ann, unknown, RECORDING);
        tell(event);
        assertThat(now(late).status()).isEqualTo(UPLOADING);
    }

    @Test
    void of_several_meetings_with_an_upload_the_first_has_it() {
        var second = recording(ann, upload, RECORDING);
        var stranger = fixture.tenant();
        var theirs = recording(StoreFixture.as(fixture.person("Eve", stranger), stranger), upload, RECORDING);
        tell(event(UPLOADING));
        assertThat(now(meeting).status()).isEqualTo(UPLOADING);
        assertThat(now(second).status()).isEqualTo(RECORDING);
        assertThat(fixture.ask(new GetMeeting(StoreFixture.ref(theirs), Set.of()), stranger)
                        .meeting()
                        .status())
                .isEqualTo(RECORDING);
    }

    @Test
    void a_meeting_has_the_upload_that_it_names_now() {
        var other = UUID.randomUUID();
        change(meeting, MeetingField.RECORDING_SDK_UPLOAD_ID, other);
        assertThatThrownBy(() -> tell(event(UPLOADING))).isInstanceOf(Problem.NotFound.class);
        upload = other;
        tell(event(UPLOADING));
        assertThat(now(meeting).status()).isEqualTo(UPLOADING);
        change(meeting, MeetingField.RECORDING_SDK_UPLOAD_ID, null);
        assertThatThrownBy(() -> tell(event(PROCESSING))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_meeting_that_is_gone_has_no_upload() {
        fixture.ask(new DeleteMeeting(StoreFixture.ref(meeting), null), ann);
        assertThatThrownBy(() -> tell(event(UPLOADING))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_change_at_the_same_moment_is_not_lost() {
        for (int i = 0; i < 20; i++) {
            upload = UUID.randomUUID();
            meeting = recording(ann, upload, RECORDING);
            var changes = Changes.of(MeetingField.class)
                    .set(MeetingField.STATUS, COMPLETED)
                    .set(MeetingField.TITLE, "Mine")
                    .build();
            StoreFixture.await(Future.all(
                    fixture.store.tell(event(PROCESSING)),
                    fixture.source.call(new UpdateMeeting(StoreFixture.ref(meeting), null, changes), ann),
                    fixture.store.tell(event(UPLOADING))));
            assertThat(now(meeting).status()).isEqualTo(COMPLETED);
            assertThat(now(meeting).title()).isEqualTo("Mine");
        }
    }

    @Test
    void events_are_forgotten_when_nobody_tells_them_any_more() {
        tell(event(UPLOADING));
        assertThat(StoreFixture.await(UploadTable.deleteOld(fixture.store.client(), Instant.now())))
                .isZero();
        assertThat(StoreFixture.await(UploadTable.deleteOld(
                        fixture.store.client(), Instant.now().plusSeconds(4 * 24 * 3600))))
                .isPositive();
    }
}
