package org.meetingsgateway.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.meetingsgateway.server.config.Database;

/**
 * How a database is that a gateway is to use.
 *
 * @param server its version as it says it, for example {@code 16.3 (Debian 16.3-1)}
 * @param major the number before the point
 * @param version of its schema; empty while there is none
 * @param pending migrations that are to be applied
 * @param fault why they cannot be, whoever applies them; empty where they can
 * @param mayChange whether the user may make tables
 * @param mayRunQueries whether the roles of saved queries are there for the user, or may be made
 */
public record DatabaseState(
        String server, int major, String version, int pending, String fault, boolean mayChange, boolean mayRunQueries) {
    /** The oldest PostgreSQL that has what the schema needs. */
    public static final int OLDEST = 15;

    private static final String SECONDS = "5";

    private static final String ASK = """
            SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,
                COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false)
                    AND has_database_privilege(current_database(), 'CREATE'),
                (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
                    OR (SELECT count(*) = 2 FROM pg_roles
                        WHERE rolname IN ('gateway_views', 'gateway_query') AND pg_has_role(current_user, oid, 'USAGE'))
            """;

    /**
     * Reads it and changes nothing. Blocks, for some seconds where it does not answer.
     *
     * @throws SQLException where it cannot be reached
     */
    public static DatabaseState read(Database database) throws SQLException {
        try (var connection = connect(database)) {
            return read(connection, Migrations.state(database));
        }
    }

    /** A connection on which nothing takes longer than some seconds. */
    static Connection connect(Database database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password().value());
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    /** What an administrator runs so that saved queries work. */
    public static String makeRoles(Database database) {
        return "CREATE ROLE gateway_views NOLOGIN; CREATE ROLE gateway_query NOLOGIN;"
                + " GRANT gateway_views, gateway_query TO \"" + database.user() + "\"";
    }

    private static DatabaseState read(Connection connection, Migrations.State schema) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(ASK)) {
            row.next();
            return new DatabaseState(
                    row.getString(1),
                    row.getInt(2),
                    schema.version(),
                    schema.pending(),
                    schema.fault(),
                    row.getBoolean(3),
                    row.getBoolean(4));
        }
    }
}
