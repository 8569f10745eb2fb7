package org.meetingsgateway.memory;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.model.TranscriptText;

/** Transcripts, and the identity rule of their segments. */
record MemoryTranscripts(Memory memory) {
    TranscriptText get(GetTranscript call, Principal principal) {
        var row = memory.meeting(call.ref(), principal);
        return new TranscriptText(
                MeetingViews.transcript(row),
                Freshness.of(row.source()),
                call.withText() ? MeetingViews.text(row) : null);
    }

    Page<StoredSegment> list(ListSegments call, Principal principal) {
        var segments = memory.meeting(call.ref(), principal).segments();
        var upTo = call.upTo() == null ? segments.size() : Math.min(segments.size(), call.upTo());
        var stored = IntStream.range(0, (int) upTo)
                .mapToObj(i -> new StoredSegment(i + 1L, segments.get(i)))
                .toList();
        return Slices.cut(stored, call.slice(), StoredSegment::position);
    }

    Appended append(AppendSegments call, Principal principal) {
        var row = memory.meeting(call.ref(), principal);
        var segments = row.segments();
        int before = segments.size();
        int replaced = 0;
        int skipped = 0;
        boolean changed = false;
        for (var said : call.segments()) {
            int repeat = last(segments, i -> isRepeat(segments.get(i), said));
            int open = last(segments, i -> isSamePlace(segments.get(i), said) && isOpen(segments.get(i)));
            if (repeat >= 0) {
                skipped++;
                // The repeat may bring the news that the text is final.
                if (isOpen(segments.get(repeat)) && Boolean.TRUE.equals(said.isFinal())) {
                    segments.set(repeat, asFinal(segments.get(repeat)));
                    changed = true;
                }
            } else if (isOpen(said) && row.replaced().stream().anyMatch(gone -> isRepeat(gone, said))) {
                skipped++;
            } else if (open >= 0) {
                row.replaced().add(segments.set(open, said));
                replaced++;
                changed = true;
            } else {
                segments.add(said);
                changed = true;
            }
        }
        if (changed) {
            row.said(memory.now());
        }
        return new Appended(segments.size() - before, replaced, skipped, segments.size(), row.revision());
    }

    /** A start that is not known makes no repeat. */
    private static boolean isSamePlace(Segment stored, Segment said) {
        return said.startMs() != null
                && said.startMs().equals(stored.startMs())
                && Objects.equals(said.speaker(), stored.speaker());
    }

    private static boolean isRepeat(Segment stored, Segment said) {
        return isSamePlace(stored, said) && said.text().equals(stored.text());
    }

    private static boolean isOpen(Segment stored) {
        return Boolean.FALSE.equals(stored.isFinal());
    }

    private static Segment asFinal(Segment s) {
        return new Segment(s.text(), s.speaker(), s.startMs(), s.endMs(), s.confidence(), true);
    }

    private static int last(List<Segment> segments, IntPredicate which) {
        return IntStream.iterate(segments.size() - 1, i -> i >= 0, i -> i - 1)
                .filter(which)
                .findFirst()
                .orElse(-1);
    }
}
