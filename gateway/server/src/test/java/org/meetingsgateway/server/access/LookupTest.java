package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;

class LookupTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Promise<Optional<String>>> answer = new AtomicReference<>(Promise.promise());
    private final Lookup<String, String> lookup = new Lookup<>(vertx, 100, key -> {
        asked.incrementAndGet();
        return answer.get().future();
    });

    @AfterEach
    void close() throws Exception {
        Outcome.of(vertx.close());
    }

    @Test
    void those_who_ask_at_the_same_time_share_one_question() throws Exception {
        var one = lookup.get("k");
        var two = lookup.get("k");
        answer.get().complete(Optional.of("v"));

        assertThat(Outcome.of(one)).contains("v");
        assertThat(Outcome.of(two)).contains("v");
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_answer_is_remembered_also_when_it_is_none() throws Exception {
        answer.get().complete(Optional.empty());
        Outcome.of(lookup.get("k"));

        assertThat(Outcome.of(lookup.get("k"))).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_failure_is_not_remembered() throws Exception {
        answer.get().fail(new Problem.NotFound("x"));
        assertThat(Outcome.failure(lookup.get("k"))).isInstanceOf(Problem.NotFound.class);
        answer.set(Promise.promise());
        answer.get().complete(Optional.of("v"));

        assertThat(Outcome.of(lookup.get("k"))).contains("v");
    }

    @Test
    void an_answer_from_before_it_was_forgotten_is_not_remembered() throws Exception {
        var early = lookup.get("k");
        lookup.forget("k");
        answer.get().complete(Optional.of("old"));
        assertThat(Outcome.of(early)).contains("old");
        answer.set(Promise.promise());
        answer.get().complete(Optional.of("new"));

        assertThat(Outcome.of(lookup.get("k"))).contains("new");
    }

    @Test
    void everyone_is_answered_on_their_own_event_loop() throws Exception {
        var one = vertx.getOrCreateContext();
        var two = otherLoop(one);

        var first = asking(one);
        var second = asking(two);
        answer.get().complete(Optional.of("v"));

        assertThat(Outcome.of(first)).isTrue();
        assertThat(Outcome.of(second)).isTrue();
    }

    /** Contexts are given out round robin. */
    private Context otherLoop(Context one) {
        var context = Promise.<Context>promise();
        new Thread(() -> context.complete(vertx.getOrCreateContext())).start();
        return context.future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private Future<Boolean> asking(Context context) {
        var same = Promise.<Boolean>promise();
        context.runOnContext(go -> {
            var loop = Thread.currentThread();
            lookup.get("k").onComplete(done -> same.complete(Thread.currentThread() == loop));
        });
        return same.future();
    }
}
