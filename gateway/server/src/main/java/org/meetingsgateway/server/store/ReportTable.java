package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Slice;

/**
 * Reports, the one derived from a meeting's minutes among them. A report is visible where its meeting is; an owner sees
 * every report of own meetings. A write counts as a change of the meeting, which shows its reports.
 */
final class ReportTable {
    /** The derived report changes when its meeting does. */
    private static final String COLUMNS = """
            r.id, r.meeting_id, r.template_name, r.template_code, r.status, r.is_auto_generated, r.derived, r.created_at, \
            CASE WHEN r.derived THEN m.updated_at ELSE r.updated_at END, CASE WHEN r.derived THEN m.version ELSE r.version END""";

    private static final String MEETING = " JOIN meeting m ON m.tenant_id = r.tenant_id AND m.id = r.meeting_id";

    private final SqlClient client;
    private final Clock clock;
    private final ActionItemTable actionItems;

    ReportTable(SqlClient client, Clock clock, ActionItemTable actionItems) {
        this.client = client;
        this.clock = clock;
        this.actionItems = actionItems;
    }

    Future<Page<Report>> list(ListReports call, Principal principal) {
        if (call.meeting() != null) {
            return MeetingTable.id(client, call.meeting(), principal).compose(id -> list(call.slice(), id, principal));
        }
        return list(call.slice(), null, principal);
    }

    private Future<Page<Report>> list(Slice slice, @Nullable UUID meeting, Principal principal) {
        var keyset = Keyset.newestFirst(
                "r",
                "reports",
                String.valueOf(meeting),
                String.valueOf(principal.projectId()),
                principal.view().name());
        var numbered = slice instanceof Slice.Counted;
        var start = slice instanceof Slice.Counted n && n.offset() > 0 && totalIsKept(meeting, principal);
        var sql = new Sql("");
        if (start) {
            OwnerTotals.start(sql, ((Slice.Counted) slice).offset(), principal, "reports");
            sql.add(" ");
        }
        sql.add("SELECT " + COLUMNS);
        if (numbered) {
            total(sql.add(", ("), meeting, principal);
            sql.add(")");
        }
        // An owner's page is cut before the meetings are looked up: how long it takes to get there is only guessed.
        var owned = isOwned(principal);
        sql.add(owned ? " FROM (SELECT * FROM report r" : " FROM report r" + MEETING);
        filter(sql, meeting, principal);
        if (start) {
            PageStart.slice(sql, keyset, slice.size());
        } else {
            keyset.slice(sql, slice);
        }
        if (owned) {
            keyset.order(sql.add(") r" + MEETING));
        }
        return sql.run(client).compose(rows -> {
            var reports = new ArrayList<Report>(rows.size());
            Long counted = null;
            for (var row : rows) {
                reports.add(report(row, null));
                counted = numbered ? row.getLong(row.size() - 1) : null;
            }
            var total = numbered && reports.isEmpty() ? count(meeting, principal) : Future.succeededFuture(counted);
            return total.map(n -> keyset.page(slice, reports, r -> Cursor.of(r.createdAt(), r.id()), n));
        });
    }

    private static void filter(Sql sql, @Nullable UUID meeting, Principal principal) {
        visible(sql, principal);
        if (meeting != null) {
            sql.add(" AND r.meeting_id = ?", meeting);
        }
    }

    /** An owner's reports are one range of an index; for anybody else the meeting decides. */
    private static void visible(Sql sql, Principal principal) {
        if (isOwned(principal)) {
            sql.add(" WHERE r.tenant_id = ? AND r.owner_id = ?", principal.tenantId(), principal.personId());
        } else {
            Visibility.ofMeetings(sql, principal);
            sql.add(" AND r.tenant_id = ?", principal.tenantId());
        }
    }

    private static boolean totalIsKept(@Nullable UUID meeting, Principal principal) {
        return isOwned(principal) && meeting == null;
    }

    private static boolean isOwned(Principal principal) {
        return principal.view() == Principal.View.OWNED && principal.projectId() == null;
    }

    private static void total(Sql sql, @Nullable UUID meeting, Principal principal) {
        if (totalIsKept(meeting, principal)) {
            OwnerTotals.select(sql, principal, "reports");
        } else {
            filter(sql.add("SELECT count(*) FROM report r" + MEETING), meeting, principal);
        }
    }

