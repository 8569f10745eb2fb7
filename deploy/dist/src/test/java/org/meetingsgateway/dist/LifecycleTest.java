package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** Starting, stopping and being killed, with real processes. */
class LifecycleTest {
    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(Map<String, String> settings, String... arguments) throws Exception {
        var log = Files.createTempFile(folder, "run", ".log");
        var process = GatewayProcess.launch(settings, log, arguments);
        var out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(log));
    }

    @Test
    void a_wrong_configuration_ends_with_2_and_names_every_problem() throws Exception {
        var ended = run(
                Map.of(
                        "GATEWAY_PORT", "eighty",
                        "GATEWAY_DATABASE_URL", "mysql://x",
                        "GATEWAY_SECRET_KEY", "short",
                        "GATEWAY_PROT", "1"),
                "--limit-meetlog",
                "many");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("GATEWAY_PORT", "GATEWAY_DATABASE_URL", "GATEWAY_SECRET_KEY", "GATEWAY_PROT", "limit-meetlog")
                .doesNotContain("\tat ");
    }

    @Test
    void help_and_version_are_printed() throws Exception {
        var help = run(Map.of(), "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("GATEWAY_PORT", "--port", "8080");
        assertThat(run(Map.of(), "--version").out()).matches("meetings-gateway \\S+ \\(commit \\S+, Java \\S+\\)\\R");
    }

    @Test
    void a_database_that_is_not_there_ends_with_a_sentence() throws Exception {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_DATABASE_URL", "postgresql://u:secret-password@127.0.0.1:1/d");
        var ended = run(settings);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("cannot start")
                .doesNotContain("secret-password")
                .doesNotContain("\tat ");
    }

    @Test
    void acknowledged_writes_survive_kill_9_and_a_term_ends_with_0() throws Exception {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        var acknowledged = new ConcurrentLinkedQueue<String>();
        Tenant tenant;
        String person;
        try (var gateway = GatewayProcess.start(settings)) {
            tenant = Tenant.create(gateway);
            person = tenant.person("Ann");
            var api = tenant.canonical(person);
            var enough = new CountDownLatch(60);
            var writers = new Thread[3];
            for (int i = 0; i < writers.length; i++) {
                writers[i] = Thread.ofPlatform().start(() -> writeUntilKilled(api, acknowledged, enough));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            gateway.kill();
            for (var writer : writers) {
                writer.join(60_000);
            }
        }
        // The port, and with it the address in the caller, is another one now.
        try (var again = GatewayProcess.start(settings)) {
            var api = new Api(
                    again.api(),
                    "canonical",
                    Api.admin(again)
                            .post(
                                    "/v1/admin/tokens",
                                    new JsonObject()
                                            .put("tenant", tenant.slug())
                                            .put("person_id", person)
                                            .put("scopes", new io.vertx.core.json.JsonArray().add("meetings:read")))
                            .json()
                            .getString("token"));
            var stored = new HashSet<String>();
            String next = "/v1/meetings?limit=100&fields=id";
            while (next != null) {
                var page = api.get(next);
                page.items().forEach(m -> stored.add(m.getString("id")));
                var cursor = page.json().getString("next_cursor");
                next = cursor == null ? null : "/v1/meetings?limit=100&fields=id&cursor=" + cursor;
            }
            assertThat(stored).containsAll(acknowledged);
            assertThat(new Api(again.management(), "canonical", null)
                            .unchecked("GET", "/health/ready", null)
                            .status())
                    .isEqualTo(200);
            again.terminate();
            assertThat(again.exitCode()).isZero();
            assertThat(folder.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
            assertThat(again.log()).doesNotContain(Api.ADMIN_TOKEN).doesNotContain(String.valueOf(api.bearer()));
        }
    }

    /** PostgreSQL is said to be starting, and then to be ready, where the gateway goes on to what it has of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"starting", "ready"})
    void a_term_during_the_start_stops_what_was_started_and_ends_with_0(String state) throws Exception {
        var data = folder.resolve("data");
        var log = Files.createTempFile(folder, "run", ".log");
        var process = GatewayProcess.launch(GatewayProcess.settings(data), log);
        var status = data.resolve("postgres/data/postmaster.pid");
        Wait.until("PostgreSQL is " + state, () -> content(status).contains(state));
        process.toHandle().destroy(); // unlike the process, it leaves the output open
        assertThat(process.waitFor(45, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log).content().doesNotContain("ERROR");
        assertThat(new String(process.getInputStream().readAllBytes())).doesNotContain("ready");
        assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) { // it is gone again
            return "";
        }
    }

    @Test
    void a_term_while_the_database_is_suspended_ends_with_0_and_leaves_nothing_behind() throws Exception {
        var data = folder.resolve("data");
        try (var gateway = GatewayProcess.start(GatewayProcess.settings(data))) {
            var pid = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                    .getFirst();
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            var all = Stream.concat(Stream.of(server), server.descendants()).toList();
            var kill = new ArrayList<>(List.of("kill", "-STOP"));
            all.forEach(process -> kill.add(String.valueOf(process.pid())));
            assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            // Where nobody collects orphans, one that has ended stays as a zombie without a command.
            Wait.until(
                    "no server",
                    () -> all.stream()
                            .noneMatch(process -> process.isAlive()
                                    && process.info().command().isPresent()));
        }
    }

    @Test
    void a_demo_that_cannot_be_filled_ends_with_1() throws Exception {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_JWKS_URL", "http://127.0.0.1:1/keys");
        settings.put("GATEWAY_JWT_ISSUER", "somebody");
        settings.put("GATEWAY_JWT_AUDIENCE", "us");
        var ended = run(settings, "--demo");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot start");
    }

    @Test
    void a_migration_prepares_the_database_and_ends() throws Exception {
        try (var postgres = EmbeddedPostgres.start(DataDir.open(folder.resolve("postgres")))) {
            var database = postgres.database();
            var url = "postgresql://" + database.user() + ":"
                    + database.password().value() + "@127.0.0.1:" + database.port() + "/" + database.name();
            for (var time : List.of("first", "again")) {
                var ended = run(Map.of("GATEWAY_DATABASE_URL", url), "--migrate");
                assertThat(ended.code()).as(time + ended.err()).isZero();
                assertThat(ended.out().strip()).isEqualTo("migrated " + database.name());
            }
            try (var connection = DriverManager.getConnection(
                            database.jdbcUrl(),
                            database.user(),
                            database.password().value());
                    var found = connection.createStatement().executeQuery("SELECT count(*) FROM meeting")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getInt(1)).isZero();
            }
        }
        var away = run(Map.of("GATEWAY_DATABASE_URL", "postgresql://u:secret-password@127.0.0.1:1/d"), "--migrate");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).contains("cannot migrate").doesNotContain("secret-password", "\tat ");
    }

    @Test
    void a_tenant_that_was_going_when_the_gateway_was_killed_is_gone_after_the_next_start() throws Exception {
        try (var postgres = EmbeddedPostgres.start(DataDir.open(folder.resolve("postgres")))) {
            var database = postgres.database();
            var settings = GatewayProcess.settings(folder.resolve("data"));
            settings.put(
                    "GATEWAY_DATABASE_URL",
                    "postgresql://" + database.user() + ":"
                            + database.password().value() + "@127.0.0.1:" + database.port() + "/" + database.name());
            Tenant tenant;
            String key;
            try (var gateway = GatewayProcess.start(settings);
                    var connection = DriverManager.getConnection(
                            database.jdbcUrl(),
                            database.user(),
                            database.password().value());
                    var statement = connection.createStatement()) {
                tenant = Tenant.create(gateway);
                key = tenant.key("meetlog", tenant.person("Ann"));
                statement.execute(MEETINGS_THAT_GO_SLOWLY);
                assertThat(tenant.admin().delete(tenant.path()).status()).isEqualTo(204);
                assertThat(exports(gateway, key)).isEqualTo(401);
                gateway.kill();
                try (var left = statement.executeQuery("SELECT count(*) FROM meeting")) {
                    assertThat(left.next()).isTrue();
                    assertThat(left.getInt(1)).isPositive();
                }
            }
            try (var again = GatewayProcess.start(settings)) {
                var admin = Api.admin(again);
                assertThat(exports(again, key)).isEqualTo(401);
                assertThat(admin.get(tenant.path()).status()).isEqualTo(404);
                var same = new JsonObject().put("slug", tenant.slug()).put("name", "Same");
                Wait.untilLong(
                        "the slug is free",
                        () -> admin.post("/v1/admin/tenants", same).status() == 201);
            }
        }
    }

    /** So slowly that it takes longer than whoever deletes their tenant waits for. */
    private static final String MEETINGS_THAT_GO_SLOWLY = """
            INSERT INTO meeting (tenant_id, id, alias, slug, status, privacy, tags, owner_id, participants,
                participant_keys, shared_with, agenda, minutes, source_style, created_at, updated_at)
            SELECT o.tenant_id, gen_random_uuid(), 'a' || i, 'm' || i, 'completed', 'private', '{}', o.id, '[]', '{}',
                '{}', '[]', '[]', 'gateway', now(), now() FROM person o, generate_series(1, 1500) i;
            CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.005); RETURN OLD; END $$;
            CREATE TRIGGER slowly BEFORE DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION slowly();
            """;

    private static int exports(GatewayProcess gateway, String key) {
        return new Api(gateway.api(), "meetlog", key)
                .get("/api/v1/export/transcripts")
                .status();
    }

    private static void writeUntilKilled(Api api, ConcurrentLinkedQueue<String> acknowledged, CountDownLatch enough) {
        while (true) {
            try {
                var answer = api.unchecked(
                        "POST",
                        "/v1/meetings",
                        new JsonObject().put("title", "w").toBuffer(),
                        "Content-Type",
                        "application/json");
                if (answer.status() == 201) {
                    acknowledged.add(answer.json().getString("id"));
                    enough.countDown();
                }
            } catch (UncheckedIOException e) {
                return;
            }
        }
    }

    @Test
    void metrics_and_health_are_on_the_management_port_only() throws IOException {
        var gateway = SharedGateway.get();
        var api = new Api(gateway.api(), "canonical", null);
        var management = new Api(gateway.management(), "canonical", null);
        api.get("/v1/me");
        assertThat(management.unchecked("GET", "/health/live", null).status()).isEqualTo(200);
        assertThat(management.unchecked("GET", "/health/ready", null).status()).isEqualTo(200);
        assertThat(management.unchecked("GET", "/metrics", null).text())
                .contains("http_server_request_duration_seconds_bucket", "surface=\"canonical\"", "route=\"/v1/me\"")
                .contains("vertx_sql_processing_time_seconds_count{client_namespace=\"store\"}")
                .contains("status=\"401\"", "gateway_rate_limit_total", "jvm_memory_used_bytes", "vertx_pool_");
        assertThat(gateway.log()).doesNotContain("already registered", "MeterFilter is being configured after");
        assertThat(api.unchecked("GET", "/metrics", null).status()).isEqualTo(404);
        assertThat(api.unchecked("GET", "/health/live", null).status()).isEqualTo(404);
    }
}
