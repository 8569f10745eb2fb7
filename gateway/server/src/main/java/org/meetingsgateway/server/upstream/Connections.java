package org.meetingsgateway.server.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.metrics.ClientMetrics;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * The exchanges with remote accounts, each made when it is first needed and let go when nobody needed it for a while. From
 * the outside in: retries, the budget, the breaker, the metrics, the transport. Their futures fail with a {@link
 * org.meetingsgateway.remote.RemoteFailure}, or as the store does.
 */
public final class Connections {
    /**
     * What an exchange is made of: a connection that has changed has another one.
     *
     * @param base scheme, host and port
     */
    public record Target(UUID tenantId, UUID connectionId, String style, URI base, Quota quota) {}

    private record Key(UUID tenantId, UUID connectionId) {}

    /** Each account's exchanges run on one event loop, whoever asks. */
    private record Opened(
            Target target,
            Context loop,
            Transport transport,
            CircuitBreaking breaking,
            Budget budget,
            Map<Lane, Exchange> lanes) {}

    /** A page of whole meetings with their transcripts is long. */
    private static final Transport.Bounds BOUNDS =
            new Transport.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, 16, 64 << 20);

    private static final int MOST = 10_000;

    /** And as long as a slot may be waited for. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final AddressPolicy addresses;
    private final BiFunction<UUID, UUID, Slots> slots;
    private final Metrics metrics;
    private final Clock clock;
    private final Cache<Key, Opened> opened;

    /** @param slots of a tenant's connection */
    public Connections(
            Vertx vertx, AddressPolicy addresses, BiFunction<UUID, UUID, Slots> slots, Metrics metrics, Clock clock) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.slots = slots;
        this.metrics = metrics;
        this.clock = clock;
        this.opened = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.accessing((Key key, Opened account) -> UNUSED.plus(
                        Lane.MIRROR.patience(Pace.of(account.target().quota())))))
                .removalListener((@Nullable Key key, @Nullable Opened old, RemovalCause why) -> {
                    if (old != null) { // what is under way comes to its end
                        if (!why.wasEvicted()) {
                            old.loop().runOnContext(there -> old.budget().end());
                        }
                        vertx.setTimer(
                                BOUNDS.whole().toMillis(),
                                over -> old.transport().close());
                    }
                })
                .build();
    }

    /** @param upstream the style's */
    public Exchange exchange(Target target, Upstream upstream, Lane lane) {
        Exchange exchange = request -> {
            var account = account(target, upstream);
            return onLoop(account.loop(), Objects.requireNonNull(account.lanes().get(lane)), request);
        };
        return new Traced(exchange, target.style());
    }

    /** Where it changed, the old one is let go of. */
    private Opened account(Target target, Upstream upstream) {
        var key = new Key(target.tenantId(), target.connectionId());
        var known = opened.getIfPresent(key);
        if (known != null && known.target().equals(target)) {
            return known;
        }
        return Objects.requireNonNull(opened.asMap()
                .compute(
                        key, (same, old) -> old != null && old.target().equals(target) ? old : open(target, upstream)));
    }

    /** Lets go of a connection that is gone; should it be there all the same, it is made anew. */
    public void forget(UUID tenantId, UUID connectionId) {
        opened.invalidate(new Key(tenantId, connectionId));
    }

    /** How many are open. */
    long size() {
        opened.cleanUp();
        return opened.estimatedSize();
    }

    /** How far requests to an account with that quota are apart in the long run. */
    public static Duration spacing(Quota quota) {
        return Pace.of(quota).spacing();
    }

    private Opened open(Target target, Upstream upstream) {
        var transport = new Transport(vertx, target.base(), addresses, BOUNDS);
        Exchange measured = request -> new Measured(transport, durations(target.style(), request)).send(request);
        var breaking = new CircuitBreaking(measured, clock);
        var told = metrics.upstream(target.style());
        var time = Time.of(vertx);
        var budget = new Budget(
                breaking, target.quota(), slots.apply(target.tenantId(), target.connectionId()), upstream, time, clock);
        var lanes = new EnumMap<Lane, Exchange>(Lane.class);
        for (var lane : Lane.values()) {
            lanes.put(
                    lane,
                    new Told(new Retrying(
                            budget.lane(lane),
                            time,
                            () -> ThreadLocalRandom.current().nextDouble(),
                            told::retried)));
        }
        return new Opened(target, vertx.getOrCreateContext(), transport, breaking, budget, lanes);
    }

    private ClientMetrics durations(String style, WireRequest request) {
        var operation = request.operation();
        return metrics.client(style, operation == null ? request.method().name().toLowerCase(Locale.ROOT) : operation);
    }

    /** How many breakers before accounts of a style are in a state. */
    public long breakers(String style, String state) {
        return opened.asMap().values().stream()
                .filter(account -> account.target().style().equals(style)
                        && account.breaking().state().equals(state))
                .count();
    }

    /** The answer comes where it was asked for. */
    private Future<WireResponse.Bytes> onLoop(Context loop, Exchange exchange, WireRequest request) {
        var home = vertx.getOrCreateContext();
        var answer = Promise.<WireResponse.Bytes>promise();
        loop.runOnContext(there -> exchange.send(request)
                .onComplete(done -> home.runOnContext(back -> {
                    if (done.succeeded()) {
                        answer.complete(done.result());
                    } else {
                        answer.fail(done.cause());
                    }
                })));
        return answer.future();
    }
}
