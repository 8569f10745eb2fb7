package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Conference;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.PersonRef;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Recording;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Transcript;

/** Meetings as they are shown: with the project, the owner and the counts of their parts. */
record MeetingViews(Memory memory, MemoryReports reports) {
    MeetingView view(MeetingRow row, Set<Expansion> expand) {
        return new MeetingView(
                meeting(row),
                expand.contains(Expansion.TRANSCRIPT) ? text(row) : null,
                expand.contains(Expansion.REPORTS) ? reports.of(row) : null,
                expand.contains(Expansion.ACTION_ITEMS) ? memory.actionItemsOf(row.id()) : null,
                expand.contains(Expansion.AGENDA) ? row.items(Part.AGENDA) : null,
                expand.contains(Expansion.MINUTES) ? row.items(Part.MINUTES) : null,
                expand.contains(Expansion.RAW) ? row.raw() : null);
    }

    static String text(MeetingRow row) {
        return row.segments().stream().map(Segment::text).collect(Collectors.joining(" "));
    }

    static Transcript transcript(MeetingRow row) {
        var segments = row.segments().size();
        return new Transcript(
                state(row.required(MeetingField.STATUS, MeetingStatus.class), segments), segments, row.revision());
    }

    static Transcript.State state(MeetingStatus status, int segments) {
        if (segments == 0) {
            return Transcript.State.NONE;
        }
        return switch (status) {
            case COMPLETED, FAILED -> Transcript.State.COMPLETE;
            case SCHEDULED, RECORDING, UPLOADING, PROCESSING -> Transcript.State.PARTIAL;
        };
    }

    Meeting meeting(MeetingRow row) {
        var projectId = row.get(MeetingField.PROJECT_ID, UUID.class);
        var project = projectId == null
                ? null
                : Objects.requireNonNull(memory.projects().get(projectId));
        var owner = Objects.requireNonNull(memory.person(row.required(MeetingField.OWNER_ID, UUID.class)));
        return new Meeting(
                row.id(),
                row.alias(),
                row.slug(),
                text(row, MeetingField.TITLE),
                text(row, MeetingField.DESCRIPTION),
                text(row, MeetingField.NOTES),
                row.required(MeetingField.STATUS, MeetingStatus.class),
                row.get(MeetingField.PLATFORM, Platform.class),
                text(row, MeetingField.URL),
                text(row, MeetingField.LOCATION),
                row.get(MeetingField.STARTS_AT, Instant.class),
                row.get(MeetingField.ENDED_AT, Instant.class),
                row.get(MeetingField.DURATION_SECONDS, Long.class),
                row.required(MeetingField.PRIVACY, Privacy.class),
                row.list(MeetingField.TAGS, String.class),
                project == null ? null : project.ref(),
                new PersonRef(owner.id(), owner.alias(), owner.user(), owner.name()),
                row.list(MeetingField.PARTICIPANTS, Participant.class),
                row.list(MeetingField.SHARED_WITH, UUID.class),
                new Conference(
                        text(row, MeetingField.CONFERENCE_NUMBER),
                        text(row, MeetingField.CONFERENCE_EXTENSION),
                        text(row, MeetingField.CONFERENCE_PASSWORD)),
                text(row, MeetingField.SHORT_URL),
                recording(row),
                transcript(row),
                text(row, MeetingField.SUMMARY),
                row.get(MeetingField.SUMMARY_GENERATED_AT, Instant.class),
                row.get(MeetingField.TASKS_GENERATED_AT, Instant.class),
                row.source(),
                memory.reports().of(row.id()).size(),
                memory.actionItems().of(row.id()).size(),
                row.createdAt(),
                row.updatedAt(),
                row.version(),
                (project == null ? 0 : project.project().version()) + "." + owner.version());
    }

    private static Recording recording(MeetingRow row) {
        return new Recording(
                text(row, MeetingField.RECORDING_URL),
                row.get(MeetingField.RECORDING_SIZE_BYTES, Long.class),
                row.get(MeetingField.RECORDING_SDK_UPLOAD_ID, UUID.class),
                row.get(MeetingField.RECORDING_RECALL_RECORDING_ID, UUID.class),
                text(row, MeetingField.RECORDING_ERROR));
    }

    private static @Nullable String text(MeetingRow row, MeetingField field) {
        return row.get(field, String.class);
    }

    /** In the order of the rows. */
    List<MeetingView> views(List<MeetingRow> rows, Set<Expansion> expand) {
        return rows.stream().map(row -> view(row, expand)).toList();
    }
}
