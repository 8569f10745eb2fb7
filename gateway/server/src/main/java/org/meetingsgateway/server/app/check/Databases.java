package org.meetingsgateway.server.app.check;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.store.DatabaseState;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** The PostgreSQL that keeps everything: an own one, or the embedded one, which is not started. */
final class Databases {
    private static final String DATABASE = "database";
    private static final String SCHEMA = "database schema";
    private static final String QUERIES = "saved queries";

    private Databases() {}

    static void check(Config config, Consumer<Finding> found) {
        var database = config.database();
        if (database == null) {
            found.accept(embedded(config));
            return;
        }
        try {
            of(database, DatabaseState.read(database), found);
        } catch (SQLException | FlywayException e) {
            found.accept(Finding.failed(
                    DATABASE,
                    place(database) + " cannot be used as " + database.user() + " (" + e.getMessage()
                            + "): see that it runs and takes this user, or set another GATEWAY_DATABASE_URL"));
        }
    }

    private static Finding embedded(Config config) {
        try {
            return Finding.ok(DATABASE, "embedded, " + EmbeddedPostgres.check(config.dataDir()));
        } catch (IOException e) {
            return Finding.failed(DATABASE, String.valueOf(e.getMessage()));
        }
    }

    private static void of(Database database, DatabaseState state, Consumer<Finding> found) {
        var server = place(database) + ", PostgreSQL " + state.server();
        found.accept(
                state.major() < DatabaseState.OLDEST
                        ? Finding.failed(DATABASE, server + ": expected " + DatabaseState.OLDEST + " or newer")
                        : Finding.ok(DATABASE, server));
        found.accept(schema(database, state));
        found.accept(
                state.mayRunQueries()
                        ? Finding.ok(QUERIES, "their roles are there, or may be made")
                        : Finding.warning(
                                QUERIES,
                                "cannot be run, because their roles may not be made: as an administrator of the database, run "
                                        + DatabaseState.makeRoles(database)));
    }

    private static Finding schema(Database database, DatabaseState state) {
        if (!state.fault().isEmpty()) {
            return Finding.failed(
                    SCHEMA,
                    state.fault() + ": give the gateway a database of its own, or restore this one from a backup");
        }
        if (state.pending() == 0) {
            return Finding.ok(SCHEMA, "version " + state.version() + ", nothing is to be done");
        }
        if (!state.mayChange()) {
            return Finding.failed(
                    SCHEMA,
                    state.pending() + " migrations are to be applied, and " + database.user()
                            + " may not make tables: GRANT CREATE ON SCHEMA public TO \"" + database.user()
                            + "\", or run --migrate as somebody who may");
        }
        return Finding.ok(
                SCHEMA,
                (state.version().isEmpty() ? "empty" : "version " + state.version()) + ", " + state.pending()
                        + " migrations will be applied by --migrate or the next start");
    }

    private static String place(Database database) {
        return database.name() + " on " + database.host() + ":" + database.port();
    }
}
