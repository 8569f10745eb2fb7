package org.meetingsgateway.adapters.desktop;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.tck.RoundTripContract;
import org.meetingsgateway.tck.SurfaceContract;
import org.meetingsgateway.tck.UpstreamContract;

class DesktopContractTest implements SurfaceContract, UpstreamContract, RoundTripContract {
    private static final Set<MeetingStatus> AT_AN_END = Set.of(MeetingStatus.COMPLETED, MeetingStatus.FAILED);

    @Override
    public Adapter adapter() {
        return new DesktopAdapter();
    }

    @Override
    public Account account() {
        return new Account("phx_yourKeyHere", null, 1);
    }

    @Override
    public RemoteMeeting carried(MeetingView view, List<Segment> segments) {
        var meeting = view.meeting();
        return new RemoteMeeting(
                meeting.id().toString(),
                meeting.id(),
                null,
                null,
                fields(meeting),
                segments.stream().map(DesktopContractTest::withoutEnd).toList(),
                null,
                Objects.requireNonNull(view.actionItems()).stream()
                        .map(DesktopContractTest::task)
                        .toList(),
                meeting.createdAt(),
                meeting.updatedAt(),
                AT_AN_END.contains(meeting.status()),
                List.of(),
                Set.of());
    }

    private static Changes<MeetingField> fields(Meeting meeting) {
        var recording = meeting.recording();
        return Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, meeting.title())
                .set(MeetingField.NOTES, meeting.notes())
                .set(
                        MeetingField.STATUS,
                        meeting.status() == MeetingStatus.SCHEDULED ? MeetingStatus.PROCESSING : meeting.status())
                .set(MeetingField.PLATFORM, otherwise(meeting.platform(), Platform.DESKTOP_AUDIO))
                .set(MeetingField.URL, meeting.url())
                .set(MeetingField.STARTS_AT, otherwise(meeting.startsAt(), meeting.createdAt()))
                .set(MeetingField.ENDED_AT, meeting.endedAt())
                .set(MeetingField.DURATION_SECONDS, meeting.durationSeconds())
                .set(
                        MeetingField.PARTICIPANTS,
                        meeting.participants().stream()
                                .map(someone -> new Participant(null, someone.called(), null, null))
                                .toList())
                .set(MeetingField.RECORDING_URL, recording.url())
                .set(MeetingField.RECORDING_SIZE_BYTES, recording.sizeBytes())
                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, otherwise(recording.sdkUploadId(), meeting.id()))
                .set(MeetingField.RECORDING_RECALL_RECORDING_ID, recording.recallRecordingId())
                .set(MeetingField.RECORDING_ERROR, recording.error())
                .set(MeetingField.SUMMARY, meeting.summary())
                .set(MeetingField.SUMMARY_GENERATED_AT, meeting.summaryGeneratedAt())
                .set(MeetingField.TASKS_GENERATED_AT, meeting.tasksGeneratedAt())
                .build();
    }

    private static <T> T otherwise(@Nullable T value, T none) {
        return Objects.requireNonNullElse(value, none);
    }

    private static Segment withoutEnd(Segment said) {
        return new Segment(said.text(), said.speaker(), said.startMs(), null, said.confidence(), said.isFinal());
    }

    private static RemoteActionItem task(ActionItem item) {
        var fields = Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, item.title())
                .set(ActionItemField.DESCRIPTION, item.description())
                .set(ActionItemField.ASSIGNEE, item.assignee())
                .build();
        return RemoteActionItem.of(fields);
    }
}