    private Future<Long> count(@Nullable UUID meeting, Principal principal) {
        var sql = new Sql("SELECT (");
        total(sql, meeting, principal);
        return sql.add(")").run(client).map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Report> get(GetReport call, Principal principal) {
        var id = Ids.uuid(call.id());
        if (id.isEmpty()) {
            return Future.failedFuture(new Problem.NotFound("report"));
        }
        var sql = new Sql("SELECT " + COLUMNS + ", r.content, m.title, m.agenda, m.minutes FROM report r" + MEETING);
        visible(sql, principal);
        return sql.add(" AND r.id = ?", id.get()).run(client).compose(rows -> {
            if (rows.size() == 0) {
                return Future.failedFuture(new Problem.NotFound("report"));
            }
            var row = rows.iterator().next();
            var report = report(row, row.getString(10));
            return report.derived() ? rendered(report, row, principal) : Future.succeededFuture(report);
        });
    }

    private Future<Report> rendered(Report report, Row row, Principal principal) {
        return actionItems
                .of(new UUID[] {report.meetingId()}, principal)
                .map(actions -> MeetingParts.withContent(
                        report,
                        row.getString(11),
                        MeetingColumns.items(row.getJsonArray(12)),
                        MeetingColumns.items(row.getJsonArray(13)),
                        actions.getOrDefault(report.meetingId(), List.of())));
    }

    /** The reports of meetings that the principal is known to see, newest first, with content. */
    Future<Map<UUID, List<Report>>> of(UUID[] meetings, Principal principal) {
        if (meetings.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return new Sql(
                        "SELECT " + COLUMNS + ", r.content FROM report r" + MEETING
                                + " WHERE r.tenant_id = ? AND r.meeting_id = ANY(?) ORDER BY r.created_at DESC, r.id DESC",
                        principal.tenantId(),
                        meetings)
                .run(client)
                .map(rows -> {
                    var out = new LinkedHashMap<UUID, List<Report>>();
                    for (var row : rows) {
                        out.computeIfAbsent(row.getUUID(1), m -> new ArrayList<>())
                                .add(report(row, row.getString(10)));
                    }
                    return out;
                });
    }

    Future<Report> create(CreateReport call, Principal principal) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var sql = new Sql("WITH");
        touched(sql, call.meeting(), principal, ", report_count = report_count + 1", now);
        sql.add(
                ", r AS (INSERT INTO report (tenant_id, id, meeting_id, owner_id, template_name, template_code, status,"
                        + " is_auto_generated, content, created_at, updated_at)"
                        + " SELECT ?, ?, m.id, m.owner_id, ?, ?, ?, ?, ?, ?, ? FROM m RETURNING *)",
                principal.tenantId(),
                Ids.next(),
                call.report().get(ReportField.TEMPLATE_NAME),
                call.report().get(ReportField.TEMPLATE_CODE),
                or(call.report().get(ReportField.STATUS, Report.Status.class), Report.Status.COMPLETED),
                or(call.report().get(ReportField.IS_AUTO_GENERATED, Boolean.class), false),
                call.report().get(ReportField.CONTENT),
                now,
                now);
        return sql.add(" SELECT " + COLUMNS + ", r.content FROM r JOIN m ON m.id = r.meeting_id")
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("meeting");
                    }
                    var row = rows.iterator().next();
                    return report(row, row.getString(10));
                });
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    /** A part of the meeting changes, and so does the meeting: {@code m} is the meeting as it then is. */
    static void touched(Sql sql, MeetingRef meeting, Principal principal, String also, java.time.Instant now) {
        sql.add(" m AS (UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT + also, now);
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, meeting);
        sql.add(" RETURNING m.*)");
    }

    Future<Report> update(UpdateReport call, Principal principal) {
        return get(new GetReport(call.id()), principal).compose(seen -> {
            refuseDerived(seen);
            Versions.check(call.expected(), seen.version());
            if (call.changes().isEmpty()) {
                return Future.succeededFuture(seen);
            }
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var sql = new Sql("WITH r AS (UPDATE report r SET version = r.version + 1, updated_at = ?", now);
            assign(sql, call.changes());
            sql.add(
                    " WHERE r.tenant_id = ? AND r.id = ? AND (NOT ? OR r.version = ?) RETURNING r.*)",
                    principal.tenantId(),
                    seen.id(),
                    call.expected() != null,
                    seen.version());
            sql.add(
                    ", m AS (UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT + " FROM r"
                            + " WHERE m.tenant_id = ? AND m.id = r.meeting_id RETURNING m.*)",
                    now,
                    principal.tenantId());
            return sql.add(" SELECT " + COLUMNS + ", r.content FROM r JOIN m ON m.id = r.meeting_id")
                    .run(client)
                    .map(rows -> {
                        if (rows.size() == 0) {
                            throw Versions.missed(call.expected(), "report");
                        }
                        var row = rows.iterator().next();
                        return report(row, row.getString(10));
                    });
        });
    }

    private static void assign(Sql sql, Changes<ReportField> changes) {
        changes.forEach((field, value) -> sql.add(", " + field.code() + " = ?", value));
    }

    private static void refuseDerived(Report report) {
        if (report.derived()) {
            throw new Problem.Conflict("This report is rendered from the meeting's minutes; change those instead");
        }
    }

    Future<Void> delete(DeleteReport call, Principal principal) {
        return get(new GetReport(call.id()), principal).compose(seen -> {
            refuseDerived(seen);
            Versions.check(call.expected(), seen.version());
            return new Sql(
                            "WITH r AS (DELETE FROM report r WHERE r.tenant_id = ? AND r.id = ? AND (NOT ? OR r.version = ?)"
                                    + " RETURNING r.meeting_id)",
                            principal.tenantId(),
                            seen.id(),
                            call.expected() != null,
                            seen.version())
                    .add(
                            " UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT
                                    + ", report_count = m.report_count - 1"
                                    + " FROM r WHERE m.tenant_id = ? AND m.id = r.meeting_id",
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            principal.tenantId())
                    .run(client)
                    .map(rows -> {
                        if (rows.rowCount() == 0) {
                            throw Versions.missed(call.expected(), "report");
                        }
                        return null;
                    });
        });
    }

    private static Report report(Row row, @Nullable String content) {
        return new Report(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                Coded.of(Report.Status.class, row.getString(4)),
                row.getBoolean(5),
                row.getBoolean(6),
                content,
                Sql.instant(row, 7),
                Sql.instant(row, 8),
                row.getLong(9));
    }
}
