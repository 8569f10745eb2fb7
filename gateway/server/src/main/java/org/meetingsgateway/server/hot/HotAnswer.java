package org.meetingsgateway.server.hot;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.WireResponse;

/**
 * An answer that is kept.
 *
 * @param response with an entity tag; nobody changes it
 * @param ignored parameters that had no effect, as the header that names them has it
 */
public record HotAnswer(
        WireResponse.Bytes response, @Nullable String ignored) {
    private static final String ETAG = "ETag";

    /** The same answer with an entity tag, and a body that takes no more memory than it has to. */
    static HotAnswer of(WireResponse.Bytes response, @Nullable String ignored, OutsideHeap outside) {
        var body = outside.copy(response.body());
        var headers = MultiMap.caseInsensitiveMultiMap();
        // As they are sent, so that they are encoded once.
        response.headers()
                .forEach(header -> headers.add(
                        HttpHeaders.createOptimized(header.getKey()), HttpHeaders.createOptimized(header.getValue())));
        if (!headers.contains(ETAG)) {
            headers.set(ETAG, EntityTag.of(body)).set("Cache-Control", "private, no-cache");
        }
        return new HotAnswer(new WireResponse.Bytes(response.status(), headers, body), ignored);
    }

    int weight() {
        return response.body().length() + (ignored == null ? 0 : ignored.length());
    }
}
