package org.meetingsgateway.server.hot;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
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
    static HotAnswer of(WireResponse.Bytes response, @Nullable String ignored) {
        var body = outsideTheHeap(response.body().getBytes());
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        if (!headers.contains(ETAG)) {
            headers.set(ETAG, EntityTag.of(body)).set("Cache-Control", "private, no-cache");
        }
        return new HotAnswer(new WireResponse.Bytes(response.status(), headers, body), ignored);
    }

    /** As the socket takes it, without another copy; the collector frees it with the buffer. */
    private static Buffer outsideTheHeap(byte[] bytes) {
        var memory = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return BufferInternal.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory)));
    }

    int weight() {
        return response.body().length() + (ignored == null ? 0 : ignored.length());
    }
}
