package org.meetingsgateway.server.limits;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts requests in a Redis, each with one question. Bounded in connections, in what waits for one, and in time. */
final class RedisCounts {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCounts.class);

    private static final String PREFIX = "meetings-gateway:limit:";
    private static final int CONNECTIONS = 8;
    /** As many as there may be requests in flight. */
    private static final int WAITING = 1_000;

    private static final int CONNECT_MILLIS = 1_000;
    /** No request waits for a probe, and it may have to connect. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    private static final Limited PROBED = new Limited("probe", "probe");
    private static final List<Window> WINDOWS = List.of(new Window(1_000_000_000, 1));

    private final Vertx vertx;
    private final RedisOptions options;
    private final Deadline deadline;
    private final Script script = Script.load();
    private final AtomicReference<Redis> client;

    RedisCounts(Vertx vertx, org.meetingsgateway.server.config.Redis redis) {
        this.vertx = vertx;
        this.options = options(redis);
        this.deadline = new Deadline(vertx, redis.timeout());
        this.client = new AtomicReference<>(Redis.createClient(vertx, options));
    }

    private static RedisOptions options(org.meetingsgateway.server.config.Redis redis) {
        var options = new RedisOptions()
                .setConnectionString(redis.url())
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpKeepAlive(true)
                        .setHostnameVerificationAlgorithm("HTTPS"))
                .setMaxPoolSize(CONNECTIONS)
                .setMaxPoolWaiting(WAITING)
                .setPoolName("limits")
                .setMetricsName("limits");
        if (redis.password() != null) {
            options.setPassword(redis.password().value());
        }
        if (redis.user() != null) {
            options.setUser(redis.user());
        }
        return options;
    }

    /** Fails when there is no answer in time, or no useful one. */
    Future<Tally> count(Limited key, List<Window> windows) {
        return deadline.within(ask(key, windows));
    }

    /** A question like others, with more time: a Redis that may not write, or has no memory left, is of no use. */
    Future<Void> probe() {
        return probe(PROBE);
    }

    Future<Void> probe(Duration patience) {
        return new Deadline(vertx, patience).within(ask(PROBED, WINDOWS)).mapEmpty();
    }

    private Future<Tally> ask(Limited key, List<Window> windows) {
        var redis = client.get();
        var name = PREFIX + key.limit() + ":" + key.credentialId();
        return redis.send(script.known(name, windows))
                .map(response -> Script.tally(response, windows))
                .recover(failure -> failure instanceof ErrorType error && error.is("NOSCRIPT")
                        ? redis.send(script.whole(name, windows)).map(response -> Script.tally(response, windows))
                        : Future.failedFuture(failure));
    }

    /** What is connected is let go: it may hang for ever. The next question connects anew. */
    void reconnect() {
        client.getAndSet(Redis.createClient(vertx, options))
                .close()
                .onFailure(failure -> LOG.debug("connections to Redis did not close", failure));
    }
}
