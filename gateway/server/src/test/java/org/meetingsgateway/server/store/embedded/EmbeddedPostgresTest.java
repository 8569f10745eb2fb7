package org.meetingsgateway.server.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.config.SslMode;

/** With the real server. The folders are closed to everybody else, as a home directory of root's is. */
class EmbeddedPostgresTest {
    @TempDir
    static Path temp;

    private static DataDir dataDir;

    EmbeddedPostgresTest() {}

    /** As a first start that was killed half-way leaves it. */
    @BeforeAll
    static void started_once_and_killed() throws IOException {
        dataDir = DataDir.open(temp.resolve("closed/to/others"));
        var folder = Files.createDirectories(dataDir.path().resolve("postgres"));
        Files.createDirectories(folder.resolve("data.new/half"));
        Files.createFile(folder.resolve("password.new"));
    }

    @Test
    void what_was_written_is_there_after_a_stop_and_a_start() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            execute(postgres.database(), "CREATE TABLE stopped AS SELECT 42 AS n");
        }
        assertThat(dataDir.path().resolve("postgres/data/postmaster.pid")).doesNotExist();

        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(query(postgres.database(), "SELECT n FROM stopped")).isEqualTo("42");
        }
    }

    @Test
    void it_is_durable_private_and_used_by_a_role_without_privileges() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            var database = postgres.database();

            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            var socketFolder = 4;
            assertThat(pidFile().get(socketFolder)).isEmpty();
            assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(database, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("false");
            assertThat(query(database, "SELECT lower('ÄÉЖ')")).isEqualTo("äéж");
            var wrong = new Database(
                    database.host(),
                    database.port(),
                    database.user(),
                    new Secret("wrong"),
                    database.name(),
                    database.sslMode());
            assertThatThrownBy(() -> query(wrong, "SELECT 1")).hasMessageContaining("password authentication failed");
        }
        assertThat(permissions("postgres/data")).isEqualTo("rwx------");
        assertThat(permissions("postgres-password")).isEqualTo("rw-------");
        assertThat(dataDir.path().resolve("postgres/password.new")).doesNotExist();
    }

    @Test
    void the_server_of_a_killed_gateway_is_replaced_and_nothing_acknowledged_is_lost() throws Exception {
        var gateway = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gateway.class.getName(),
                        dataDir.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = gateway.inputReader()) {
            var port = Integer.parseInt(output.readLine());
            var password =
                    dataDir.secret("postgres-password", Base64.getEncoder()).secret();
            var database = new Database("127.0.0.1", port, "meetings", password, "meetings", SslMode.DISABLE);
            execute(database, "CREATE TABLE killed AS SELECT 42 AS n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
                    .hasMessageStartingWith("Another gateway is running on the data folder");
        } finally {
            gateway.destroyForcibly().waitFor();
        }
        var left = ProcessHandle.of(Long.parseLong(pidFile().getFirst())).orElseThrow();
        assertThat(left.isAlive()).isTrue();

        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(eventually(() -> hasEnded(left))).isTrue();
            assertThat(query(postgres.database(), "SELECT n FROM killed")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_is_killed_comes_back_where_it_was() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            var database = postgres.database();
            execute(database, "CREATE TABLE revived AS SELECT 42 AS n");
            var server = ProcessHandle.of(Long.parseLong(pidFile().getFirst())).orElseThrow();
            server.destroyForcibly();
            assertThat(eventually(() -> hasEnded(server))).isTrue();

            assertThat(eventually(() -> answers(database))).isTrue();
            assertThat(query(database, "SELECT n FROM revived")).isEqualTo("42");
        }
    }

    @Test
    void a_pid_file_that_names_another_process_is_no_obstacle() throws Exception {
        EmbeddedPostgres.start(dataDir).close();
        var pid = ProcessHandle.current().pid();
        Files.writeString(dataDir.path().resolve("postgres/data/postmaster.pid"), pid + "\n");

        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(query(postgres.database(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_folder_in_use_of_another_version_or_without_its_password_is_told_in_one_sentence() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(postgres.database().port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Another gateway is running on the data folder");
        }
        var version = dataDir.path().resolve("postgres/data/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir)).hasMessageContaining("is of PostgreSQL 17");
        Files.writeString(version, "18\n");
        var password = dataDir.path().resolve("postgres-password");
        Files.move(password, password.resolveSibling("moved"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir)).hasMessageContaining("postgres-password is missing");
        assertThat(password).doesNotExist();
        Files.move(password.resolveSibling("moved"), password);
    }

    private static List<String> pidFile() throws IOException {
        return Files.readAllLines(dataDir.path().resolve("postgres/data/postmaster.pid"));
    }

    private static String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dataDir.path().resolve(file)));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean eventually(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    /** Where nobody collects orphans a process that has ended is still listed, without its command line. */
    private static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || process.info().arguments().isEmpty();
    }

    private static boolean answers(Database database) {
        try (var connection = connect(database)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value());
    }
}
