package org.meetingsgateway.server.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A caller of our own API with one bearer. Blocks: for the main thread. */
final class DemoClient {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(BOUND).build();
    private final String apiUrl;
    private final String bearer;

    DemoClient(String apiUrl, String bearer) {
        this.apiUrl = apiUrl;
        this.bearer = bearer;
    }

    boolean exists(String path) throws StartFailure {
        return send(path, request(path).GET()).statusCode() == 200;
    }

    List<JsonObject> items(String path) throws StartFailure {
        return ok(path, send(path, request(path).GET())).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    JsonObject post(String path, JsonObject body) throws StartFailure {
        var request = request(path).header("Content-Type", "application/json");
        return ok(path, send(path, request.POST(BodyPublishers.ofString(body.encode()))));
    }

    /** Whatever its version is. */
    void patch(String path, JsonObject body) throws StartFailure {
        var request = request(path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*");
        ok(path, send(path, request.method("PATCH", BodyPublishers.ofString(body.encode()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(apiUrl + path))
                .timeout(BOUND)
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) throws StartFailure {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartFailure("The demo could not call " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The demo was interrupted", e);
        }
    }

    private static JsonObject ok(String path, HttpResponse<String> response) throws StartFailure {
        if (response.statusCode() / 100 != 2) {
            throw new StartFailure(
                    "The demo got " + response.statusCode() + " from " + path + ": " + response.body(),
                    new IOException("status " + response.statusCode()));
        }
        return new JsonObject(response.body());
    }
}
