package org.meetingsgateway.call;

import java.util.List;
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
     * One atomic change of a meeting, its transcript and its action items.
     *
     * @param segments replace the whole transcript; null leaves it
     * @param actionItems replace all action items: one with the title of an old one changes it and keeps its state and
     *     comments; null leaves them
     */
    record UpdateRecording(
            MeetingRef ref,
            Changes<MeetingField> changes,
            @Nullable List<Segment> segments,
            @Nullable List<Changes<ActionItemField>> actionItems)
            implements RecordingCall<MeetingView> {
        public UpdateRecording {
            segments = segments == null ? null : List.copyOf(segments);
            actionItems = actionItems == null ? null : List.copyOf(actionItems);
        }
    }
}
