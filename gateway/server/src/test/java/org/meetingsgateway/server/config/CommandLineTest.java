package org.meetingsgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void nothing_given_is_the_documented_defaults() {
        var config = config(Map.of());

        assertThat(config.http()).isEqualTo(new Config.Http("127.0.0.1", 8080));
        assertThat(config.management().port()).isEqualTo(8081);
        assertThat(config.database()).isNull();
        assertThat(config.dataDir()).isEqualTo(Path.of(".data").toAbsolutePath());
        assertThat(config.adminToken()).isNull();
        assertThat(config.secretKeys()).isEmpty();
        assertThat(config.tokens()).isEqualTo(new Config.Tokens(null, "meetings-gateway", "meetings-gateway"));
        assertThat(config.publicUrl()).isNull();
        assertThat(config.upstreamAllow()).isEmpty();
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.requireHttps()).isFalse();
        assertThat(config.hosts()).isEmpty();
        assertThat(config.limits())
                .containsOnly(
                        Map.entry("canonical", List.of(new Window(6000, 60))),
                        Map.entry("meetlog", List.of(new Window(60, 60))),
                        Map.entry("minutebase", List.of(new Window(1000, 3600))),
                        Map.entry("desktop", List.of(new Window(480, 60), new Window(4800, 3600))),
                        Map.entry("queries", List.of(new Window(240, 60), new Window(2400, 3600))));
        assertThat(config.redis()).isNull();
        assertThat(config.drain()).isZero();
        assertThat(config.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(config.recall()).isNull();
        assertThat(config.recallWebhookSecrets()).isEmpty();
    }

    @Test
    void every_setting_is_read_from_the_environment() {
        var config = config(Map.ofEntries(
                Map.entry("GATEWAY_HOST", "0.0.0.0"),
                Map.entry("GATEWAY_PORT", "0"),
                Map.entry("GATEWAY_MANAGEMENT_PORT", "0"),
                Map.entry("GATEWAY_DATABASE_URL", "postgresql://me:p%40ss+1@db_1:6432/meet%20ings?sslmode=verify-full"),
                Map.entry("GATEWAY_DATA_DIR", "/var/lib/x/../gateway"),
                Map.entry("GATEWAY_ADMIN_TOKEN", "admin"),
                Map.entry("GATEWAY_JWKS_URL", "https://id.example/jwks?p=1"),
                Map.entry("GATEWAY_JWT_ISSUER", "https://id.example"),
                Map.entry("GATEWAY_JWT_AUDIENCE", "meetings"),
                Map.entry("GATEWAY_SECRET_KEY", KEY),
                Map.entry("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8, ::1"),
                Map.entry("GATEWAY_PUBLIC_URL", "https://meetings.example/gateway/"),
                Map.entry("GATEWAY_TRUSTED_PROXIES", "10.0.0.1"),
                Map.entry("GATEWAY_REQUIRE_HTTPS", "true"),
                Map.entry("GATEWAY_HOSTS", "meetlog=Export.acme.example,meetlog=*.acme.example"),
                Map.entry("GATEWAY_LIMIT_QUERIES", "1/2, 3/4"),
                Map.entry("GATEWAY_REDIS_URL", "rediss://me:p%2Bw+@cache:6380/3"),
                Map.entry("GATEWAY_REDIS_TIMEOUT_MS", "20"),
                Map.entry("GATEWAY_DRAIN_SECONDS", "10"),
                Map.entry("GATEWAY_LOG_FORMAT", "json"),
                Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "authorization=x"),
                Map.entry("RECALL_API_URL", "https://recall.example"),
                Map.entry("RECALL_API_KEY", "rk"),
                Map.entry("RECALL_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, whsec_AAAA")));

        assertThat(config.http()).isEqualTo(new Config.Http("0.0.0.0", 0));
        assertThat(config.database())
                .isEqualTo(new Database("db_1", 6432, "me", new Secret("p@ss+1"), "meet ings", SslMode.VERIFY_FULL));
        assertThat(config.dataDir()).isEqualTo(Path.of("/var/lib/gateway"));
        assertThat(config.adminToken()).isEqualTo(new Secret("admin"));
        assertThat(config.tokens())
                .isEqualTo(
                        new Config.Tokens(URI.create("https://id.example/jwks?p=1"), "https://id.example", "meetings"));
        assertThat(config.secretKeys()).hasSize(1);
        assertThat(config.upstreamAllow())
                .extracting(Cidr::toString)
                .containsExactly("127.0.0.0/8", "0:0:0:0:0:0:0:1/128");
        assertThat(config.publicUrl()).isEqualTo(URI.create("https://meetings.example/gateway"));
        assertThat(config.trustedProxies()).extracting(Cidr::toString).containsExactly("10.0.0.1/32");
        assertThat(config.requireHttps()).isTrue();
        assertThat(config.hosts())
                .containsOnly(Map.entry("export.acme.example", "meetlog"), Map.entry("*.acme.example", "meetlog"));
        assertThat(config.limits().get("queries")).containsExactly(new Window(1, 2), new Window(3, 4));
        assertThat(config.redis())
                .isEqualTo(new Redis(true, "cache", 6380, "me", new Secret("p+w+"), 3, Duration.ofMillis(20)));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(config.telemetry().variables()).containsKey("OTEL_EXPORTER_OTLP_HEADERS");
        assertThat(config.recall()).isNotNull();
        assertThat(config.recallWebhookSecrets())
                .extracting(secret -> secret.getEncoded().length)
                .containsExactly(24, 3);
        assertThat(config.toString())
                .contains("0.0.0.0")
                .doesNotContain("p@ss", "admin,", "p+w", "authorization=x", "rk", KEY, "MfKQ", "AAAA");
    }

    @Test
    void a_flag_wins_over_its_variable_in_both_forms() {
        var environment = Map.of("GATEWAY_PORT", "1", "GATEWAY_MANAGEMENT_PORT", "2");

        var config = config(environment, "--port", "0", "--management-port=3", "--otel-service-name=x");

        assertThat(config.http().port()).isZero();
        assertThat(config.management().port()).isEqualTo(3);
        assertThat(config.telemetry().variables()).containsEntry("OTEL_SERVICE_NAME", "x");
    }

    @Test
    void an_empty_value_is_unset() {
        assertThat(config(Map.of("GATEWAY_DATABASE_URL", " ", "GATEWAY_PORT", ""))
                        .http()
                        .port())
                .isEqualTo(8080);
        assertThat(config(Map.of("GATEWAY_PORT", "1"), "--port=").http().port()).isEqualTo(8080);
    }

    @Test
    void a_user_without_password_and_a_url_without_port_are_enough() {
        assertThat(config(Map.of("GATEWAY_DATABASE_URL", "postgres://me@[::1]/db"))
                        .database())
                .isEqualTo(new Database("::1", 5432, "me", new Secret(""), "db", SslMode.PREFER))
                .extracting(Database::jdbcUrl)
                .isEqualTo("jdbc:postgresql://[::1]:5432/db?sslmode=prefer");
    }

    @Test
    void a_checked_server_is_checked_by_what_java_trusts() {
        var database = new Database("db", 5432, "me", new Secret(""), "a b", SslMode.VERIFY_FULL);

        assertThat(database.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/a%20b?sslmode=verify-full"
                        + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    @Test
    void all_problems_are_told_at_once() {
        var problems = problems(
                Map.of("GATEWAY_PORT", "80800", "GATEWAY_LOG_FORMAT", "xml", "GATEWAY_JWKS_URL", "https://x"),
                "--secret-key=short",
                "--prot",
                "1",
                "stray");

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "GATEWAY_PORT is \"80800\": expected a whole number from 0 to 65535",
                        "GATEWAY_LOG_FORMAT is \"xml\": expected text or json",
                        "GATEWAY_JWT_ISSUER is unset: expected any text, because GATEWAY_JWKS_URL is set",
                        "GATEWAY_JWT_AUDIENCE is unset: expected any text, because GATEWAY_JWKS_URL is set",
                        "--secret-key is not shown, because it is secret: expected base64 of exactly 32 bytes, or two of"
                                + " these with a comma",
                        "--prot is no flag: did you mean --port?",
                        "\"stray\" is neither a flag nor the value of one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GATEWAY_HOST            | a b
                    GATEWAY_PORT            | -1
                    GATEWAY_PORT            | tcp://10.0.0.1:8080
                    GATEWAY_MANAGEMENT_PORT | 1.5
                    GATEWAY_MANAGEMENT_PORT | 8080
                    GATEWAY_DATABASE_URL    | mysql://me@host/db
                    GATEWAY_DATABASE_URL    | postgresql://host/db
                    GATEWAY_DATABASE_URL    | postgresql://me@host
                    GATEWAY_DATABASE_URL    | postgresql://me@host:99999/db
                    GATEWAY_DATABASE_URL    | postgresql://me@host/db?sslmode=maybe
                    GATEWAY_DATABASE_URL    | postgresql://me@host/db?other=1
                    GATEWAY_DATABASE_URL    | postgresql://m%zz@host/db
                    GATEWAY_ADMIN_TOKEN     | two words
                    GATEWAY_JWKS_URL        | ftp://x
                    GATEWAY_SECRET_KEY      | AAAA
                    GATEWAY_SECRET_KEY      | !
                    GATEWAY_UPSTREAM_ALLOW  | 10.0.0.1/8
                    GATEWAY_UPSTREAM_ALLOW  | localhost
                    GATEWAY_PUBLIC_URL      | https://me@host
                    GATEWAY_PUBLIC_URL      | https://host?x
                    GATEWAY_TRUSTED_PROXIES | 10.0.0.0/33
                    GATEWAY_TRUSTED_PROXIES | 10.0.0.0/8,
                    GATEWAY_REQUIRE_HTTPS   | yes
                    GATEWAY_REQUIRE_HTTPS   | TRUE
                    GATEWAY_HOSTS           | meetlog
                    GATEWAY_HOSTS           | other=host
                    GATEWAY_HOSTS           | meetlog=a,desktop=A
                    GATEWAY_LIMIT_CANONICAL | 60
                    GATEWAY_LIMIT_MEETLOG   | 0/60
                    GATEWAY_LIMIT_DESKTOP   | 1/0
                    GATEWAY_LIMIT_QUERIES   | 1/60,2/60
                    GATEWAY_REDIS_URL       | http://cache
                    GATEWAY_REDIS_URL       | redis://
                    GATEWAY_REDIS_URL       | redis://secret@cache
                    GATEWAY_REDIS_URL       | redis://me:p%zz@cache
                    GATEWAY_REDIS_URL       | redis://cache:0
                    GATEWAY_REDIS_URL       | redis://cache/name
                    GATEWAY_REDIS_URL       | redis://cache?db=1
                    GATEWAY_REDIS_TIMEOUT_MS | 0
                    GATEWAY_REDIS_TIMEOUT_MS | 50ms
                    GATEWAY_DRAIN_SECONDS   | 61
                    RECALL_API_URL          | x
                    RECALL_API_KEY          | key
                    RECALL_WEBHOOK_SECRET   | secret
                    RECALL_WEBHOOK_SECRET   | whsec_
                    RECALL_WEBHOOK_SECRET   | whsec_A
                    RECALL_WEBHOOK_SECRET   | whsec_AAAA,
                    RECALL_WEBHOOK_SECRET   | whsec_not base64
                    GATEWAY_LIMIT_MEETLOGG  | 1/1
                    """)
    void a_wrong_value_is_refused(String variable, String value) {
        assertThat(problems(Map.of(variable, value))).isNotEmpty().anyMatch(each -> each.contains(variable));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:hunter2@host/db?sslmode=maybe",
                "postgresql://me:hunter2@host/db?password=hunter2",
                "postgresql://me:hun/hunter2@host/db",
                "postgresql://me:hun@hunter2@host/db",
                "postgresql://me:hunter2"
            })
    void a_wrong_database_url_is_told_without_its_password(String url) {
        assertThat(problems(Map.of("GATEWAY_DATABASE_URL", url)))
                .singleElement()
                .asString()
                .startsWith("GATEWAY_DATABASE_URL is ")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://me:hunter2@cache/name",
                "redis://hunter2@cache",
                "redis://cache?password=hunter2",
                "rediss://:hun@hunter2@cache:x",
                "redis://:hunter2"
            })
    void a_wrong_redis_url_is_told_without_its_password(String url) {
        assertThat(problems(Map.of("GATEWAY_REDIS_URL", url)))
                .singleElement()
                .asString()
                .startsWith("GATEWAY_REDIS_URL is ")
                .contains("expected redis://")
                .doesNotContain("hunter2");
    }

    @Test
    void a_redis_needs_no_more_than_a_host() {
        assertThat(config(Map.of("GATEWAY_REDIS_URL", "redis://[::1]")).redis())
                .isEqualTo(new Redis(false, "::1", 6379, null, null, 0, Duration.ofMillis(50)));
        assertThat(config(Map.of("GATEWAY_REDIS_URL", "redis://:pw@cache/")).redis())
                .isEqualTo(new Redis(false, "cache", 6379, null, new Secret("pw"), 0, Duration.ofMillis(50)));
    }

    @Test
    void a_flag_without_value_or_given_twice_is_refused() {
        assertThat(problems(Map.of(), "--port", "--demo")).containsExactly("--port needs a value");
        assertThat(problems(Map.of(), "--port=1", "--port=2")).containsExactly("--port is given twice");
        assertThat(problems(Map.of(), "--demo=yes")).containsExactly("--demo takes no value");
    }

    @Test
    void a_variable_that_kubernetes_makes_is_explained() {
        assertThat(problems(Map.of("GATEWAY_SERVICE_HOST", "10.0.0.1")))
                .singleElement()
                .asString()
                .contains("enableServiceLinks");
    }

    @Test
    void a_migration_needs_a_database_of_its_own() {
        var url = Map.of("GATEWAY_DATABASE_URL", "postgresql://me:p@db/meetings");
        assertThat(CommandLine.read(url, List.of("--migrate")))
                .isInstanceOfSatisfying(
                        CommandLine.Migrate.class,
                        migrate -> assertThat(migrate.database().name()).isEqualTo("meetings"));
        assertThat(problems(Map.of(), "--migrate"))
                .singleElement()
                .asString()
                .startsWith("GATEWAY_DATABASE_URL is unset: expected postgresql://")
                .endsWith("because --migrate is given");
        assertThat(problems(url, "--migrate", "--demo"))
                .containsExactly("--demo and --migrate are given together: expected one of them");
    }

    @Test
    void traces_are_exported_where_a_collector_is_named() {
        assertThat(config(Map.of("OTEL_SERVICE_NAME", "x")).telemetry().isOn()).isFalse();
        var named = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
        assertThat(config(named).telemetry().isOn()).isTrue();
        assertThat(config(named, "--otel-sdk-disabled", "true").telemetry().isOn())
                .isFalse();
        assertThat(config(named, "--otel-traces-exporter=none").telemetry().isOn())
                .isFalse();
        assertThat(problems(Map.of(
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "secret@collector",
                        "OTEL_TRACES_SAMPLER_ARG", "10%")))
                .containsExactly(
                        "OTEL_EXPORTER_OTLP_ENDPOINT is something else: expected an http or https URL",
                        "OTEL_EXPORTER_OTLP_PROTOCOL is something else: expected http/protobuf",
                        "OTEL_TRACES_SAMPLER_ARG is something else: expected a number from 0 to 1");
    }

    @Test
    void a_check_looks_at_what_a_start_would_use() {
        assertThat(CommandLine.read(Map.of("GATEWAY_PORT", "9000"), List.of("--check")))
                .isInstanceOfSatisfying(
                        CommandLine.Check.class,
                        check -> assertThat(check.config().http().port()).isEqualTo(9000));
        assertThat(problems(Map.of(), "--check", "--demo"))
                .containsExactly("--demo and --check are given together: expected one of them");
    }

    @Test
    void demo_help_and_version_are_told_apart() {
        assertThat(CommandLine.read(Map.of(), List.of("--demo")))
                .isInstanceOfSatisfying(
                        CommandLine.Start.class,
                        start -> assertThat(start.demo()).isTrue());
        assertThat(CommandLine.read(Map.of(), List.of()))
                .isInstanceOfSatisfying(
                        CommandLine.Start.class,
                        start -> assertThat(start.demo()).isFalse());
        assertThat(CommandLine.read(Map.of("GATEWAY_PORT", "wrong"), List.of("--help")))
                .isInstanceOf(CommandLine.Help.class);
        assertThat(CommandLine.read(Map.of(), List.of("--version"))).isInstanceOf(CommandLine.Version.class);
    }

    @Test
    void accounts_on_the_loopback_address_are_allowed_for_the_demo_only() {
        assertThat(CommandLine.read(Map.of(), List.of("--demo")))
                .isInstanceOfSatisfying(
                        CommandLine.Start.class,
                        start -> assertThat(start.config().upstreamAllow()).hasSize(1));
        assertThat(CommandLine.read(Map.of(), List.of()))
                .isInstanceOfSatisfying(
                        CommandLine.Start.class,
                        start -> assertThat(start.config().upstreamAllow()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Variable.class)
    void help_names_every_variable_with_flag_default_and_meaning(Variable variable) {
        var help = ((CommandLine.Help) CommandLine.read(Map.of(), List.of("-h"))).text();

        assertThat(help).contains(variable.name(), variable.flag(), variable.meaning(), variable.expected());
    }

    private static Config config(Map<String, String> environment, String... arguments) {
        var more = new HashMap<>(environment);
        more.put("PATH", "/bin");
        var read = CommandLine.read(more, List.of(arguments));
        assertThat(read).isInstanceOf(CommandLine.Start.class);
        return ((CommandLine.Start) read).config();
    }

    private static List<String> problems(Map<String, String> environment, String... arguments) {
        var read = CommandLine.read(environment, List.of(arguments));
        assertThat(read).isInstanceOf(CommandLine.Refused.class);
        return ((CommandLine.Refused) read).problems();
    }
}
