package org.meetingsgateway.adapters.minutebase;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.RetryAfter;
import org.meetingsgateway.wire.WireResponse;

/** What an answer of MinuteBase says has failed. Its pages give the statuses only: there are no codes. */
final class RemoteFailures {
    /** How long nothing is asked where MinuteBase does not say it; its own limit ends with the hour at the latest. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private RemoteFailures() {}

    /** Null where it is a result. */
    static @Nullable RemoteFailure of(WireResponse.Bytes response) {
        int status = response.status();
        return switch (status) {
            case 200 -> null;
            case 401 -> new RemoteFailure.Unauthorized(status, null);
            case 404, 410 -> new RemoteFailure.Absent(status, null);
            case 408 -> new RemoteFailure.Unwell("It did not get the request in time", status, null);
            case 409 -> new RemoteFailure.Conflicting(status, null);
            case 420, 429 -> limited(response);
            default -> other(response);
        };
    }

    /**
     * As {@link #of}, of a write. A record with {@code errors} is rejected, whatever its status: MinuteBase does not say which
     * one it has, and its id is nothing's. What was made may be told by 201, and what has no more to say by 204.
     */
    static @Nullable RemoteFailure ofWrite(WireResponse.Bytes response) {
        int status = response.status();
        if (status == 204) {
            return null;
        }
        if (status == 200 || status == 201) {
            var reason = Rejected.errors(response);
            return reason == null ? null : new RemoteFailure.Refused(reason, status, null);
        }
        var failure = of(response);
        var reason = failure instanceof RemoteFailure.Refused ? Rejected.reason(response) : null;
        return reason == null ? failure : new RemoteFailure.Refused(reason, status, null);
    }

    private static RemoteFailure other(WireResponse.Bytes response) {
        int status = response.status();
        if (status >= 500) {
            return RetryAfter.of(response).isPresent()
                    ? limited(response)
                    : new RemoteFailure.Unwell("It fails", status, null);
        }
        return status >= 400
                ? new RemoteFailure.Refused("It refuses what was asked", status, null)
                : new RemoteFailure.Unreadable("The answer is neither a result nor an error", status);
    }

    private static RemoteFailure limited(WireResponse.Bytes response) {
        return new RemoteFailure.Limited(RetryAfter.of(response).orElse(PATIENCE), response.status(), null);
    }
}
