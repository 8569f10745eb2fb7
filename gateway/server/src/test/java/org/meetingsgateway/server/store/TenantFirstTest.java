package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.config.Database;

/** What a database that spreads tenants over several servers asks of a schema; deploy/citus says what else it asks. */
class TenantFirstTest {
    /** Is of no tenant, or says which tenant something is of when nothing else is known of it. */
    private static final Set<String> EVERYWHERE =
            Set.of("credential", "flyway_schema_history", "signing_key", "tenant", "upload", "webhook");

    private static final String TABLES =
            " FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace";

    private final Database database = TestDatabase.create();

    /** The first column. */
    private Set<String> found(String query) {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new TreeSet<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> ofTenants() {
        var tables = found("SELECT t.relname" + TABLES);
        tables.removeAll(EVERYWHERE);
        return tables;
    }

    @Test
    void every_table_but_a_few_is_of_tenants() {
        assertThat(ofTenants())
                .hasSizeGreaterThan(20)
                .contains("meeting", "segment", "connection", "mirrored", "outbox");
        assertThat(found("SELECT t.relname" + TABLES)).containsAll(EVERYWHERE);
        assertThat(found(
                        "SELECT t.relname" + TABLES + " AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid"
                                + " AND a.attname = 'tenant_id' AND a.attnotnull)"))
                .containsAll(ofTenants());
    }

    @Test
    void every_primary_key_and_unique_index_of_tenants_begins_with_the_tenant() {
        var keys = " FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_attribute a ON a.attrelid = t.oid"
                + " AND a.attnum = x.indkey[0] WHERE t.relnamespace = 'public'::regnamespace";
        assertThat(found("SELECT t.relname" + keys + " AND x.indisprimary AND a.attname = 'tenant_id'"))
                .isEqualTo(ofTenants());
        var others = found(
                "SELECT t.relname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid"
                        + " WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique AND NOT EXISTS (SELECT"
                        + " FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = x.indkey[0] AND a.attname = 'tenant_id')");
        assertThat(EVERYWHERE).containsAll(others);
    }

    /** PostgreSQL refuses where a key does not hold the tenant. */
    @Test
    void every_table_of_tenants_can_be_spread_by_tenant() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement()) {
            for (var table : ofTenants()) {
                statement.execute("CREATE TABLE spread_" + table + " (LIKE " + table + " INCLUDING ALL)"
                        + " PARTITION BY HASH (tenant_id)");
            }
        }
        assertThat(found("SELECT t.relname FROM pg_class t WHERE t.relkind = 'p'"))
                .hasSameSizeAs(ofTenants());
    }

    @Test
    void every_foreign_key_goes_from_a_tenant_to_the_same_tenant() {
        assertThat(found("SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k"
                        + " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
                        + " JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]"
                        + " WHERE k.contype = 'f' AND (a.attname <> 'tenant_id' OR b.attname <> CASE WHEN"
                        + " k.confrelid = 'tenant'::regclass THEN 'id' ELSE 'tenant_id' END)"))
                .isEmpty();
    }
}
