package org.meetingsgateway.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.server.config.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two roles that saved queries need, which nobody can log in as: {@code gateway_views} owns the views and is bound by
 * row-level security, {@code gateway_query} may read the views and nothing else. Roles belong to the whole cluster, so other
 * databases may make them at the same moment. Blocks: called before there is traffic.
 */
public final class QueryRoles {
    /** What a statement of a saved query is run as. */
    static final String QUERY = "gateway_query";

    private static final Logger LOG = LoggerFactory.getLogger(QueryRoles.class);
    private static final int ATTEMPTS = 5;

    /** Somebody else did the same at the same moment: duplicates, and "tuple concurrently updated". */
    private static final Set<String> RACES = Set.of("42710", "23505", "XX000", "40P01", "40001");

    private static final String MAKE = """
            DO $$
            DECLARE
                wanted name;
            BEGIN
                -- Of those who start on this database at once, one works and the others wait.
                PERFORM pg_advisory_xact_lock(7239104423557841);
                FOREACH wanted IN ARRAY ARRAY['gateway_views', 'gateway_query'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    END IF;
                    IF NOT pg_has_role(current_user, wanted, 'USAGE') THEN
                        EXECUTE format('GRANT %I TO %I', wanted, current_user);
                    END IF;
                END LOOP;
            END $$
            """;

    private static final String HAND_OVER = """
            DO $$
            DECLARE
                seen name;
            BEGIN
                PERFORM pg_advisory_xact_lock(7239104423557841);
                GRANT USAGE, CREATE ON SCHEMA query TO gateway_views;
                GRANT USAGE ON SCHEMA query TO gateway_query;
                -- Functions of a view are called as the one who reads it.
                GRANT EXECUTE ON FUNCTION query.asked(text) TO gateway_views, gateway_query;
                GRANT SELECT (tenant_id, id, slug, title, description, notes, status, platform, url, location, starts_at,
                    ended_at, duration_seconds, privacy, tags, project_id, owner_id, recording_url, recording_size_bytes,
                    recording_sdk_upload_id, recording_recall_recording_id, recording_error, segment_count,
                    action_item_count, summary, summary_generated_at, tasks_generated_at, created_at, updated_at, version,
                    participants, shared_with, readable) ON meeting TO gateway_views;
                GRANT SELECT (tenant_id, meeting_id, position, text, speaker, start_ms, end_ms, confidence, is_final)
                    ON segment TO gateway_views;
                GRANT SELECT (tenant_id, id, meeting_id, title, description, assignee, assignee_ids, due_at, state,
                    completed_at, dismissed_at, created_at, updated_at, version) ON action_item TO gateway_views;
                GRANT SELECT (tenant_id, id, meeting_id, template_name, template_code, status, is_auto_generated, derived,
                    content, created_at, updated_at, version) ON report TO gateway_views;
                GRANT SELECT (tenant_id, id, team, slug, name, description, color, open_to_all, archived_at, created_at,
                    updated_at, version) ON project TO gateway_views;
                GRANT SELECT ON project_member TO gateway_views;
                GRANT SELECT (tenant_id, id, user_number, first_name, last_name, email, company, department, job_title,
                    timezone, created_at, updated_at) ON person TO gateway_views;
                FOR seen IN SELECT viewname FROM pg_views WHERE schemaname = 'query' AND viewowner <> 'gateway_views' LOOP
                    EXECUTE format('ALTER VIEW query.%I OWNER TO gateway_views', seen);
                END LOOP;
                FOR seen IN SELECT viewname FROM pg_views WHERE schemaname = 'query' LOOP
                    EXECUTE format('GRANT SELECT ON query.%I TO gateway_query', seen);
                END LOOP;
                REVOKE CREATE ON SCHEMA query FROM gateway_views;
            END $$
            """;

    private QueryRoles() {}

    /**
     * Makes what is missing. Where that may not be done, everything else works, saved queries do not, and a warning says
     * what an administrator of the database has to do.
     *
     * @return whether saved queries can be run
     */
    public static boolean prepare(Database database) {
        try {
            for (int attempt = 1; ; attempt++) {
                try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value())) {
                    return prepare(connection);
                } catch (SQLException e) {
                    if (attempt == ATTEMPTS || !RACES.contains(String.valueOf(e.getSQLState()))) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            LOG.warn(
                    "Saved queries cannot be run: {}. As an administrator of the database, run {}; and start again",
                    e.getMessage(),
                    DatabaseState.makeRoles(database));
            return false;
        }
    }

    private static boolean prepare(Connection connection) throws SQLException {
        for (var step : List.of(MAKE, HAND_OVER)) {
            try (var statement = connection.createStatement()) {
                statement.execute(step);
            }
        }
        return true;
    }
}
