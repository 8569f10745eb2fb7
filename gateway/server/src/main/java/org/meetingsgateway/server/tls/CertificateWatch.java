package org.meetingsgateway.server.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.metrics.TlsMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a certificate anew when its files change. The files are read every few seconds rather than watched: that works
 * for links that are swapped, which is how Kubernetes changes a mounted secret, and on every file system. What does not
 * fit is not taken, and what was served before goes on being served.
 */
public final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final long EVERY_MS = 2_000;

    private final Vertx vertx;
    private final CertificateFiles files;
    private final Function<ServerCertificate, Future<?>> serve;
    private final TlsMetrics metrics;
    private final Clock clock;
    private ServerCertificate served;
    private boolean isLooking;
    /** Why what is there is not taken; null while all is well. */
    private @Nullable String complaint;

    private boolean isTold;

    /**
     * @param served what is served at first
     * @param serve has something else served
     */
    public CertificateWatch(
            Vertx vertx,
            CertificateFiles files,
            ServerCertificate served,
            Function<ServerCertificate, Future<?>> serve,
            TlsMetrics metrics,
            Clock clock) {
        this.vertx = vertx;
        this.files = files;
        this.served = served;
        this.serve = serve;
        this.metrics = metrics;
        this.clock = clock;
    }

    public void start() {
        metrics.serves(served.until());
        if (served.isValidAt(clock.instant())) {
            LOG.info("The API is served with the certificate of {}", served);
        } else {
            LOG.warn("The API is served with a certificate that callers will refuse: {}", served);
        }
        vertx.getOrCreateContext().runOnContext(here -> vertx.setPeriodic(EVERY_MS, timer -> look()));
    }

    private void look() {
        if (isLooking) {
            return;
        }
        isLooking = true;
        var current = served;
        vertx.executeBlocking(() -> {
                    var there = files.read();
                    return there.equals(current.pair()) ? current : there.checked();
                })
                .map(Objects::requireNonNull)
                .compose(this::take)
                .onComplete(done -> isLooking = false)
                .onSuccess(taken -> {
                    complaint = null;
                    metrics.fits();
                })
                .onFailure(this::refuse);
    }

    private Future<?> take(ServerCertificate there) {
        if (there.pair().equals(served.pair())) {
            return Future.succeededFuture();
        }
        if (!there.isValidAt(clock.instant())) {
            return Future.failedFuture(new UnfitCertificate("The new certificate is not valid now: " + there));
        }
        return serve.apply(there).onSuccess(done -> {
            served = there;
            metrics.reloaded(there.until());
            LOG.info("The certificate was replaced; new connections get that of {}", there);
        });
    }

    /** Files that are being written do not fit for a moment: only what is still so at the next look is told of. */
    private void refuse(Throwable failure) {
        var why = String.valueOf(failure.getMessage());
        if (!why.equals(complaint)) {
            complaint = why;
            isTold = false;
        } else if (!isTold) {
            isTold = true;
            metrics.refused();
            LOG.warn(
                    "The certificate stays as it is ({}), because what is in its files cannot be taken: {}",
                    served,
                    why);
        }
    }
}
