package org.meetingsgateway.call;

import java.util.List;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.model.TranscriptText;

/** Calls about the transcript of one meeting. */
public sealed interface TranscriptCall<A> extends Call<A> {
    /** {@code withText}: also the joined text. */
    record GetTranscript(MeetingRef ref, boolean withText) implements TranscriptCall<TranscriptText> {}

    /** In arrival order. */
    record ListSegments(MeetingRef ref, Slice slice) implements TranscriptCall<Page<StoredSegment>> {}

    /** One atomic batch under the identity rule of segments. */
    record AppendSegments(MeetingRef ref, List<Segment> segments) implements TranscriptCall<Appended> {
        public AppendSegments {
            segments = List.copyOf(segments);
        }
    }
}
