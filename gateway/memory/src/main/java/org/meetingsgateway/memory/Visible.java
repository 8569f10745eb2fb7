package org.meetingsgateway.memory;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Privacy;

/** What a principal sees of a tenant. */
record Visible(Memory memory, Principal principal) {
    boolean meeting(MeetingRow meeting) {
        boolean isShown = principal.view() == Principal.View.TENANT || !memory.isHidden(meeting.id());
        return isShown && isWithin(meeting) && isSeen(meeting);
    }

    private boolean isWithin(MeetingRow meeting) {
        return principal.projectId() == null
                || principal.projectId().equals(meeting.get(MeetingField.PROJECT_ID, UUID.class));
    }

    private boolean isSeen(MeetingRow meeting) {
        return switch (principal.view()) {
            case TENANT -> true;
            case OWNED -> owns(meeting) && hasSomethingToRead(meeting);
            case PERMITTED, DISCLOSED -> mayRead(meeting);
            case READABLE -> mayRead(meeting) && hasSomethingToRead(meeting);
        };
    }

    private boolean mayRead(MeetingRow meeting) {
        return owns(meeting) || isShared(meeting) || permits(meeting);
    }

    boolean project(ProjectRow row) {
        return principal.view() == Principal.View.TENANT || row.openToAll() || isMember(row);
    }

    private boolean isMember(ProjectRow row) {
        return principal.personId() != null && row.project().memberIds().contains(principal.personId());
    }

    private boolean owns(MeetingRow meeting) {
        return meeting.required(MeetingField.OWNER_ID, UUID.class).equals(principal.personId());
    }

    private boolean isShared(MeetingRow meeting) {
        return principal.personId() != null
                && meeting.list(MeetingField.SHARED_WITH, UUID.class).contains(principal.personId());
    }

    private boolean permits(MeetingRow meeting) {
        return switch (meeting.required(MeetingField.PRIVACY, Privacy.class)) {
            case PRIVATE -> false;
            case PROJECT -> {
                var project = meeting.get(MeetingField.PROJECT_ID, UUID.class);
                yield project != null
                        && project(Objects.requireNonNull(memory.projects().get(project)));
            }
            case ACCOUNT, PUBLIC -> true;
        };
    }

    private boolean hasSomethingToRead(MeetingRow meeting) {
        return Stream.of(
                                MeetingField.RECORDING_URL,
                                MeetingField.RECORDING_SIZE_BYTES,
                                MeetingField.RECORDING_SDK_UPLOAD_ID,
                                MeetingField.RECORDING_RECALL_RECORDING_ID)
                        .anyMatch(field -> meeting.get(field, Object.class) != null)
                || !meeting.segments().isEmpty()
                || !memory.reports().of(meeting.id()).isEmpty()
                || !meeting.items(MinuteItems.Part.MINUTES).isEmpty();
    }
}
