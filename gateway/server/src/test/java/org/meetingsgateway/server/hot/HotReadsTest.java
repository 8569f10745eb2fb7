package org.meetingsgateway.server.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.metrics.HotMetrics;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.wire.WireResponse;

/** However much is asked for, no more is held than was allowed. */
class HotReadsTest {
    private static final int BOUND = 1 << 20;
    private static final int KEYS = 400;
    private static final int ASKED = 2_000;
    private static final int THREADS = 4;
    private static final long VERSION = 7;

    private final Metrics metrics = new Metrics();
    private final HotReads reads = new HotReads(
            BOUND, tenant -> Future.succeededFuture(Optional.of(VERSION)), Clock.systemUTC(), new HotMetrics(metrics));

    private static HotKey key(int number) {
        var principal = new Principal(new UUID(0, 1), "acme", null, "key", Set.of(), Principal.View.PERMITTED);
        return new HotKey(principal, "canonical", "http://here", "/v1/meetings/" + number, "", "*/*", 1);
    }

    private static WireResponse.Bytes answer(int bytes) {
        return WireResponse.json(200, Buffer.buffer(new byte[bytes]));
    }

    /** It is asked for twice, and read where it is not there. */
    private void ask(int number, int bytes) {
        reads.ask(key(number), VERSION);
        var asked = reads.ask(key(number), VERSION);
        if (asked.answer() == null) {
            reads.keep(asked, answer(bytes), null);
        }
    }

    private double counted() {
        return metrics.registry().get("gateway.hot.reads.bytes").gauge().value();
    }

    /** Of the bodies that can still be answered with. */
    private long held() {
        long held = 0;
        for (int number = 0; number < KEYS; number++) {
            var answer = reads.ask(key(number), VERSION).answer();
            held += answer == null ? 0 : answer.response().body().length();
        }
        return held;
    }

    private static long outsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void no_more_is_held_than_was_allowed_after_any_answer_of_any_size() {
        long before = outsideTheHeap();
        var random = new Random(11);
        for (int n = 0; n < ASKED; n++) {
            // Half of them are small, as most are; the others may be larger than one may be.
            int bytes = random.nextBoolean() ? random.nextInt(2_000) : random.nextInt(BOUND / 4);
            ask(random.nextInt(KEYS), bytes);
            assertThat(counted()).isLessThanOrEqualTo(BOUND);
            assertThat(outsideTheHeap() - before).isLessThanOrEqualTo(BOUND);
        }
        assertThat(counted()).isGreaterThan(BOUND / 2.0);
        assertThat(held()).isBetween(BOUND / 2L, (long) BOUND);
    }

    @Test
    void nor_while_several_threads_keep_answers_at_once() throws Exception {
        long before = outsideTheHeap();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Callable<Long>>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(thread);
                all.add(() -> {
                    long most = 0;
                    for (int n = 0; n < ASKED / THREADS; n++) {
                        ask(random.nextInt(KEYS), random.nextInt(BOUND / 8));
                        most = Math.max(most, outsideTheHeap() - before);
                    }
                    return most;
                });
            }
            for (var most : threads.invokeAll(all)) {
                assertThat(most.get()).isLessThanOrEqualTo(BOUND);
            }
        }
        assertThat(counted()).isLessThanOrEqualTo(BOUND);
        assertThat(held()).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void one_answer_gets_no_more_than_an_eighth() {
        ask(1, BOUND / 8);
        ask(2, BOUND / 8 + 1);
        assertThat(body(1)).isEqualTo(BOUND / 8);
        assertThat(reads.ask(key(2), VERSION).answer()).isNull();
    }

    @Test
    void what_is_asked_for_once_only_is_bounded_too() {
        for (int number = 0; number < 20_000; number++) {
            reads.ask(key(number), VERSION);
        }
        assertThat(counted()).isBetween(BOUND / 2.0, (double) BOUND);
    }

    @Test
    void where_there_is_no_room_outside_the_heap_an_answer_is_kept_inside() {
        var outside = new OutsideHeap(100);
        var copies = List.of(outside.copy(Buffer.buffer("x".repeat(60))), outside.copy(Buffer.buffer("y".repeat(60))));
        assertThat(copies).map(Buffer::toString).containsExactly("x".repeat(60), "y".repeat(60));
        assertThat(outside.taken()).isEqualTo(60);
    }

    private int body(int number) {
        return Objects.requireNonNull(reads.ask(key(number), VERSION).answer())
                .response()
                .body()
                .length();
    }
}
