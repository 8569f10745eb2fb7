package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.model.Transcript;
import org.meetingsgateway.model.TranscriptText;

/** The segments of transcripts. The identity rule is the database function {@code append_segments}: one statement a batch. */
final class SegmentTable {
    /** How much text one page of meetings may carry. */
    private static final long MAX_CHARS = 8L << 20;

    private static final UUID NO_ID = new UUID(0, 0);

    private final SqlClient client;
    private final Clock clock;

    SegmentTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Adds that a text occurs in the transcript, letter case aside. A text without blanks is within one segment; one with
     * blanks may run over several, whose texts one blank joins.
     */
    static void spoken(Sql sql, String text) {
        var pattern = "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%";
        sql.add(
                text.contains(" ")
                        ? " AND (SELECT string_agg(s.text, ' ' ORDER BY s.position) FROM segment s"
                                + " WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id) ILIKE ?"
                        : " AND EXISTS (SELECT FROM segment s WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id"
                                + " AND s.text ILIKE ?)",
                pattern);
    }

    Future<TranscriptText> transcript(GetTranscript call, Principal principal) {
        var sql = new Sql("SELECT m.status, m.segment_count, m.transcript_revision, "
                + MeetingTable.SOURCE
                + (call.withText()
                        ? ", coalesce((SELECT string_agg(s.text, ' ' ORDER BY s.position) FROM segment s"
                                + " WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id), '')"
                        : "")
                + " FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, call.ref());
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("meeting");
            }
            var row = rows.iterator().next();
            var status = Coded.of(MeetingStatus.class, row.getString(0));
            var count = row.getInteger(1);
            return new TranscriptText(
                    new Transcript(MeetingColumns.state(status, count), count, row.getLong(2)),
                    MeetingTable.freshness(row, 3),
                    call.withText() ? row.getString(7) : null);
        });
    }

    /** One row even for a meeting without segments, so that it differs from no meeting. */
    Future<Page<StoredSegment>> list(ListSegments call, Principal principal) {
        int query = call.ref().value().hashCode();
        long upTo = call.upTo() == null ? Integer.MAX_VALUE : Math.min(call.upTo(), Integer.MAX_VALUE);
        long after = 0;
        int limit = call.slice().size();
        if (call.slice() instanceof Slice.After a) {
            after = a.cursor() == null ? 0 : Cursor.decode(a.cursor(), query).key();
            limit = a.size() + 1;
        } else if (call.slice() instanceof Slice.Counted n) {
            after = n.offset();
        }
        var sql = new Sql(
                "SELECT least(m.segment_count, ?), s.position, s.text, s.speaker, s.start_ms, s.end_ms, s.confidence, s.is_final"
                        + " FROM meeting m LEFT JOIN LATERAL (SELECT * FROM segment s WHERE s.tenant_id = m.tenant_id"
                        + " AND s.meeting_id = m.id AND s.position > ? AND s.position <= ? ORDER BY s.position LIMIT ?) s ON true",
                upTo,
                Math.min(after, Integer.MAX_VALUE),
                upTo,
                (long) limit);
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, call.ref());
        return sql.add(" ORDER BY s.position").run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("meeting");
            }
            var segments = new ArrayList<StoredSegment>(rows.size());
            Long total = null;
            for (var row : rows) {
                total = call.slice() instanceof Slice.Counted ? row.getLong(0) : null;
                if (row.getValue(1) != null) {
                    segments.add(segment(row));
                }
            }
            var keyset = new Keyset("s.position", "s.position", false, query);
            return keyset.page(call.slice(), segments, s -> new Cursor(s.position(), NO_ID), total);
        });
    }

    private static StoredSegment segment(Row row) {
        return new StoredSegment(
                row.getLong(1),
                new Segment(
                        row.getString(2),
                        row.getString(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        row.getBoolean(7)));
    }

    /**
     * The texts of the transcripts of meetings that the principal is known to see. All of them are in memory at once, so
     * together they may only be as large as one may be.
     */
    Future<Map<UUID, String>> texts(UUID[] meetings, Principal principal) {
        if (meetings.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return new Sql(
                        "SELECT s.meeting_id, string_agg(s.text, ' ' ORDER BY s.position) FROM segment s"
                                + " WHERE s.tenant_id = ? AND s.meeting_id = ANY(?)",
                        principal.tenantId(),
                        meetings)
                .add(
                        " AND ? >= (SELECT sum(m.transcript_chars) FROM meeting m WHERE m.tenant_id = ? AND m.id = ANY(?))"
                                + " GROUP BY s.meeting_id",
                        MAX_CHARS,
                        principal.tenantId(),
                        meetings)
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.Invalid(
                                Violation.In.QUERY,
                                "expand",
                                "too_large",
                                "The transcripts of this page have more than " + MAX_CHARS
                                        + " characters together: ask for fewer meetings with limit, or for one transcript at a time");
                    }
                    var texts = new HashMap<UUID, String>();
                    rows.forEach(row -> texts.put(row.getUUID(0), row.getString(1)));
                    return texts;
                });
    }

    Future<Appended> append(AppendSegments call, Principal principal) {
        return appended(call, principal, "").map(done -> done.orElseThrow(() -> new Problem.NotFound("meeting")));
    }

    /** Empty, and nothing is written, where a connection owns the meeting, where it is not seen, and where there is none. */
    Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
        return appended(call, principal, " AND m.connection_id IS NULL").recover(Failures::translate);
    }

    private Future<Optional<Appended>> appended(AppendSegments call, Principal principal, String condition) {
        var sql = new Sql(
                "SELECT a.appended, a.replaced, a.skipped, a.stored, a.revision FROM (SELECT m.id FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, call.ref());
        sql.add(condition)
                .add(
                        ") m, LATERAL append_segments(?, m.id, ?",
                        principal.tenantId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .add(", ?, ?, ?, ?, ?, ?) a", columns(call.segments()));
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            var row = rows.iterator().next();
            return Optional.of(new Appended(
                    row.getInteger(0), row.getInteger(1), row.getInteger(2), row.getInteger(3), row.getLong(4)));
        });
    }

    /** Text, speaker, start, end, confidence and whether it is final: an array of each, as the functions take them. */
    static @Nullable Object[] columns(List<Segment> segments) {
        return new @Nullable Object[] {
            column(segments, Segment::text, new String[segments.size()]),
            column(segments, Segment::speaker, new String[segments.size()]),
            column(segments, Segment::startMs, new Double[segments.size()]),
            column(segments, Segment::endMs, new Double[segments.size()]),
            column(segments, Segment::confidence, new Double[segments.size()]),
            column(segments, Segment::isFinal, new Boolean[segments.size()])
        };
    }

    private static <T> @Nullable T[] column(
            List<Segment> segments, Function<Segment, @Nullable T> value, @Nullable T[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = value.apply(segments.get(i));
        }
        return into;
    }
}
