package org.meetingsgateway.bench;

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

/** Calls to a gateway that prepare a measurement, with one bearer. */
record Api(String url, String bearer) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    boolean exists(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).statusCode() == 200;
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return ok(path, send(request(path).GET()));
    }

    List<JsonObject> items(String path) throws IOException, InterruptedException {
        return get(path).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return ok(
                path,
                send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.encode()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + bearer);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject ok(String path, HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return new JsonObject(response.body());
    }
}
