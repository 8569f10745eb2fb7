package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The certificate of the API listener. */
public final class TlsMetrics {
    private static final String RELOADS = "gateway.tls.reloads";

    private final AtomicLong expiry = new AtomicLong();
    private final AtomicInteger refused = new AtomicInteger();
    private final Counter taken;
    private final Counter failed;

    public TlsMetrics(Metrics metrics) {
        metrics.gauge(
                "gateway.tls.certificate.expiry.timestamp.seconds",
                "When the certificate that is served expires, or one of those that lead to its root",
                expiry::get);
        metrics.gauge(
                "gateway.tls.files.refused",
                "Whether the files of the certificate hold something that cannot be served, and is not",
                refused::get);
        var description = "Changes of the certificate's files, by whether what they hold is served";
        taken = metrics.counter(RELOADS, description, "outcome", "taken");
        failed = metrics.counter(RELOADS, description, "outcome", "refused");
    }

    /** What is served at first. */
    public void serves(Instant until) {
        expiry.set(until.getEpochSecond());
    }

    /** Another certificate is served now. */
    public void reloaded(Instant until) {
        serves(until);
        taken.increment();
    }

    /** What the files hold is not served. */
    public void refused() {
        refused.set(1);
        failed.increment();
    }

    /** What the files hold is served. */
    public void fits() {
        refused.set(0);
    }
}
