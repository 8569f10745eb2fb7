package org.meetingsgateway.server.hot;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.WireResponse;

/**
 * An answer that is kept.
 *
 * @param version of the tenant that it is the answer under
 * @param response with an entity tag; nobody changes it
 * @param ignored parameters that had no effect, as the header that names them has it
 */
public record HotAnswer(
        long version, WireResponse.Bytes response, @Nullable String ignored) {
    private static final String ETAG = "ETag";

    /** The same answer with an entity tag, and a body that takes no more memory than it has to. */
    static HotAnswer of(long version, WireResponse.Bytes response, @Nullable String ignored) {
        var body = Buffer.buffer(response.body().getBytes());
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        if (!headers.contains(ETAG)) {
            headers.set(ETAG, EntityTag.of(body)).set("Cache-Control", "private, no-cache");
        }
        return new HotAnswer(version, new WireResponse.Bytes(response.status(), headers, body), ignored);
    }

    int weight() {
        return response.body().length() + (ignored == null ? 0 : ignored.length());
    }
}
