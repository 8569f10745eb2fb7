package org.meetingsgateway.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** PostgreSQL says nothing for a while, with all its connections open; then it is killed. */
final class DatabaseAway {
    /** From the first request that is not answered until it is known that the database is silent, and some more. */
    private static final Duration NOTICED = Duration.ofSeconds(8);

    private static final Duration BACK = Duration.ofSeconds(40);

    private final Postgres postgres;
    private final Replica gateway;
    private final Tenant tenant;
    private final Scale scale;

    DatabaseAway(Postgres postgres, Replica gateway, Tenant tenant, Scale scale) {
        this.postgres = postgres;
        this.gateway = gateway;
        this.tenant = tenant;
        this.scale = scale;
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("database away");
        var management = new Api(gateway.management(), "");
        var api = tenant.at(gateway.api());
        long connections = postgres.clients();
        postgres.freeze();
        long recovery;
        try {
            boolean unready =
                    Callers.await(NOTICED, () -> management.get("/health/ready").statusCode() == 503);
            boolean noticed = Callers.await(NOTICED, () -> api.get("/v1/me").statusCode() == 503);
            var away = traffic(scale.away());
            verdicts.check(
                    "while it is silent for %d s, all is answered with 503 and Retry-After at once"
                            .formatted(scale.away().toSeconds()),
                    noticed
                            && away.shed() > 0
                            && away.served() + away.others() + away.broken() + away.unanswered() == 0
                            && away.shedWithoutRetryAfter() == 0
                            && away.shedMillis(50) < 1_000,
                    "%d answered with 503, p50 %.1f ms, p99 %.0f ms; %d otherwise or not at all",
                    away.shed(),
                    away.shedMillis(50),
                    away.shedMillis(99),
                    away.served() + away.others() + away.broken() + away.unanswered());
            int live = management.get("/health/live").statusCode();
            verdicts.check("it is not ready, and lives", unready && live == 200, "live %d", live);
        } finally {
            postgres.thaw();
        }
        recovery = back();
        verdicts.check("it is back by itself", recovery >= 0, "after %d ms", recovery);
        var after = traffic(scale.peak());
        long left = Callers.settled(gateway);
        verdicts.check(
                "then everything is served, and nothing is stuck",
                after.failed() == 0 && left == 0 && gateway.isAlive(),
                "%d served, %d failed; %d left in flight; %d connections to it, %d before",
                after.served(),
                after.failed(),
                left,
                postgres.clients(),
                connections);
        if (scale.thorough()) {
            killed(verdicts);
        }
    }

    private void killed(Verdicts verdicts) throws IOException, InterruptedException {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var beside = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return traffic(scale.peak().plusSeconds(3));
                        } catch (IOException e) {
                            throw new CompletionException(e);
                        }
                    },
                    thread);
            postgres.kill();
            var answers = beside.join();
            long recovery = back();
            verdicts.check(
                    "when it is killed, requests fail until it runs again, and only with 503",
                    recovery >= 0
                            && answers.others() + answers.broken() + answers.unanswered() == 0
                            && answers.shedWithoutRetryAfter() == 0,
                    "%d served, %d answered with 503 (p99 %.0f ms), %d otherwise or not at all",
                    answers.served(),
                    answers.shed(),
                    answers.shedMillis(99),
                    answers.others() + answers.broken() + answers.unanswered());
        }
    }

    private Answers traffic(Duration duration) throws IOException {
        return Traffic.atRate(gateway.address(), tenant.requests(gateway.api()), 1_000, scale.perSecond(), duration);
    }

    /** Milliseconds until it serves again, or −1. */
    private long back() throws InterruptedException {
        long start = System.nanoTime();
        var management = new Api(gateway.management(), "");
        var api = tenant.at(gateway.api());
        boolean served = Callers.await(
                BACK,
                () -> api.get("/v1/meetings").statusCode() == 200
                        && management.get("/health/ready").statusCode() == 200);
        return served ? (System.nanoTime() - start) / 1_000_000 : -1;
    }
}
