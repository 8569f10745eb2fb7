package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.meetingsgateway.server.config.Database;

/** A lock that somebody else holds, so that statements that need it wait for each other as they rarely do by chance. */
final class Lock implements AutoCloseable {
    private final Connection holder;
    private final Connection observer;

    /** {@code sql}: takes the lock. */
    Lock(Database database, String sql) throws SQLException {
        observer = connect(database);
        holder = connect(database);
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value());
    }

    /** Returns when so many statements of the database wait for locks. */
    void awaitWaiting(int statements) throws SQLException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (waiting() < statements) {
            assertThat(System.nanoTime()).as("statements wait").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private int waiting() throws SQLException {
        try (var statement = observer.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
        observer.close();
    }
}
