package org.meetingsgateway.server.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a request to an upstream has no response. Its message may name the upstream: it is for the log, not for callers. */
public final class NoResponse extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What was in the way. Of the first four the upstream has not seen anything of the request. */
    public enum Reason {
        /** As many requests as there may be are in flight. */
        BUSY,
        /** It failed too often of late. */
        BREAKER_OPEN,
        /** Its name leads to addresses only that must not be called. */
        FORBIDDEN_ADDRESS,
        /** It has no address, or takes no connection. */
        UNREACHABLE,
        /** It did not answer in time. */
        TIMEOUT,
        /** What it sent is no whole response. */
        BROKEN,
        /** It sent more than we take. */
        TOO_LARGE;

        /** As a label of a metric. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    NoResponse(Reason reason, @Nullable Throwable cause) {
        super(
                reason.code() + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage()),
                cause,
                false,
                false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
