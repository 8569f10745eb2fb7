package org.meetingsgateway.tck;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Project;

/** What a principal sees of a library. */
record Visible(Library library, Principal principal) {
    boolean meeting(MeetingView view) {
        var meeting = view.meeting();
        return switch (principal.view()) {
            case TENANT -> true;
            case OWNED -> owns(meeting) && hasSomethingToRead(view);
            case PERMITTED, DISCLOSED -> owns(meeting) || isShared(meeting) || permits(meeting);
        };
    }

    boolean project(Project project) {
        return principal.view() == Principal.View.TENANT
                || project.memberIds().isEmpty()
                || contains(project.memberIds(), principal.personId());
    }

    private boolean owns(Meeting meeting) {
        return meeting.owner().id().equals(principal.personId());
    }

    private boolean isShared(Meeting meeting) {
        return contains(meeting.sharedWith(), principal.personId());
    }

    private boolean permits(Meeting meeting) {
        return switch (meeting.privacy()) {
            case PRIVATE -> false;
            case PROJECT ->
                meeting.project() != null
                        && projects().contains(meeting.project().id());
            case ACCOUNT, PUBLIC -> true;
        };
    }

    private Set<UUID> projects() {
        return library.projects().stream()
                .filter(this::project)
                .map(Project::id)
                .collect(Collectors.toSet());
    }

    private static boolean hasSomethingToRead(MeetingView view) {
        var meeting = view.meeting();
        var recording = meeting.recording();
        return recording.url() != null
                || recording.sizeBytes() != null
                || recording.sdkUploadId() != null
                || recording.recallRecordingId() != null
                || meeting.transcript().segmentCount() > 0
                || meeting.reportCount() > 0
                || (view.minutes() != null && !view.minutes().isEmpty());
    }

    private static boolean contains(java.util.List<UUID> ids, @Nullable UUID id) {
        return id != null && ids.contains(id);
    }
}
