package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.meetingsgateway.wire.WireRequest;

/** Requests as the listener would make them. */
final class Requests {
    private Requests() {}

    /** A request with pairs of header names and values. */
    static WireRequest of(HttpMethod method, String target, Buffer body, String... headers) {
        var uri = URI.create(target);
        var query = MultiMap.caseInsensitiveMultiMap();
        for (var pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                query.add(decoded(parts[0]), decoded(parts[1]));
            }
        }
        var all = MultiMap.caseInsensitiveMultiMap().set("X-Request-Id", "r1");
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new WireRequest(method, "https://gw.example", uri.getRawPath(), Map.of(), query, all, body);
    }

    static WireRequest get(String target, String... headers) {
        return of(HttpMethod.GET, target, Buffer.buffer(), headers);
    }

    static WireRequest of(HttpMethod method, String target, JsonObject body, String... headers) {
        return of(method, target, body.toBuffer(), headers);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The value of a future that is there at once. */
    static <T> T now(Future<T> future) {
        if (!future.succeeded()) {
            throw new AssertionError(future.cause());
        }
        return future.result();
    }
}
