package org.meetingsgateway.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends a body that is whole already in slices, as fast as the caller reads: what is written to a socket is copied out of
 * the heap first, and all at once that would be the body once more, for every caller who does not read.
 */
final class LargeBody {
    private static final int SLICE_BYTES = 1 << 16;

    private final Visit visit;
    private final HttpServerResponse response;
    private final Buffer body;
    private int sent;

    LargeBody(Visit visit, HttpServerResponse response, Buffer body) {
        this.visit = visit;
        this.response = response;
        this.body = body;
    }

    /** Sends what is left. */
    void send() {
        response.drainHandler(null);
        while (!visit.isOver() && sent < body.length()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> send());
                return;
            }
            int end = Math.min(sent + SLICE_BYTES, body.length());
            response.write(body.slice(sent, end));
            sent = end;
        }
        if (!visit.isOver()) {
            visit.sent(response.end());
        }
    }
}
