package org.meetingsgateway.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Replicas behind nginx are restarted in turn, and one is killed, while callers go on. */
final class Replicas {
    private static final int CONNECTIONS = 200;
    private static final Duration READY = Duration.ofSeconds(30);

    private final Installation installation;
    private final Daemon nginx;
    private final Scale scale;

    Replicas(Installation installation, Daemon nginx, Scale scale) {
        this.installation = installation;
        this.nginx = nginx;
        this.scale = scale;
    }

    private static final String REQUESTS = "http_server_request_duration_seconds_count";

    /** What is done while callers go on. */
    private interface Disturbance {
        void happen() throws IOException, InterruptedException;
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("replicas");
        var codes = new int[2];
        var rolling = during(() -> {
            for (int i = 0; i < (scale.thorough() ? 2 : 1); i++) {
                codes[i] = installation.replica(i).stop();
                installation.restart(i);
                comesBack(i);
            }
        });
        verdicts.check(
                scale.thorough()
                        ? "a rolling restart under load fails no request"
                        : "the restart of a replica under load fails no request",
                rolling.failed() == 0 && rolling.served() > 0 && codes[0] == 0 && codes[1] == 0,
                "%d served, %d failed (%s); exit codes %d and %d",
                rolling.served(),
                rolling.failed(),
                rolling,
                codes[0],
                codes[1]);
        if (rolling.failed() > 0) {
            System.err.println(nginx.errors());
            System.err.println(installation.warnings());
        }
        var management = new Api(installation.replica(1).management(), "");
        var flying = new double[1];
        var killed = during(() -> {
            flying[0] = management.metric("gateway_requests_in_flight");
            installation.replica(1).kill();
            Thread.sleep(Duration.ofSeconds(2));
        });
        // Between looking and killing it, as many more may have come.
        long most = 2 * (long) flying[0] + 5;
        verdicts.check(
                "of a replica that is killed only requests in flight fail",
                killed.failed() <= most && killed.served() > 0,
                "%d served, %d failed of %.0f in flight",
                killed.served(),
                killed.failed(),
                flying[0]);
        if (scale.thorough()) {
            installation.restart(1);
            comesBack(1);
        }
        var after = during(() -> Thread.sleep(Duration.ofSeconds(1)));
        verdicts.check(
                "afterwards none fails", after.failed() == 0, "%d served, %d failed", after.served(), after.failed());
    }

    /** It is ready, and nginx, which leaves alone for some seconds what refused connections, asks it again. */
    private void comesBack(int number) throws InterruptedException, IOException {
        var management = new Api(installation.replica(number).management(), "");
        if (!Callers.await(READY, () -> management.get("/health/ready").statusCode() == 200)) {
            throw new IOException("a restarted gateway is not ready");
        }
        double before = management.metric(REQUESTS);
        var proxied = new Api(Installation.url(nginx), "");
        boolean asked = Callers.await(READY, () -> {
            proxied.get("/v1/me");
            return management.metric(REQUESTS) > before;
        });
        if (!asked) {
            throw new IOException("nginx does not ask a restarted gateway");
        }
    }

    private Answers during(Disturbance disturbance) throws IOException, InterruptedException {
        var over = new AtomicBoolean();
        try (var thread = Executors.newSingleThreadExecutor()) {
            var answers = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Traffic.atRate(
                                    nginx.address(),
                                    installation.tenant().requests(Installation.url(nginx)),
                                    CONNECTIONS,
                                    scale.perSecond(),
                                    () -> !over.get());
                        } catch (IOException e) {
                            throw new CompletionException(e);
                        }
                    },
                    thread);
            try {
                Thread.sleep(Duration.ofSeconds(1));
                disturbance.happen();
                Thread.sleep(Duration.ofSeconds(1));
            } finally {
                over.set(true);
            }
            return answers.join();
        }
    }
}
