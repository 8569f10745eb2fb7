package org.meetingsgateway.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills tenants with millions of meetings and a report of every tenth: all in one transaction, in which the indexes are made
 * anew when all rows are there. What the triggers keep, they keep as always.
 */
final class BulkDataset {
    private static final String INDEXES =
            " FROM pg_indexes i WHERE i.tablename IN ('meeting', 'meeting_search', 'report')"
                    + " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname) ORDER BY i.indexname";

    /** The meetings do not say that they have one, so that their lists are those that are measured elsewhere. */
    private static final String REPORTS = """
            INSERT INTO report (tenant_id, id, meeting_id, owner_id, template_name, template_code, status, is_auto_generated,
                content, created_at, updated_at)
            SELECT m.tenant_id, gen_random_uuid(), m.id, m.owner_id, 'Meeting notes', 'meeting_notes', 'completed', true,
                'The customer renews for a year.', m.created_at + interval '40 minutes', m.created_at + interval '40 minutes'
            FROM meeting m WHERE m.tenant_id = ? AND m.recording_size_bytes % 10 = 3""";

    private final Dataset dataset;
    private final Connection connection;

    BulkDataset(Dataset dataset, Connection connection) {
        this.dataset = dataset;
        this.connection = connection;
    }

    /** Does nothing when they are there. @throws IOException when another number of meetings is there */
    void fill(Map<Tenant, Integer> tenants) throws SQLException, IOException {
        var empty = new ArrayList<Tenant>();
        for (var tenant : tenants.entrySet()) {
            if (dataset.isEmpty(tenant.getKey(), tenant.getValue())) {
                empty.add(tenant.getKey());
            }
        }
        if (empty.isEmpty()) {
            return;
        }
        connection.setAutoCommit(false);
        var names = column("SELECT i.indexname" + INDEXES);
        var definitions = column("SELECT i.indexdef" + INDEXES);
        dataset.execute("SET LOCAL maintenance_work_mem = '512MB'");
        dataset.execute("DROP INDEX " + String.join(", ", names));
        for (var tenant : empty) {
            dataset.insert(tenant, tenants.getOrDefault(tenant, 0));
            try (var insert = connection.prepareStatement(REPORTS)) {
                insert.setObject(1, dataset.tenantId(tenant));
                insert.executeUpdate();
            }
        }
        for (var definition : definitions) {
            System.err.println(definition);
            dataset.execute(definition);
        }
        connection.commit();
        connection.setAutoCommit(true);
        dataset.execute("VACUUM (ANALYZE)");
    }

    /** What a list has, as {@link DeepList} says it for tenant and caller. */
    List<String> column(String sql, UUID tenant, UUID caller) throws SQLException {
        return column(sql, (Object) tenant, caller);
    }

    private List<String> column(String sql, Object... values) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            var column = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        }
    }
}
