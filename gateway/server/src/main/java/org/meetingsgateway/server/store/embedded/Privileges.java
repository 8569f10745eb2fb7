package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the superuser of the embedded PostgreSQL can do for saved queries: makes the roles that they are run as, and
 * takes from everybody but the gateway what changes or shows the state of the server.
 */
final class Privileges {
    private static final Logger LOG = LoggerFactory.getLogger(Privileges.class);

    /** Done again at every start, which changes nothing then. */
    private static final String GRANT = """
            DO $$
            DECLARE
                wanted name;
                taken record;
            BEGIN
                FOREACH wanted IN ARRAY ARRAY['gateway_views', 'gateway_query'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    END IF;
                    IF NOT pg_has_role('OWNER', wanted, 'MEMBER') THEN
                        EXECUTE format('GRANT %I TO %I', wanted, 'OWNER');
                    END IF;
                END LOOP;
                IF NOT has_parameter_privilege('OWNER', 'temp_file_limit', 'SET') THEN
                    GRANT SET ON PARAMETER temp_file_limit TO "OWNER";
                END IF;
                FOR taken IN
                    SELECT p.oid::regprocedure AS called FROM pg_proc p
                    WHERE p.pronamespace = 'pg_catalog'::regnamespace
                        AND (p.proname IN ('set_config', 'pg_notify', 'loread', 'lowrite', 'pg_terminate_backend',
                                'pg_cancel_backend', 'pg_logical_emit_message', 'pg_export_snapshot')
                            OR p.proname ~ '^(lo_|pg_sleep|pg_advisory_|pg_try_advisory_|query_to_xml|table_to_xml|cursor_to_xml|schema_to_xml|database_to_xml)')
                        AND has_function_privilege('public', p.oid, 'EXECUTE')
                LOOP
                    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', taken.called, 'OWNER');
                    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', taken.called);
                END LOOP;
            END $$
            """;

    private Privileges() {}

    /** Where that fails, saved queries cannot be run, and everything else works. */
    static void grant(Database database, DataDir dataDir) throws IOException {
        var file = dataDir.path().resolve("postgres-superuser-password");
        if (!Files.exists(file)) {
            LOG.warn("The file {} is missing: saved queries may not work", file);
            return;
        }
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), "postgres", Files.readString(file).strip());
                var statement = connection.createStatement()) {
            statement.execute(GRANT.replace("OWNER", database.user()));
        } catch (SQLException e) {
            LOG.warn("Saved queries may not work: {}", e.getMessage());
        }
    }
}
