package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** 60 requests a minute are 60, whichever replica they come to; while Redis is away each replica counts for itself. */
final class SharedLimits {
    /** What a MeetLog key may do in a minute, without any setting. */
    private static final int LIMIT = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Installation installation;
    private final Daemon redis;

    SharedLimits(Installation installation, Daemon redis) {
        this.installation = installation;
        this.redis = redis;
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("shared limits");
        Callers.await(PATIENCE, () -> shared() == 2);
        int served = served();
        verdicts.check(
                "of twice as many requests to two replicas a key's %d are served".formatted(LIMIT),
                served == LIMIT,
                "%d",
                served);
        redis.kill();
        int without = served();
        boolean visible = Callers.await(PATIENCE, () -> shared() == 0);
        verdicts.check(
                "while Redis is away each replica counts for itself, and says so",
                without >= LIMIT && without <= 2 * LIMIT && visible,
                "%d served, gateway_rate_limit_shared %s",
                without,
                visible ? "0" : "is not 0");
        redis.restart();
        boolean back = Callers.await(PATIENCE, () -> {
            served(); // they notice when they ask
            return shared() == 2;
        });
        int again = served();
        verdicts.check("when it is back, they count together", back && again == LIMIT, "%d", again);
    }

    private double shared() throws IOException, InterruptedException {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            sum += new Api(installation.replica(i).management(), "").metric("gateway_rate_limit_shared");
        }
        return sum;
    }

    /** How many of twice the limit are served, in turns by both. */
    private int served() throws IOException, InterruptedException {
        var key = installation.tenant().key("meetlog");
        var urls = List.<URI>of(
                installation.replica(0).api(), installation.replica(1).api());
        int served = 0;
        for (int i = 0; i < 2 * LIMIT; i++) {
            var answer = new Api(urls.get(i % 2), key).get("/api/v1/export/transcripts?page_size=1");
            served += answer.statusCode() == 200 ? 1 : 0;
        }
        return served;
    }
}
