package org.meetingsgateway.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.meetingsgateway.server.config.Database;

/** Fills tenants with meetings by SQL, which takes a minute for what would take the API an hour. */
final class Dataset implements AutoCloseable {
    /** Of the first meetings. */
    static final LocalDate FIRST_DAY = LocalDate.of(2019, 12, 31);

    /** Whose only days with meetings are the first ones: as many in an account of any size. */
    static final String FIRST_MONTH = "2019-12";

    private static final int BATCH = 50_000;

    /** Meetings every three minutes from the first day on; ids are in the order of time as UUIDv7 are. */
    private static final String MEETINGS = """
            INSERT INTO meeting (tenant_id, id, alias, slug, title, description, status, platform, url, starts_at, ended_at,
                duration_seconds, privacy, tags, project_id, owner_id, participants, participant_keys, shared_with,
                recording_url, recording_size_bytes, agenda, minutes, summary, summary_generated_at, source_style,
                created_at, updated_at)
            SELECT ?, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3)
                    || '8' || substr(hash, 4, 15))::uuid,
                lpad(to_hex(extract(epoch FROM at)::bigint), 8, '0') || substr(hash, 10, 16),
                'customer-call-' || g, 'Customer call ' || g || ' – renewal', 'Quarterly call about the renewal', 'completed',
                'zoom', 'https://zoom.example/j/' || (9000000000 + g), at, at + interval '30 minutes', 1800,
                CASE g % 10 WHEN 0 THEN 'private' WHEN 5 THEN 'account' ELSE 'project' END,
                ARRAY['renewal', 'quarter-' || (g % 4 + 1)], person.project, CASE g % 4 WHEN 0 THEN person.bob ELSE person.ann END,
                jsonb_build_array(
                    jsonb_build_object('person_id', person.bob, 'name', 'Bob Stone', 'email', 'bob@bench.example', 'status', 'present'),
                    jsonb_build_object('person_id', null, 'name', 'Customer ' || g % 1000, 'email',
                        'customer-' || g % 1000 || '@example.org', 'status', null)),
                ARRAY[person.bob::text, 'bob stone', 'bob@bench.example', 'customer ' || g % 1000,
                    'customer-' || g % 1000 || '@example.org'],
                '{}', 'https://recordings.example/' || hash || '.mp4', 18000000 + g, '[]', '[]',
                'The customer renews for a year. Open points: the price of additional seats, and the date of the migration.',
                at + interval '35 minutes', 'gateway', at + interval '123456 microseconds', at + interval '35 minutes'
            FROM generate_series(?::integer, ?::integer) g,
                LATERAL (SELECT timestamptz '2019-12-31 00:00:00Z' + g * interval '3 minutes' AS at, md5(g::text) AS hash) made,
                (SELECT ?::uuid AS ann, ?::uuid AS bob, ?::uuid AS project) person""";

    private static final String SEGMENTS = """
            INSERT INTO segment (tenant_id, meeting_id, position, text, speaker, start_ms, end_ms, confidence, is_final)
            SELECT ?, ?, g, 'What was said in sentence ' || g || ' of a long meeting about the renewal', 'Speaker ' || g % 3,
                g * 2000.0, g * 2000.0 + 1800.0, 0.9, true
            FROM generate_series(1, ?) g""";

    private final Connection connection;

    private Dataset(Connection connection) {
        this.connection = connection;
    }

    static Dataset connect(Database database) throws SQLException {
        return new Dataset(DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value()));
    }

    UUID tenantId(Tenant tenant) throws SQLException {
        try (var query = connection.prepareStatement("SELECT id FROM tenant WHERE slug = ?")) {
            query.setString(1, tenant.slug());
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }

    /** Does nothing when they are there. @throws IOException when another number of meetings is there */
    void fill(Tenant tenant, int meetings) throws SQLException, IOException {
        var id = tenantId(tenant);
        int there = count(id);
        if (there == meetings) {
            return;
        }
        if (there > 0) {
            throw new IOException("The tenant " + tenant.slug() + " has " + there + " meetings instead of " + meetings
                    + ": use another --data folder");
        }
        connection.setAutoCommit(false);
        // Slugs are unique as they are; everything else, totals above all, is kept by the triggers as always.
        execute("ALTER TABLE meeting DISABLE TRIGGER meeting_slug");
        try (var insert = connection.prepareStatement(MEETINGS)) {
            for (int from = 1; from <= meetings; from += BATCH) {
                insert(insert, tenant, id, from, Math.min(from + BATCH - 1, meetings));
                System.err.println("loading " + tenant.slug() + ": " + Math.min(from + BATCH - 1, meetings) + " of "
                        + meetings + " meetings");
            }
        }
        execute("SET CONSTRAINTS ALL IMMEDIATE"); // what waits for the commit keeps a table from being altered
        execute("ALTER TABLE meeting ENABLE TRIGGER meeting_slug");
        connection.commit();
        connection.setAutoCommit(true);
        execute("VACUUM (ANALYZE)");
    }

    private static void insert(PreparedStatement insert, Tenant tenant, UUID id, int from, int to) throws SQLException {
        insert.setObject(1, id);
        insert.setInt(2, from);
        insert.setInt(3, to);
        insert.setObject(4, UUID.fromString(tenant.ann()));
        insert.setObject(5, UUID.fromString(tenant.bob()));
        insert.setObject(6, UUID.fromString(tenant.project()));
        insert.executeUpdate();
    }

    private int count(UUID tenant) throws SQLException {
        try (var query = connection.prepareStatement("SELECT count(*)::integer FROM meeting WHERE tenant_id = ?")) {
            query.setObject(1, tenant);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Segments of a meeting that has none. */
    void fillSegments(Tenant tenant, UUID meeting, int segments) throws SQLException {
        var id = tenantId(tenant);
        try (var insert = connection.prepareStatement(SEGMENTS);
                var update = connection.prepareStatement(
                        "UPDATE meeting SET segment_count = ? WHERE tenant_id = ? AND id = ?")) {
            insert.setObject(1, id);
            insert.setObject(2, meeting);
            insert.setInt(3, segments);
            insert.executeUpdate();
            update.setInt(1, segments);
            update.setObject(2, id);
            update.setObject(3, meeting);
            update.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
