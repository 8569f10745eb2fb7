package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;
import org.meetingsgateway.tck.TestCertificate;

/** {@code --check}, as an operator runs it before a start. */
class CheckTest {
    private static final String PASSWORD = "secret-password";

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {
        /** The line on that. */
        String on(String what) {
            return out.lines()
                    .filter(line -> line.substring(9).startsWith(what + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing on " + what + ":\n" + out + err));
        }
    }

    private Ended check(Map<String, String> settings) throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "check", ".log");
        var process = GatewayProcess.launch(settings, log, "--check");
        var out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(log));
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("GATEWAY_DATA_DIR", folder.resolve("data").toString());
        settings.put("GATEWAY_PORT", "0");
        settings.put("GATEWAY_MANAGEMENT_PORT", "0");
        return settings;
    }

    @Test
    void what_a_first_start_would_make_is_not_made() throws Exception {
        var ended = check(settings());
        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.on("configuration")).startsWith("ok ");
        assertThat(ended.on("data folder")).startsWith("ok ").contains("not there yet");
        assertThat(ended.on("database")).startsWith("ok ").contains("will be set up");
        assertThat(ended.on("API port")).startsWith("ok ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_secret_that_a_start_would_fail_for_is_told() throws Exception {
        var settings = settings();
        var data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("secret-key"), "junk\n");
        assertThat(check(settings).on("secret key")).startsWith("FAILED ").contains("damaged");
        Files.delete(data.resolve("secret-key"));
        Files.writeString(data.resolve("admin-token"), "");
        assertThat(check(settings).on("secret key")).startsWith("FAILED ").contains("is empty");
        settings.put("GATEWAY_ADMIN_TOKEN", "a");
        Files.delete(data.resolve("admin-token"));
        var ended = check(settings);
        assertThat(ended.code()).isZero();
        assertThat(ended.on("admin token")).startsWith("warning ").contains("16 characters");
    }

    @Test
    void a_folder_and_ports_that_a_gateway_has_are_told() throws Exception {
        var running = URI.create(SharedGateway.get().api());
        var settings = settings();
        settings.put("GATEWAY_PORT", String.valueOf(running.getPort()));
        var file = Files.createFile(folder.resolve("file"));
        settings.put("GATEWAY_DATA_DIR", file.toString());
        var ended = check(settings);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.on("data folder")).startsWith("FAILED ").contains("file of that name");
        assertThat(ended.on("API port"))
                .startsWith("FAILED ")
                .contains(running.getPort() + " on 127.0.0.1", "GATEWAY_PORT");
        assertThat(ended.on("management port")).startsWith("ok ");
    }

    @Test
    void what_does_not_answer_is_named_and_no_secret_is() throws Exception {
        var settings = settings();
        int nobody = portOfNobody();
        try (var recall = new FakeRecall()) {
            settings.put("GATEWAY_DATABASE_URL", "postgresql://me:" + PASSWORD + "@127.0.0.1:" + nobody + "/d");
            settings.put("GATEWAY_JWKS_URL", "http://127.0.0.1:" + nobody + "/keys?key=" + PASSWORD);
            settings.put("GATEWAY_REDIS_URL", "redis://:" + PASSWORD + "@127.0.0.1:" + nobody);
            settings.put("GATEWAY_JWT_ISSUER", "somebody");
            settings.put("GATEWAY_JWT_AUDIENCE", "us");
            settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + nobody);
            settings.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + PASSWORD);
            settings.put("RECALL_API_URL", recall.url());
            settings.put("RECALL_API_KEY", PASSWORD);
            recall.does(request -> FakeRecall.answer(request, 401, "{}"));
            var ended = check(settings);
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.on("database")).startsWith("FAILED ").contains("d on 127.0.0.1:" + nobody);
            assertThat(ended.on("token keys")).startsWith("FAILED ").contains("127.0.0.1/keys", "GATEWAY_JWKS_URL");
            assertThat(ended.on("shared limits")).startsWith("warning ").contains("redis://127.0.0.1:" + nobody);
            assertThat(ended.on("Recall.ai")).startsWith("FAILED ").contains("401", "RECALL_API_KEY");
            assertThat(ended.on("traces")).startsWith("FAILED ").contains("OTEL_EXPORTER_OTLP_ENDPOINT");
            assertThat(ended.out() + ended.err()).doesNotContain(PASSWORD, "\tat ");
            assertThat(ended.out()).doesNotContain("Exception");
        }
    }

    @Test
    void a_database_is_told_how_it_is_and_stays_as_it_is() throws Exception {
        try (var postgres = EmbeddedPostgres.start(DataDir.open(folder.resolve("postgres")))) {
            var database = postgres.database();
            var settings = settings();
            settings.put("GATEWAY_DATABASE_URL", url(database));

            var before = check(settings);
            assertThat(before.code()).as(before.out()).isZero();
            assertThat(before.on("database")).startsWith("ok ").contains("PostgreSQL 1");
            assertThat(before.on("database schema")).startsWith("ok ").contains("empty", "migrations will be applied");
            assertThat(ask(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isZero();

            try (var gateway = GatewayProcess.start(settings)) {
                assertThat(gateway.api()).isNotEmpty();
                var running = check(settings);
                assertThat(running.on("database schema")).contains("nothing is to be done");
                assertThat(running.on("secret key")).startsWith("ok ").contains("opens what is in the database");
            }
            settings.put("GATEWAY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
            assertThat(check(settings).on("secret key"))
                    .startsWith("FAILED ")
                    .contains("does not open the signing key");
            settings.remove("GATEWAY_SECRET_KEY");
            ask(database, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1' RETURNING 1");
            var changed = check(settings);
            assertThat(changed.code()).isEqualTo(1);
            assertThat(changed.on("database schema")).startsWith("FAILED ").contains("checksum");
        }
    }

    /** As SECURITY.md says to do it. It needs a program {@code redis-server}. */
    @Test
    @Tag("redis")
    void a_redis_with_tls_is_used_when_java_trusts_its_certificate_for_that_host() throws Exception {
        var certificate = TestCertificate.make("redis");
        try (var redis = RedisProcess.withTls(certificate, folder)) {
            var settings = settings();
            settings.put("GATEWAY_REDIS_URL", redis.tlsUrl());
            untilLimitsAre("warning ", "certification path", settings);
            settings.put("JDK_JAVA_OPTIONS", certificate.trustOnly(folder.resolve("trusted.p12")));
            untilLimitsAre("ok ", "rediss://127.0.0.1:", settings);
            settings.put("GATEWAY_REDIS_URL", redis.tlsUrl().replace("@127.0.0.1:", "@127.0.0.2:"));
            untilLimitsAre("warning ", "No subject alternative", settings);
        }
    }

    /** A first handshake may take longer than it is waited for, on a machine that is busy with tests. */
    private void untilLimitsAre(String verdict, String said, Map<String, String> settings) {
        Wait.untilLong(verdict + said, () -> {
            try {
                var line = check(settings).on("shared limits");
                assertThat(line).doesNotContain(RedisProcess.password());
                if (line.contains("does not answer in time")) {
                    return false;
                }
                assertThat(line).startsWith(verdict).contains(said);
                return true;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int portOfNobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String url(Database database) {
        return "postgresql://" + database.user() + ":" + database.password().value() + "@127.0.0.1:" + database.port()
                + "/" + database.name();
    }

    private static long ask(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var found = connection.createStatement().executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }
}
