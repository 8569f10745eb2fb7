package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Segment;

/** What an append costs, in statements and in pages of the database that it visits. */
class AppendCostTest {
    private static Meeting meeting(int segments, StoreFixture fixture, Principal ann) {
        var nothing = Changes.of(MeetingField.class).build();
        var meeting = fixture.ask(new CreateMeeting(nothing), ann).meeting();
        fixture.ask(new UpdateRecording(StoreFixture.ref(meeting), nothing, numbered(0, segments), null), ann);
        return meeting;
    }

    private static Segment said(String text, double startMs) {
        return new Segment(text, "Ann", startMs, null, null, true);
    }

    private static List<Segment> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> said("s" + n, n)).toList();
    }

    @Test
    void an_append_is_one_statement_that_visits_no_more_where_more_is_stored() {
        try (var fixture = new StoreFixture()) {
            var operator = fixture.tenant();
            var ann = StoreFixture.as(fixture.person("Ann", operator), operator);
            var small = meeting(10, fixture, ann);
            var large = meeting(20_000, fixture, ann);
            var before = fixture.statements.size();
            fixture.ask(new AppendSegments(StoreFixture.ref(large), numbered(20_000, 20_010)), ann);
            assertThat(fixture.statements).hasSize(before + 1);
            assertThat(pages(large, fixture, ann)).isLessThan(2 * pages(small, fixture, ann) + 50);
        }
    }

    /** How many pages an append of one segment visits: the fewest of several. */
    private static long pages(Meeting meeting, StoreFixture fixture, Principal ann) {
        return IntStream.range(0, 7)
                .mapToLong(n -> pages(
                        new Sql(
                                        "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) SELECT a.stored FROM append_segments(?, ?, now()",
                                        ann.tenantId(),
                                        meeting.id())
                                .add(
                                        ", ?, ?, ?, ?, ?, ?) a",
                                        SegmentTable.columns(List.of(said("new" + n, 1_000_000.0 + n)))),
                        fixture))
                .min()
                .orElseThrow();
    }

    private static long pages(Sql explain, StoreFixture fixture) {
        var plan = new StringBuilder();
        StoreFixture.await(explain.run(fixture.store.client()))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        var buffers =
                Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?").matcher(plan);
        assertThat(buffers.find()).as(plan.toString()).isTrue();
        return Long.parseLong(buffers.group(1)) + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
    }
}
