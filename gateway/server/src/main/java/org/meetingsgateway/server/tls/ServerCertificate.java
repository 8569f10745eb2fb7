package org.meetingsgateway.server.tls;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A certificate and the private key that belongs to it, as a listener serves them. Prints without the key. */
public final class ServerCertificate {
    private final PemPair pair;
    private final PemKeyCertOptions options;
    private final String subject;
    private final Instant from;
    private final Instant until;

    private ServerCertificate(PemPair pair, PemKeyCertOptions options, String subject, Instant from, Instant until) {
        this.pair = pair;
        this.options = options;
        this.subject = subject;
        this.from = from;
        this.until = until;
    }

    /** A chain is valid while all of it is. */
    static ServerCertificate of(PemPair pair, PemKeyCertOptions options, List<X509Certificate> chain) {
        var from = chain.stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var until = chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new ServerCertificate(
                pair, options, chain.getFirst().getSubjectX500Principal().getName(), from, until);
    }

    /** What it was read from. */
    PemPair pair() {
        return pair;
    }

    /** For a listener. */
    public KeyCertOptions options() {
        return options;
    }

    /** When the first of the chain expires. */
    Instant until() {
        return until;
    }

    /** Whether all of the chain is. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    @Override
    public String toString() {
        return subject + ", valid from " + from + " to " + until;
    }
}
