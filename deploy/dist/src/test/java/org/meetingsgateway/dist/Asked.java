package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A write that is sent until its answer is known, where it may be sent again.
 *
 * @param mayRepeat whether it is the same however often it is sent
 * @param sending happens before it is sent, each time
 * @param told hears its answer, once it is known
 */
record Asked(
        Api api,
        String method,
        String target,
        @Nullable JsonObject body,
        boolean mayRepeat,
        Runnable sending,
        Consumer<Answer> told,
        String... headers) {
    private static final int UNAVAILABLE = 503;
    private static final int CONFLICT = 409;

    static boolean isDone(Answer answer) {
        return answer.status() / 100 == 2;
    }

    /** Null where it is not known what became of it. */
    @Nullable
    Answer send() {
        sending.run();
        try {
            var answer = body == null
                    ? api.send(method, target, null, headers)
                    : api.sendJson(method, target, body, headers);
            boolean isInFlight = answer.status() == CONFLICT && answer.text().contains("idempotency_in_flight");
            if (answer.status() == UNAVAILABLE || isInFlight) {
                return null;
            }
            told.accept(answer);
            return answer;
        } catch (UncheckedIOException e) { // it was killed meanwhile
            return null;
        }
    }

    @Override
    public String toString() {
        return method + " " + target + " " + (body == null ? "" : body.encode());
    }
}
