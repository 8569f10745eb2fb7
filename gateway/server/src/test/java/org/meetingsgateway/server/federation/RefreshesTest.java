package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.federation.Refreshes.Key;

/** Owners are asked once for many callers, and no caller waits for long. */
class RefreshesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Key MEETING = key(0);

    private final Vertx vertx = Vertx.vertx();
    private final List<Key> asked = new CopyOnWriteArrayList<>();
    private final Promise<Boolean> answer = Promise.promise();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static Key key(int n) {
        return new Key(new UUID(0, 1), new UUID(0, 2), "m" + n);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Refreshes refreshes(Duration patience) {
        return new Refreshes(vertx, patience, key -> {
            asked.add(key);
            return answer.future();
        });
    }

    private List<Context> loops(int count) {
        var loops = new CopyOnWriteArrayList<Context>();
        await(vertx.deployVerticle(
                () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        loops.add(context);
                        return Future.succeededFuture();
                    }
                },
                new DeploymentOptions().setInstances(count)));
        return loops;
    }

    /** What is answered to a caller on that loop, once it was answered there. */
    private static Future<Boolean> on(Context loop, Refreshes refreshes) {
        var there = Promise.<Boolean>promise();
        loop.runOnContext(run -> refreshes.refresh(MEETING).onComplete(done -> {
            assertThat(Vertx.currentContext()).isSameAs(loop);
            there.complete(done.result());
        }));
        return there.future();
    }

    @Test
    void fifty_callers_on_several_loops_are_one_question_and_each_is_answered_on_its_own() {
        var refreshes = refreshes(LONG);
        var loops = loops(2);
        var answers = IntStream.range(0, 50)
                .mapToObj(i -> on(loops.get(i % loops.size()), refreshes))
                .toList();
        loops.forEach(loop -> await(Future.future(passed -> loop.runOnContext(passed::complete))));
        assertThat(asked).containsExactly(MEETING);
        answer.complete(true);
        assertThat(await(Future.all(answers)).<Boolean>list()).containsOnly(true);
        assertThat(await(on(loops.getFirst(), refreshes))).isTrue();
        assertThat(asked).as("the next one is another question").hasSize(2);
    }

    @Test
    void who_waited_long_enough_has_what_is_stored_and_who_comes_then_waits_for_the_same_question() {
        var hasty = refreshes(Duration.ofMillis(1));
        assertThat(await(hasty.refresh(MEETING))).isFalse();
        assertThat(await(hasty.refresh(MEETING))).isFalse();
        assertThat(asked).hasSize(1);
        answer.complete(true);
        assertThat(await(hasty.refresh(MEETING))).isTrue();
    }

    @Test
    void a_question_that_fails_in_whatever_way_leaves_what_is_stored() {
        answer.fail("no");
        assertThat(await(refreshes(LONG).refresh(MEETING))).isFalse();
        var broken = new Refreshes(vertx, LONG, key -> {
            throw new IllegalStateException("broken");
        });
        assertThat(await(broken.refresh(MEETING))).isFalse();
        assertThat(await(broken.refresh(MEETING))).isFalse();
    }

    @Test
    void too_many_at_once_are_not_asked_for() {
        var refreshes = refreshes(LONG);
        var first = IntStream.range(0, Refreshes.MOST)
                .mapToObj(n -> refreshes.refresh(key(n)))
                .toList();
        assertThat(await(refreshes.refresh(key(Refreshes.MOST)))).isFalse();
        var shared = refreshes.refresh(MEETING);
        answer.complete(true);
        assertThat(await(shared)).isTrue();
        assertThat(await(Future.all(first)).<Boolean>list()).containsOnly(true);
        assertThat(Set.copyOf(asked)).hasSize(Refreshes.MOST);
        assertThat(await(refreshes.refresh(key(Refreshes.MOST)))).isTrue();
    }
}
