package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Prometheus with the rules of the repository, which asks one gateway every second. */
final class PrometheusProcess implements AutoCloseable {
    private static final Path RULES = Path.of("../prometheus/rules");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private PrometheusProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param folder for its configuration and data */
    static PrometheusProcess start(Path folder, GatewayProcess gateway) throws IOException {
        try (var rules = Files.list(RULES)) {
            for (var file : rules.toList()) {
                // There is no time to wait for groups that are looked at every few minutes.
                var often = Files.readString(file).replaceAll("(?m)^ +interval: .*$", "    interval: 1s");
                Files.writeString(folder.resolve(file.getFileName()), often);
            }
        }
        var target = URI.create(gateway.management()).getAuthority();
        var config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["*.yaml"]
                scrape_configs:
                  - job_name: meetings-gateway
                    static_configs: [{targets: ["%s"]}]
                """.formatted(target));
        var address = "127.0.0.1:" + freePort();
        var process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusProcess(process, "http://" + address);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Whether it answers queries. */
    boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus has ended");
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The newest values of an expression: vectors only. */
    JsonArray query(String expression) {
        return data("/api/v1/query?query=" + encoded(expression)).getJsonArray("result");
    }

    JsonArray labelValues(String label, String selector) {
        return answer("/api/v1/label/" + label + "/values?match[]=" + encoded(selector))
                .getJsonArray("data");
    }

    /** All rules that it has read, as it tells them. */
    JsonArray rules() {
        var rules = new JsonArray();
        for (var group : data("/api/v1/rules").getJsonArray("groups")) {
            rules.addAll(((JsonObject) group).getJsonArray("rules"));
        }
        return rules;
    }

    private JsonObject data(String target) {
        return answer(target).getJsonObject("data");
    }

    private JsonObject answer(String target) {
        try {
            var answer = new JsonObject(get(target).body());
            if (!answer.getString("status").equals("success")) {
                throw new AssertionError(target + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(target, e);
        }
    }

    private HttpResponse<String> get(String target) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + target.replace("[]", "%5B%5D")));
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
