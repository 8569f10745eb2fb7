package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * A request's body: nothing of it is taken from the socket until somebody wants it, so that a caller who is refused
 * costs no memory.
 */
final class Body {
    private final HttpServerRequest request;
    private final LongConsumer held;
    private final boolean expected;
    private final Promise<Buffer> whole = Promise.promise();
    private @Nullable Buffer read;
    private long max;
    private boolean ended;
    private Runnable whenEnded = () -> {};

    /** @param held gets how many bytes of it are kept */
    Body(HttpServerRequest request, LongConsumer held) {
        this.request = request;
        this.held = held;
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        expected = request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
        request.handler(this::take)
                .endHandler(end -> end())
                .exceptionHandler(broken -> whole.tryFail(new Problem.Malformed("The body is malformed or broke off")));
        if (expected) {
            request.pause();
        }
    }

    /** Whether there is one. */
    boolean isExpected() {
        return expected;
    }

    /** Whether there is a part of it that nobody has read. */
    boolean isUnread() {
        return expected && !ended;
    }

    boolean ended() {
        return ended;
    }

    /** Runs when the request's last byte has come. */
    void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /** All of it, up to a size; once it was read, it stays as it is. Fails with {@link Problem.PayloadTooLarge} as soon as that is known. */
    Future<Buffer> read(long maxBytes) {
        if (!expected) {
            return Future.succeededFuture(Buffer.buffer());
        }
        if (read != null) {
            return whole.future();
        }
        if (declared() > maxBytes) {
            return Future.failedFuture(new Problem.PayloadTooLarge(maxBytes));
        }
        max = maxBytes;
        read = Buffer.buffer();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
        return whole.future();
    }

    /** Reads what is left of it and drops it. */
    void drop() {
        read = null;
        request.resume();
    }

    /** The length that the caller announced; 0 when it did not. */
    long declared() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private void take(Buffer piece) {
        if (read == null) {
            return;
        }
        if (read.length() + (long) piece.length() > max) {
            read = null;
            request.pause();
            whole.tryFail(new Problem.PayloadTooLarge(max));
            return;
        }
        read.appendBuffer(piece);
        held.accept(read.length());
    }

    private void end() {
        ended = true;
        if (read != null) {
            whole.tryComplete(read);
        }
        whenEnded.run();
    }
}
