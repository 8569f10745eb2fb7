package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway that mirrors another one tells of it on its management port. */
class FederationMetricsTest {
    private static final String WRITES = "gateway_upstream_writes_total";

    @TempDir
    static Path data;

    static GatewayProcess mirror;

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final JsonObject sales = theirs.project("Sales");
    private final Tenant ours = Tenant.create(mirror);
    private final String bob = ours.person("Bob");
    private final String project = ours.project("P").getString("id");

    @BeforeAll
    static void start() {
        var settings = GatewayProcess.settings(data);
        settings.put("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8");
        mirror = GatewayProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    private static String scrape() {
        return new Api(mirror.management(), "canonical", null)
                .unchecked("GET", "/metrics", null)
                .text();
    }

    /** The value of a series, wherever its labels stand; NaN where there is none. */
    private static double value(String name, String... labels) {
        var wanted = Arrays.stream(labels)
                .map(label -> label.split("=", 2))
                .collect(Collectors.toMap(label -> label[0], label -> label[1]));
        return scrape().lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Pattern.compile("([a-z_]+)=\"([^\"]*)\"")
                        .matcher(line)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)))
                        .equals(wanted))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void waitFor(DoublePredicate value, String name, String... labels) {
        Wait.until(name + Arrays.asList(labels), () -> value.test(value(name, labels)));
    }

    private void meeting(String title, String status) {
        var made = Tenant.created(theirs.canonical(ann)
                .post(
                        "/v1/meetings",
                        new JsonObject()
                                .put("title", title)
                                .put("status", status)
                                .put("project_id", sales.getString("id"))
                                .put("recording", new JsonObject().put("size_bytes", 7))));
        var said = theirs.canonical(ann)
                .post(
                        "/v1/meetings/" + made.getString("id") + "/transcript/segments",
                        new JsonObject().put("segments", new JsonArray().add(new JsonObject().put("text", "Hello"))));
        assertThat(said.status()).isEqualTo(200);
    }

    private String connect(String style, String base, String credential, JsonObject more) {
        var connection = new JsonObject()
                .put("style", style)
                .put("base_url", base)
                .put("credential", credential)
                .put("project_id", project)
                .put("owner_id", bob)
                .put("poll_seconds", 1)
                .put("quota", new JsonObject().put("requests", 1_000).put("window_seconds", 1))
                .mergeIn(more);
        return Tenant.created(ours.admin().post(ours.path() + "/connections", connection))
                .getString("id");
    }

    @Test
    void states_work_and_faults_of_connections_are_told_by_style() {
        var account = SharedGateway.get().api();
        var key = theirs.meetlog(ann).bearer();
        for (int i = 0; i < 3; i++) {
            meeting("Meeting " + i, "completed");
        }
        meeting("Late", "processing");

        try (var flaky = new FlakyAccount(account)) {
            connect("meetlog", flaky.url(), key, new JsonObject());
            waitFor(n -> n == 4, "gateway_sync_items_total", "connection_style=meetlog", "outcome=created");
            waitFor(n -> n == 1, "gateway_sync_pending", "connection_style=meetlog");
            waitFor(n -> n == 1, "gateway_connection_state", "connection_style=meetlog", "state=active");
            assertThat(value("gateway_sync_pages_total", "connection_style=meetlog"))
                    .isPositive();
            assertThat(value("gateway_sync_drift_total", "connection_style=meetlog"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(value("gateway_sync_lag_seconds", "connection_style=meetlog"))
                    .isNotNegative();
            assertThat(value("gateway_quota_remaining_ratio", "connection_style=meetlog"))
                    .isBetween(0.9, 1.0);
            assertThat(value("gateway_breaker_state", "connection_style=meetlog", "state=closed"))
                    .isEqualTo(1);
            assertThat(value("gateway_upstream_retries_total", "connection_style=meetlog"))
                    .isZero();
            for (var operation : new String[] {"list_meetings", "get_meeting"}) {
                assertThat(value(
                                "http_client_request_duration_seconds_count",
                                "connection_style=meetlog",
                                "operation=" + operation,
                                "status=200"))
                        .as(operation)
                        .isPositive();
            }

            flaky.fails();
            waitFor(n -> n == 1, "gateway_connection_state", "connection_style=meetlog", "state=degraded");
            waitFor(n -> n > 0, "gateway_upstream_retries_total", "connection_style=meetlog");
            waitFor(n -> n == 1, "gateway_breaker_state", "connection_style=meetlog", "state=open");
        }

        connect("meetlog", account, key.substring(0, key.length() - 4) + "0000", new JsonObject());
        waitFor(n -> n == 1, "gateway_connection_state", "connection_style=meetlog", "state=reauth_needed");
        assertThat(value(
                        "http_client_request_duration_seconds_count",
                        "connection_style=meetlog",
                        "operation=list_meetings",
                        "status=401"))
                .isPositive();

        var desktop = connect(
                "desktop",
                account,
                theirs.desktop(ann).bearer(),
                new JsonObject().put("upstream_project_id", sales.getInteger("team")));
        waitFor(n -> n == 4, "gateway_sync_items_total", "connection_style=desktop", "outcome=created");
        waitFor(n -> n == 1, "gateway_connection_state", "connection_style=desktop", "state=active");
        ours.admin().post(ours.path() + "/connections/" + desktop + "/pause", new JsonObject());
        waitFor(n -> n == 1, "gateway_connection_state", "connection_style=desktop", "state=paused");
        waitFor(n -> n == 0, "gateway_sync_lag_seconds", "connection_style=desktop");
        waitFor(n -> n == 0, "gateway_connection_state", "connection_style=desktop", "state=active");
    }

    @Test
    void writes_to_accounts_are_told_by_what_came_of_them() {
        var account = SharedGateway.get().api();
        var project = new JsonObject().put("upstream_project_id", sales.getInteger("team"));
        var connection = connect("desktop", account, theirs.desktop(ann).bearer(), project);
        var here = ours.canonical(bob);
        var written = value(WRITES, "connection_style=desktop", "operation=create", "outcome=written");
        var made = here.post("/v1/meetings", madeWith(connection));
        var path = "/v1/meetings/" + Tenant.created(made).getString("id");
        here.patch(path, new JsonObject().put("title", "Renamed"), "If-Match", made.header("ETag"));
        waitFor(n -> n == written + 1, WRITES, "connection_style=desktop", "operation=create", "outcome=written");
        waitFor(n -> n == 1, WRITES, "connection_style=desktop", "operation=update", "outcome=written");
        assertThat(value("gateway_outbox_pending", "connection_style=desktop")).isZero();
        assertThat(value("gateway_outbox_oldest_seconds", "connection_style=desktop"))
                .isZero();

        var refused = connect("desktop", account, theirs.desktop(ann).bearer() + "0", project);
        assertThat(here.post("/v1/meetings", madeWith(refused)).status()).isEqualTo(503);
        assertThat(value(WRITES, "connection_style=desktop", "operation=create", "outcome=refused"))
                .isEqualTo(1);
        assertThat(value(WRITES, "connection_style=minutebase", "operation=append", "outcome=unknown"))
                .isZero();
    }

    private static JsonObject madeWith(String connection) {
        return new JsonObject()
                .put("title", "Made here")
                .put("platform", "zoom")
                .put("source", new JsonObject().put("connection_id", connection));
    }

    @Test
    void every_metric_of_ours_is_explained() {
        var scraped = scrape();
        var explained = Pattern.compile("^# HELP (\\S+) \\S", Pattern.MULTILINE)
                .matcher(scraped)
                .results()
                .map(help -> help.group(1))
                .collect(Collectors.toSet());
        var types = Pattern.compile("^# TYPE (gateway_\\S+|http_\\S+) ", Pattern.MULTILINE)
                .matcher(scraped)
                .results()
                .map(type -> type.group(1))
                .collect(Collectors.toSet());
        assertThat(types).isNotEmpty();
        assertThat(explained).containsAll(types);
    }
}
