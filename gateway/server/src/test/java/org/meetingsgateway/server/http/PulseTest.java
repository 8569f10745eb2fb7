package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.http.Load.Rank;
import org.meetingsgateway.server.metrics.Metrics;

class PulseTest {
    private static final long BEAT = Duration.ofMillis(100).toNanos();

    private final Metrics metrics = new Metrics();
    private Load load;
    private Pulse pulse;
    private Promise<Void> asked = Promise.promise();
    private Future<Void> alone = Promise.<Void>promise().future();
    private long now;

    @BeforeEach
    void start() {
        metrics.vertx(new VertxOptions()).close();
        load = new Load(ServerLimits.DEFAULT, metrics);
        pulse = new Pulse(
                new StoreProbe(
                        () -> {
                            asked = Promise.promise();
                            return asked.future();
                        },
                        () -> alone),
                load,
                () -> now,
                BEAT);
    }

    @AfterEach
    void stop() {
        metrics.close();
    }

    /** Beats go on for so long. */
    private void beats(long millis) {
        for (long until = now + Duration.ofMillis(millis).toNanos(); now < until; now += BEAT) {
            pulse.beat(now);
        }
    }

    /** One beat, whose answer comes after so long while beats go on. */
    private void isAnsweredAfter(long millis) {
        pulse.beat(now);
        beats(millis);
        asked.complete();
    }

    private boolean turnsAway() {
        if (load.begins(Rank.CALLER)) {
            load.pauses();
            return false;
        }
        return true;
    }

    @Test
    void a_store_that_does_not_answer_for_two_seconds_is_silent_until_it_does() {
        isAnsweredAfter(0);
        pulse.beat(now);
        beats(1_900);
        assertThat(turnsAway()).isFalse();
        beats(400);
        assertThat(turnsAway()).isTrue();
        asked.complete();
        assertThat(turnsAway()).isFalse();
    }

    @Test
    void what_was_slow_before_is_waited_for_longer_and_forgotten_after_some_quick_answers() {
        isAnsweredAfter(1_500);
        pulse.beat(now);
        beats(4_000);
        assertThat(turnsAway()).as("a busy machine").isFalse();
        beats(3_000);
        assertThat(turnsAway()).as("more than busy").isTrue();
        asked.complete();
        for (int i = 0; i < 100; i++) {
            isAnsweredAfter(0);
        }
        pulse.beat(now);
        beats(2_300);
        assertThat(turnsAway()).as("as quick as ever").isTrue();
    }

    @Test
    void a_store_that_answers_whoever_does_not_wait_for_a_turn_is_not_silent() {
        alone = Future.succeededFuture();
        pulse.beat(now);
        beats(5_000);
        assertThat(turnsAway()).as("something takes long").isFalse();
        alone = Promise.<Void>promise().future();
        beats(4_200);
        assertThat(turnsAway()).as("nothing is answered any more").isTrue();
    }

    @Test
    void a_machine_that_stood_still_does_not_make_the_store_silent() {
        isAnsweredAfter(0);
        pulse.beat(now);
        now += Duration.ofSeconds(5).toNanos();
        for (int i = 0; i < 50; i++) { // timers make up for what they missed, before the store has had a chance
            pulse.beat(now);
        }
        assertThat(turnsAway()).isFalse();
        beats(2_100);
        assertThat(turnsAway()).isTrue();
    }

    @Test
    void a_store_that_is_away_is_not_silent_and_one_that_never_answers_is() {
        pulse.beat(now);
        asked.fail(new TimeoutException("no answer"));
        assertThat(turnsAway()).isTrue();
        pulse.beat(now);
        asked.fail(new IllegalStateException("connection refused"));
        assertThat(turnsAway()).isFalse();
    }
}
