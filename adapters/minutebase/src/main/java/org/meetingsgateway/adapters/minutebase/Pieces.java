package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.Chunks;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/**
 * A JSON array that is not paged, so may be long: it is read and sent piece by piece, and no more than one piece is ever in
 * memory.
 */
final class Pieces implements Chunks {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * One piece.
     *
     * @param items writes its items, one after the other
     * @param next where to read on; null for the last one
     */
    record Piece(Json.Writer items, @Nullable String next) {}

    /** Reads a piece; from the start where the cursor is null. */
    @FunctionalInterface
    interface Reader {
        Future<Piece> read(@Nullable String cursor);
    }

    private final Reader reader;
    private final ByteArrayBuilder out = new ByteArrayBuilder();
    private final JsonGenerator json;
    /** Was read and is given next. */
    private @Nullable Piece first;
    /** Where to read on; null after the last piece. */
    private @Nullable String cursor;

    private Pieces(Reader reader, Piece first) {
        this.reader = reader;
        this.first = first;
        try {
            this.json = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer. Its first piece is read before it begins, so that what fails by then is told in an envelope. */
    static Future<WireResponse> answer(Reader reader) {
        return reader.read(null)
                .map(first -> first.next() == null
                        ? WireResponse.json(200, Json.bytes(json -> {
                            json.writeStartArray();
                            first.items().write(json);
                            json.writeEndArray();
                        }))
                        : WireResponse.streamedJson(200, new Pieces(reader, first)));
    }

    @Override
    public Future<@Nullable Buffer> next() {
        if (first != null) {
            var piece = first;
            first = null;
            return Future.succeededFuture(written(piece, true));
        }
        return cursor == null
                ? Future.succeededFuture(null)
                : reader.read(cursor).map(piece -> written(piece, false));
    }

    private Buffer written(Piece piece, boolean opening) {
        cursor = piece.next();
        try {
            if (opening) {
                json.writeStartArray();
            }
            piece.items().write(json);
            if (cursor == null) {
                json.writeEndArray();
                json.close();
            }
            json.flush();
            var bytes = Buffer.buffer(out.toByteArray());
            out.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
