package org.meetingsgateway.server.store;

import org.flywaydb.core.Flyway;
import org.meetingsgateway.server.config.Database;

/** Brings a database to the schema of this version. Blocks: called before there is traffic. */
public final class Migrations {
    private Migrations() {}

    /** Applies what is missing; several replicas may do so at once, one of them works and the others wait. */
    public static void apply(Database database) {
        apply(database, "latest");
    }

    /** {@code version}: the last one to apply. */
    static void apply(Database database, String version) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(
                        database.jdbcUrl(), database.user(), database.password().value())
                .locations("classpath:db/migration")
                .target(version)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
