package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.Chunks;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/**
 * A JSON document that is written in steps and sent in pieces, so that it may be long: no more than what one step reads, and
 * one piece, is ever in memory.
 */
final class Pieces implements Chunks {
    /** Bytes from which on a piece is sent. */
    private static final int SIZE = 1 << 16;

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads something and writes it; what is to follow it at once is put before the steps that wait. */
    @FunctionalInterface
    interface Step {
        Future<Void> run(Pieces pieces);
    }

    private final Deque<Step> steps;
    private final ByteArrayBuilder out = new ByteArrayBuilder();
    private final JsonGenerator json;
    /** Was made before the answer began, and is given next. */
    private @Nullable Buffer begun;

    Pieces(List<Step> steps) {
        this.steps = new ArrayDeque<>(steps);
        try {
            this.json = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A step that has nothing to read. */
    static Step writing(Json.Writer writer) {
        return pieces -> {
            pieces.write(writer);
            return Future.succeededFuture();
        };
    }

    /** Writes one item. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** A step that writes items which are there already, no more at once than make a piece. */
    static <T> Step items(Iterator<? extends T> items, ItemWriter<T> writer) {
        return pieces -> {
            while (items.hasNext() && !pieces.isFull()) {
                var item = items.next();
                pieces.write(json -> writer.write(json, item));
            }
            if (items.hasNext()) {
                pieces.then(items(items, writer));
            }
            return Future.succeededFuture();
        };
    }

    /** The answer. Its first piece is made before it begins, so that what fails by then is told in an envelope. */
    Future<WireResponse> answer(int status) {
        return run().map(made -> {
            var first = taken();
            if (steps.isEmpty()) {
                return WireResponse.json(status, first);
            }
            begun = first;
            return WireResponse.streamedJson(status, this);
        });
    }

    void write(Json.Writer writer) {
        try {
            writer.write(json);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is run next. */
    void then(Step step) {
        steps.addFirst(step);
    }

    @Override
    public Future<@Nullable Buffer> next() {
        if (begun != null) {
            var first = begun;
            begun = null;
            return Future.succeededFuture(first);
        }
        return steps.isEmpty() ? Future.succeededFuture(null) : run().map(made -> taken());
    }

    private boolean isFull() {
        return out.size() >= SIZE;
    }

    /** Until there is enough for a piece. */
    private Future<Void> run() {
        if (isFull() || steps.isEmpty()) {
            return Future.succeededFuture();
        }
        return steps.removeFirst().run(this).compose(done -> run());
    }

    private Buffer taken() {
        var piece = Buffer.buffer(out.toByteArray());
        out.reset();
        return piece;
    }
}
