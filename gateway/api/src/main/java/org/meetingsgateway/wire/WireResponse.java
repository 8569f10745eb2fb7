package org.meetingsgateway.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;

/** An HTTP response as a value: with a body at hand, or with one that is produced while it is sent. */
public sealed interface WireResponse {
    int status();

    MultiMap headers();

    /** A body at hand. */
    record Bytes(int status, MultiMap headers, Buffer body) implements WireResponse {}

    /** A body that may be large: it is pulled piece by piece, as fast as the caller reads. */
    record Streamed(int status, MultiMap headers, Chunks body) implements WireResponse {}

    /** The same response with one more header. */
    default WireResponse with(String name, CharSequence value) {
        headers().set(name, value);
        return this;
    }

    /** The same response, which also says what of the request had no effect, such as unknown members of the body. */
    default WireResponse ignoring(Collection<String> names) {
        return names.isEmpty() ? this : with(Ignored.HEADER, Ignored.value(names));
    }

    static Bytes of(int status, String contentType, Buffer body) {
        return new Bytes(status, MultiMap.caseInsensitiveMultiMap().set("Content-Type", contentType), body);
    }

    /** {@code application/json}. */
    static Bytes json(int status, Buffer body) {
        return of(status, "application/json", body);
    }

    /** No body at all. */
    static Bytes empty(int status) {
        return new Bytes(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }

    /** {@code application/json}, produced while it is sent. */
    static Streamed streamedJson(int status, Chunks body) {
        return new Streamed(status, MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json"), body);
    }
}
