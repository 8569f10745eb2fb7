package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.wire.WireResponse;

/** An answer as it is sent. */
final class Sent {
    private Sent() {}

    /** Of an answer that is too long to be held. */
    static List<Buffer> pieces(WireResponse response) {
        var pieces = new ArrayList<Buffer>();
        var body = ((WireResponse.Streamed) response).body();
        for (Future<?> next = body.next(); next.result() != null; next = body.next()) {
            pieces.add((Buffer) next.result());
        }
        return pieces;
    }

    static JsonObject whole(List<Buffer> pieces) {
        var all = Buffer.buffer();
        pieces.forEach(all::appendBuffer);
        return new JsonObject(all);
    }
}
