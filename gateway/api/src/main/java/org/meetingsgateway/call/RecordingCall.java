package org.meetingsgateway.call;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Upload;

/** Calls about the recording of a meeting, for styles in which a meeting is a recording. */
public sealed interface RecordingCall<A> extends Call<A> {
    /** Where a desktop client may upload to. {@link Problem.Unavailable} where the one who takes uploads does not answer. */
    record CreateUpload() implements RecordingCall<Upload> {}

    /**
     * One atomic change of a meeting, its transcript and its action items; it counts as a change even where it says
     * nothing new.
     *
     * @param participants replace all participants by {@link org.meetingsgateway.model.Participant#named}; null leaves them,
     *     or takes them from {@code changes}
     * @param segments replace the whole transcript, as they are: repeats stay; null leaves it
     * @param actionItems replace all action items, in this order; each says its title, and may say description and
     *     assignee. One with the title of an old one changes it and keeps all else that is known of it; one that the
     *     minutes have changes and leaves there, too. Null leaves them
     */
    record UpdateRecording(
            MeetingRef ref,
            Changes<MeetingField> changes,
            @Nullable List<String> participants,
            @Nullable List<Segment> segments,
            @Nullable List<Changes<ActionItemField>> actionItems)
            implements RecordingCall<MeetingView> {
        private static final Set<ActionItemField> SAID =
                EnumSet.of(ActionItemField.TITLE, ActionItemField.DESCRIPTION, ActionItemField.ASSIGNEE);

        /** A change that does not tell participants by their names. */
        public UpdateRecording(
                MeetingRef ref,
                Changes<MeetingField> changes,
                @Nullable List<Segment> segments,
                @Nullable List<Changes<ActionItemField>> actionItems) {
            this(ref, changes, null, segments, actionItems);
        }

        public UpdateRecording {
            participants = participants == null ? null : List.copyOf(participants);
            segments = segments == null ? null : List.copyOf(segments);
            actionItems = actionItems == null ? null : List.copyOf(actionItems);
            if (actionItems != null && changes.has(MeetingField.MINUTES)) {
                throw new IllegalArgumentException("the minutes say which action items there are");
            }
            if (participants != null && changes.has(MeetingField.PARTICIPANTS)) {
                throw new IllegalArgumentException("participants are told once");
            }
            if (actionItems != null) {
                actionItems.forEach(UpdateRecording::check);
            }
        }

        private static void check(Changes<ActionItemField> item) {
            if (item.get(ActionItemField.TITLE) == null) {
                throw new IllegalArgumentException("an action item needs a title");
            }
            item.forEach((field, value) -> {
                if (!SAID.contains(field)) {
                    throw new IllegalArgumentException(field + " cannot be said here");
                }
            });
        }
    }
}
