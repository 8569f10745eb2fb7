package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;

/** Batches of segments, however they repeat and replace each other, end as the identity rule says one by one. */
class AppendPropertyTest {
    private static StoreFixture fixture;
    private static Principal ann;

    @BeforeContainer
    static void start() {
        fixture = new StoreFixture();
        var operator = fixture.tenant();
        ann = as(fixture.person("Ann", operator), operator);
    }

    @AfterContainer
    static void stop() {
        fixture.close();
    }

    /** The rule, one segment after the other. */
    private static final class Transcript {
        private final List<Segment> segments = new ArrayList<>();
        private final List<Segment> gone = new ArrayList<>();
        private int appended;
        private int replaced;
        private int skipped;

        void add(Segment said) {
            int same = said.startMs() == null ? -1 : last(other -> isSame(other, said));
            int open = said.startMs() == null
                    ? -1
                    : last(other -> isOf(other, said) && Boolean.FALSE.equals(other.isFinal()));
            if (same >= 0) {
                skipped++;
                if (Boolean.FALSE.equals(segments.get(same).isFinal()) && Boolean.TRUE.equals(said.isFinal())) {
                    var old = segments.get(same);
                    segments.set(
                            same,
                            new Segment(old.text(), old.speaker(), old.startMs(), old.endMs(), old.confidence(), true));
                }
            } else if (said.startMs() != null
                    && Boolean.FALSE.equals(said.isFinal())
                    && gone.stream().anyMatch(other -> isSame(other, said))) {
                skipped++;
            } else if (open >= 0) {
                replaced++;
                gone.add(segments.set(open, said));
            } else {
                appended++;
                segments.add(said);
            }
        }

        private int last(Predicate<Segment> condition) {
            for (int i = segments.size() - 1; i >= 0; i--) {
                if (condition.test(segments.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean isOf(Segment other, Segment said) {
            return Objects.equals(other.startMs(), said.startMs()) && Objects.equals(other.speaker(), said.speaker());
        }

        private static boolean isSame(Segment other, Segment said) {
            return isOf(other, said) && other.text().equals(said.text());
        }
    }

    @Provide
    Arbitrary<List<List<Segment>>> batches() {
        var segment = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("Ann", "Bob").injectNull(0.2),
                        Arbitraries.of(0.0, 1.0, 2.5, 1e12).injectNull(0.1),
                        Arbitraries.of(true, false).injectNull(0.2))
                .as((text, speaker, start, isFinal) -> new Segment(text, speaker, start, null, 0.5, isFinal));
        return segment.list().ofMinSize(1).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void a_batch_is_as_its_segments_one_by_one(@ForAll("batches") List<List<Segment>> batches) {
        var meeting = fixture.ask(
                        new CreateMeeting(Changes.of(MeetingField.class).build()), ann)
                .meeting();
        var transcript = new Transcript();
        Appended last = null;
        for (var batch : batches) {
            transcript.appended = 0;
            transcript.replaced = 0;
            transcript.skipped = 0;
            batch.forEach(transcript::add);
            last = fixture.ask(new AppendSegments(ref(meeting), batch), ann);
            assertThat(List.of(last.appended(), last.replaced(), last.skipped()))
                    .isEqualTo(List.of(transcript.appended, transcript.replaced, transcript.skipped));
        }
        assertThat(Objects.requireNonNull(last).segmentCount()).isEqualTo(transcript.segments.size());
        var stored = fixture.ask(new ListSegments(ref(meeting), new Slice.Numbered(1, 100)), ann);
        assertThat(stored.items().stream().map(StoredSegment::segment).toList()).isEqualTo(transcript.segments);
    }
}
