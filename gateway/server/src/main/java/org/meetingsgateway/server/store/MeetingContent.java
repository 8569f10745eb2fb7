package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;

/** Whether a meeting is another one after it was written, where its documents do not tell: its fields, words and action items. */
final class MeetingContent {
    private static final String DIGEST = """
            md5(concat_ws('|',
                to_jsonb(m) - ARRAY['version', 'edited_version', 'updated_at', 'synced_at', 'transcript_revision'],
                (SELECT string_agg(to_jsonb(s)::text, ',' ORDER BY s.position) FROM segment s
                    WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id),
                (SELECT string_agg(to_jsonb(a)::text, ',' ORDER BY a.id) FROM action_item a
                    WHERE a.tenant_id = m.tenant_id AND a.meeting_id = m.id)))""";

    /** A meeting as it was. */
    record Before(UUID id, String digest, long version, long editedVersion, Instant updatedAt, long revision) {}

    private final SqlClient client;

    MeetingContent(SqlClient client) {
        this.client = client;
    }

    /** Under its lock. */
    Future<Before> before(UUID tenantId, UUID id) {
        return new Sql("SELECT " + DIGEST + ", m.version, m.edited_version, m.updated_at, m.transcript_revision")
                .add(" FROM meeting m WHERE m.tenant_id = ? AND m.id = ?", tenantId, id)
                .run(client)
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Before(
                            id, row.getString(0), row.getLong(1), row.getLong(2), Sql.instant(row, 3), row.getLong(4));
                });
    }

    /** Where it is the same as before, it has the same version, too. Whether it is. */
    Future<Boolean> restored(UUID tenantId, Before before) {
        return new Sql(
                        "UPDATE meeting m SET version = ?, edited_version = ?, updated_at = ?, transcript_revision = ?",
                        before.version(),
                        before.editedVersion(),
                        before.updatedAt(),
                        before.revision())
                .add(" WHERE m.tenant_id = ? AND m.id = ? AND ? = " + DIGEST, tenantId, before.id(), before.digest())
                .run(client)
                .map(rows -> rows.rowCount() > 0);
    }
}
