package org.meetingsgateway.server.hot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.metrics.HotMetrics;
import org.meetingsgateway.wire.WireResponse;

/**
 * Answers that were asked for more than once under one version, within a number of bytes. One is the answer for as long as its tenant has the
 * version that it was read under; whoever asks has asked for the version, and so never gets what was right before. Safe from
 * any thread.
 */
public final class HotReads {
    private static final long QUARTER_MS = TimeUnit.MINUTES.toMillis(15);

    /** One answer gets no more than this part of the memory. */
    private static final int SHARE = 8;

    /** What is known of a key under a version; no answer: it was asked for once. */
    private record Known(long version, @Nullable HotAnswer answer) {}

    private final long most;
    private final OutsideHeap outside;
    private final Cache<HotKey, Known> known;
    private final Function<UUID, Future<Optional<Long>>> versions;
    private final Clock clock;
    private final HotMetrics metrics;

    /**
     * @param bytes of memory at the most
     * @param versions of the content of tenants, as it is after the call
     */
    public HotReads(long bytes, Function<UUID, Future<Optional<Long>>> versions, Clock clock, HotMetrics metrics) {
        this.most = bytes / SHARE;
        this.outside = new OutsideHeap(bytes);
        this.versions = versions;
        this.clock = clock;
        this.metrics = metrics;
        this.known = Caffeine.newBuilder()
                .executor(Runnable::run) // a hand-over costs more than what there is to do
                .maximumWeight(bytes)
                .weigher((HotKey key, Known what) -> key.weight()
                        + (what.answer() == null ? 0 : what.answer().weight()))
                .build();
        metrics.bytes(
                () -> known.policy().eviction().orElseThrow().weightedSize().orElse(0));
    }

    /** The part of a {@link HotKey} that is the time. */
    public long quarter() {
        return clock.millis() / QUARTER_MS;
    }

    /** The largest body that is kept, in bytes. */
    public long mostBytes() {
        return most;
    }

    /**
     * What was asked, and what is known of it.
     *
     * @param version of the tenant's content, asked for after the request came
     * @param answer the answer; null: it has to be read
     * @param isAskedAgain whether it was asked for under this version before: where everything changes all the time, nothing is
     *     worth to be kept
     */
    public record Asked(HotKey key, long version, @Nullable HotAnswer answer, boolean isAskedAgain) {}

    /** @param version of the tenant's content, asked for after the request came */
    public Asked ask(HotKey key, long version) {
        var found = known.getIfPresent(key);
        if (found != null && found.version() == version) {
            var answer = found.answer();
            if (answer == null) {
                metrics.missed();
            } else {
                metrics.hit();
            }
            return new Asked(key, version, answer, true);
        }
        if (found == null || found.answer() == null) {
            metrics.missed();
        } else {
            metrics.stale();
        }
        known.put(key, new Known(version, null));
        return new Asked(key, version, null, false);
    }

    /**
     * Keeps what was read, if nothing of the tenant has changed meanwhile; else it is nobody's answer.
     *
     * @param ignored parameters that had no effect
     */
    public void keep(Asked asked, WireResponse.Bytes response, @Nullable String ignored) {
        if (!asked.isAskedAgain() || response.body().length() > most || isDated(response)) {
            return;
        }
        versions.apply(asked.key().principal().tenantId()).onSuccess(now -> {
            if (now.isPresent() && now.get() == asked.version()) {
                known.put(asked.key(), new Known(asked.version(), HotAnswer.of(response, ignored, outside)));
            }
        });
    }

    /** It says how old it is, and so is another one every second. */
    private static boolean isDated(WireResponse response) {
        return response.headers().contains("Age");
    }
}
