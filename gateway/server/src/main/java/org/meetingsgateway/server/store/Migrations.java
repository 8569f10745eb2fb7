package org.meetingsgateway.server.store;

import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.meetingsgateway.server.config.Database;

/** Brings a database to the schema of this version. Blocks: called before there is traffic. */
public final class Migrations {
    private Migrations() {}

    /**
     * How far a database is.
     *
     * @param version empty where it has no schema
     * @param fault why what is pending cannot be applied; empty where it can
     */
    record State(String version, int pending, String fault) {}

    /** Applies what is missing; several replicas may do so at once, one of them works and the others wait. */
    public static void apply(Database database) {
        apply(database, "latest");
    }

    /** {@code version}: the last one to apply. */
    static void apply(Database database, String version) {
        configured(database).target(version).load().migrate();
    }

    /** Changes nothing. */
    static State state(Database database) {
        var flyway = configured(database)
                .ignoreMigrationPatterns("*:pending", "*:future")
                .load();
        var info = flyway.info();
        var current = info.current();
        var found = flyway.validateWithResult();
        return new State(
                current == null ? "" : String.valueOf(current.getVersion()),
                info.pending().length,
                found.validationSuccessful ? "" : Objects.requireNonNullElse(found.getAllErrorMessages(), "invalid"));
    }

    private static FluentConfiguration configured(Database database) {
        var configured = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(
                        database.jdbcUrl(), database.user(), database.password().value())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true);
        // Held by a session: an index that is built beside the traffic waits for transactions, and for the lock's own.
        configured
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configured;
    }
}
