package org.meetingsgateway.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** In arrival order. {@code upTo}: no position after this one, so that several reads are about the same; null: all. */
    record ListSegments(MeetingRef ref, @Nullable Long upTo, Slice slice)
            implements TranscriptCall<Page<StoredSegment>> {
        /** All of them. */
        public ListSegments(MeetingRef ref, Slice slice) {
            this(ref, null, slice);
        }
    }

    /** One atomic batch under the identity rule of segments. */
    record AppendSegments(MeetingRef ref, List<Segment> segments) implements TranscriptCall<Appended> {
        public AppendSegments {
            segments = List.copyOf(segments);
        }
    }
}
