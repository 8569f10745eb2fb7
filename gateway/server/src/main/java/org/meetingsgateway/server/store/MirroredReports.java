package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.remote.RemoteReport;

/** The reports of a remote meeting, under the ids that they have there. */
final class MirroredReports {
    private final SqlClient client;

    MirroredReports(SqlClient client) {
        this.client = client;
    }

    /** @param reports all that there are; null: nothing is known of them */
    Future<Void> replace(UUID tenantId, UUID meeting, @Nullable List<RemoteReport> reports, Instant now) {
        if (reports == null) {
            return Future.succeededFuture();
        }
        return taken(tenantId, meeting, reports).compose(taken -> {
            var ids = reports.stream().map(report -> id(meeting, report, taken)).toArray(UUID[]::new);
            Future<?> written = new Sql(
                            "DELETE FROM report r WHERE r.tenant_id = ? AND r.meeting_id = ? AND NOT r.derived"
                                    + " AND r.id <> ALL(?)",
                            tenantId,
                            meeting,
                            ids)
                    .run(client);
            for (int i = 0; i < ids.length; i++) {
                var id = ids[i];
                var report = reports.get(i);
                written = written.compose(before -> put(tenantId, meeting, id, report, now));
            }
            return written.compose(all -> new Sql(
                                    "UPDATE meeting m SET report_count = ? WHERE m.tenant_id = ? AND m.id = ?",
                                    Set.of(ids).size(),
                                    tenantId,
                                    meeting)
                            .run(client))
                    .mapEmpty();
        });
    }

    /** Ids that reports of other meetings have. */
    private Future<Set<UUID>> taken(UUID tenantId, UUID meeting, List<RemoteReport> reports) {
        return new Sql(
                        "SELECT r.id FROM report r WHERE r.tenant_id = ? AND r.meeting_id <> ? AND r.id = ANY(?)",
                        tenantId,
                        meeting,
                        reports.stream().map(RemoteReport::id).toArray(UUID[]::new))
                .run(client)
                .map(rows -> {
                    var ids = new HashSet<UUID>();
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    /** Where the id is not to be had, it is one that follows from it, and so stays. */
    private static UUID id(UUID meeting, RemoteReport report, Set<UUID> taken) {
        return taken.contains(report.id())
                ? UUID.nameUUIDFromBytes((meeting + " " + report.id()).getBytes(StandardCharsets.UTF_8))
                : report.id();
    }

    private Future<?> put(UUID tenantId, UUID meeting, UUID id, RemoteReport report, Instant now) {
        var fields = report.fields();
        return new Sql(
                        "INSERT INTO report AS r (tenant_id, id, meeting_id, owner_id, template_name, template_code, status,"
                                + " is_auto_generated, content, created_at, updated_at)"
                                + " SELECT ?, ?, m.id, m.owner_id, ?, ?, ?, ?, ?, ?, ? FROM meeting m",
                        tenantId,
                        id,
                        fields.get(ReportField.TEMPLATE_NAME),
                        fields.get(ReportField.TEMPLATE_CODE),
                        Objects.requireNonNullElse(
                                fields.get(ReportField.STATUS, Report.Status.class), Report.Status.COMPLETED),
                        Objects.requireNonNullElse(fields.get(ReportField.IS_AUTO_GENERATED, Boolean.class), false),
                        fields.get(ReportField.CONTENT),
                        report.createdAt().truncatedTo(ChronoUnit.MICROS),
                        now)
                .add(" WHERE m.tenant_id = ? AND m.id = ?", tenantId, meeting)
                .add(" ON CONFLICT (tenant_id, id) DO UPDATE SET template_name = excluded.template_name,"
                        + " template_code = excluded.template_code, status = excluded.status,"
                        + " is_auto_generated = excluded.is_auto_generated, content = excluded.content,"
                        + " created_at = excluded.created_at, updated_at = excluded.updated_at, version = r.version + 1"
                        + " WHERE (r.template_name, r.template_code, r.status, r.is_auto_generated, r.content, r.created_at)"
                        + " IS DISTINCT FROM (excluded.template_name, excluded.template_code, excluded.status,"
                        + " excluded.is_auto_generated, excluded.content, excluded.created_at)")
                .run(client);
    }
}
