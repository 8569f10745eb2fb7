package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus has to show of a real gateway under load. It needs programs {@code prometheus} and
 * {@code redis-server}, so it runs only where that is asked for: {@code mvn verify -DexcludedGroups=}.
 */
@Tag("prometheus")
class ObservabilityTest {
    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    /** Labels in braces and text in quotes, or a comparison. */
    private static final Pattern COMPARED = Pattern.compile("\\{[^}]*}|\"[^\"]*\"|([=!]=|[<>]=?)");

    @TempDir
    static Path folder;

    private static RedisProcess redis;
    private static FakeRecall recall;
    private static GatewayProcess gateway;
    private static Traffic traffic;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void start() throws Exception {
        redis = new RedisProcess();
        recall = new FakeRecall();
        var settings = GatewayProcess.settings(folder.resolve("gateway"));
        settings.put("GATEWAY_LIMIT_MEETLOG", "5/10");
        settings.put("GATEWAY_LIMIT_MINUTEBASE", "5/10");
        settings.put("GATEWAY_REDIS_URL", redis.url());
        settings.put("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8");
        settings.put("RECALL_API_URL", recall.url());
        settings.put("RECALL_API_KEY", FakeRecall.KEY);
        settings.put("RECALL_WEBHOOK_SECRET", FakeRecall.SECRET);
        gateway = GatewayProcess.start(settings);
        traffic = new Traffic(gateway, connect());
        prometheus = PrometheusProcess.start(Files.createDirectory(folder.resolve("prometheus")), gateway);
        Wait.until("Prometheus is ready", prometheus::ready);
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        traffic.close();
        gateway.close();
        recall.close();
        redis.close();
    }

    /** Has something to mirror and to write to: accounts at another gateway. Gives what is done with them again and again. */
    private static Runnable connect() {
        var theirs = Tenant.create(SharedGateway.get());
        var ann = theirs.person("Ann");
        var recordings = theirs.project("Recordings");
        Tenant.created(theirs.canonical(ann)
                .post("/v1/meetings", new JsonObject().put("title", "Remote").put("status", "completed")));
        var accounts = List.of(
                MirroredAccount.of("meetlog", theirs, ann, null, gateway),
                MirroredAccount.of("minutebase", theirs, ann, null, gateway),
                MirroredAccount.of("desktop", theirs, ann, recordings, gateway));
        var desktop = accounts.getLast();
        var here = desktop.ours().canonical(desktop.bob());
        var made = new JsonObject()
                .put("title", "Made")
                .put("platform", "zoom")
                .put("source", new JsonObject().put("connection_id", desktop.connection()));
        var path = "/v1/meetings/"
                + Tenant.created(here.post("/v1/meetings", made)).getString("id");
        var renamed = new JsonObject().put("title", "Renamed").toBuffer();
        return () -> {
            here.unchecked("PATCH", path, renamed, "Content-Type", "application/json", "If-Match", "*");
            here.unchecked("GET", path, null, "Cache-Control", "no-cache");
        };
    }

    @Test
    void every_query_of_every_dashboard_shows_something() throws IOException {
        var queries = new TreeMap<String, String>();
        for (var dashboard : dashboards()) {
            var title = dashboard.getString("title");
            for (var panel : objects(dashboard.getJsonArray("panels"))) {
                for (var target : objects(panel.getJsonArray("targets", new JsonArray()))) {
                    var name = title + " / " + panel.getInteger("id") + " " + panel.getString("title") + " "
                            + target.getString("refId");
                    queries.put(name, filledIn(target.getString("expr")));
                }
            }
            for (var annotation : objects(dashboard.getJsonObject("annotations").getJsonArray("list"))) {
                queries.put(
                        title + " / " + annotation.getString("name"), compared(filledIn(annotation.getString("expr"))));
            }
        }
        assertThat(queries).hasSizeGreaterThan(130);
        showSomething(queries);
    }

    @Test
    void every_variable_of_every_dashboard_has_values() throws IOException {
        for (var dashboard : dashboards()) {
            for (var variable : objects(dashboard.getJsonObject("templating").getJsonArray("list"))) {
                if (!variable.getString("type").equals("query")) {
                    continue;
                }
                var asked = LABEL_VALUES.matcher(variable.getString("definition"));
                assertThat(asked.matches()).as(variable.encode()).isTrue();
                Wait.until(
                        dashboard.getString("title") + " / " + variable.getString("name"),
                        () -> !prometheus
                                .labelValues(asked.group(2), asked.group(1))
                                .isEmpty());
            }
        }
    }

    @Test
    void every_rule_is_evaluated_and_every_alert_has_something_to_compare() {
        var queries = new TreeMap<String, String>();
        for (var rule : objects(prometheus.rules())) {
            queries.put(rule.getString("name"), compared(rule.getString("query")));
        }
        assertThat(queries).hasSizeGreaterThan(50);
        showSomething(queries);
        Wait.until(
                "all are evaluated",
                () -> objects(prometheus.rules()).stream()
                        .noneMatch(rule -> rule.getString("health").equals("unknown")));
        assertThat(objects(prometheus.rules()))
                .allSatisfy(rule ->
                        assertThat(rule.getString("health")).as(rule.encode()).isEqualTo("ok"));
    }

    /** A number at least, and not only what is no number. */
    private static void showSomething(TreeMap<String, String> queries) {
        var empty = new ArrayList<>(queries.keySet());
        try {
            Wait.until("every query has a result", () -> {
                empty.removeIf(name -> objects(prometheus.query(queries.get(name))).stream()
                        .anyMatch(sample ->
                                !sample.getJsonArray("value").getString(1).equals("NaN")));
                return empty.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(
                    "nothing to show:\n"
                            + String.join(
                                    "\n",
                                    empty.stream()
                                            .map(name -> name + ": " + queries.get(name))
                                            .toList()),
                    e);
        }
    }

    /** A comparison tells 0 or 1, where it would leave out what it is not true of. */
    private static String compared(String expression) {
        return COMPARED.matcher(expression)
                .replaceAll(found ->
                        found.group(1) == null ? Matcher.quoteReplacement(found.group()) : found.group() + " bool");
    }

    /** As Grafana fills in its own variables and those that are set to everything. */
    private static String filledIn(String expression) {
        var whole = expression
                .replace("$__rate_interval", "1m")
                .replace("$__interval", "15s")
                .replace("$__range", "5m")
                .replace("$instance", ".*")
                .replace("$route", ".*");
        assertThat(whole).doesNotContain("$");
        return whole;
    }

    private static List<JsonObject> dashboards() throws IOException {
        try (var files = Files.list(DASHBOARDS)) {
            var dashboards = new ArrayList<JsonObject>();
            for (var file : files.sorted().toList()) {
                dashboards.add(new JsonObject(Files.readString(file)));
            }
            return dashboards;
        }
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().flatMap(each -> Stream.of((JsonObject) each)).toList();
    }
}
