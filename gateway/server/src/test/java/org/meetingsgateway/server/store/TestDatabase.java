package org.meetingsgateway.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** Fresh databases with the current schema on a real PostgreSQL, which is started once for all tests of a JVM. */
public final class TestDatabase {
    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Starts on first use and ends with the JVM. */
    private static final class Server {
        static final DataDir DATA = dataDir();
        static final Database TEMPLATE = template();

        private static DataDir dataDir() {
            try {
                return DataDir.open(Files.createDirectories(Path.of("target").toAbsolutePath())
                        .resolve("test-database"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Database template() {
            try {
                var postgres = EmbeddedPostgres.start(DATA);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        postgres.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                var database = named(postgres.database(), "template" + System.nanoTime());
                execute(database, "CREATE DATABASE " + database.name() + " OWNER " + database.user());
                Migrations.apply(database);
                QueryRoles.prepare(database);
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestDatabase() {}

    /** An empty database with all tables, of its own. */
    public static Database create() {
        var database = named(Server.TEMPLATE, Server.TEMPLATE.name() + "_" + CREATED.incrementAndGet());
        execute(
                database,
                "CREATE DATABASE " + database.name() + " TEMPLATE " + Server.TEMPLATE.name() + " OWNER "
                        + database.user());
        return database;
    }

    /** A database without any tables. */
    static Database empty() {
        var database = named(Server.TEMPLATE, Server.TEMPLATE.name() + "_" + CREATED.incrementAndGet());
        execute(database, "CREATE DATABASE " + database.name() + " OWNER " + database.user());
        return database;
    }

    private static void execute(Database database, String sql) {
        try (var connection = DriverManager.getConnection(
                        named(database, "postgres").jdbcUrl(),
                        "postgres",
                        Files.readString(Server.DATA.path().resolve("postgres-superuser-password"))
                                .strip());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database named(Database database, String name) {
        return new Database(
                database.host(), database.port(), database.user(), database.password(), name, database.sslMode());
    }
}
