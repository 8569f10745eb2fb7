package org.meetingsgateway.adapters.desktop;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.RetryAfter;
import org.meetingsgateway.wire.WireResponse;

/** What the style's errors mean to a caller: the other direction of {@link DesktopErrors}. */
final class DesktopFailures {
    /** The code of whatever is not there. */
    static final String NOT_FOUND = "not_found";

    /** How long a used-up limit lasts, where nobody says it: the shorter of its windows. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The original answers recordings without a good key with 403, so the code counts. */
    private static final Set<String> CREDENTIAL = Set.of("not_authenticated", "authentication_failed");
    /** What is not there is more than the recording: nothing is known of it, then. */
    private static final Set<String> PLACES = Set.of("Project not found.", "Endpoint not found.");

    private DesktopFailures() {}

    /** What is in an error; both null where it is in another envelope, or in none. */
    private record Envelope(@Nullable String code, @Nullable String detail) {
        static Envelope of(WireResponse.Bytes response) {
            try {
                var error = Document.of("error", response);
                return new Envelope(error.textOrNull("code"), error.textOrNull("detail"));
            } catch (RemoteFailure.Unreadable e) {
                return new Envelope(null, null);
            }
        }
    }

    /** What an answer that is no result says has failed. */
    static RemoteFailure of(WireResponse.Bytes response) {
        int status = response.status();
        var error = Envelope.of(response);
        var code = error.code();
        return switch (status) {
            case 401 -> new RemoteFailure.Unauthorized(status, code);
            case 403 ->
                code != null && CREDENTIAL.contains(code)
                        ? new RemoteFailure.Unauthorized(status, code)
                        : refused(status, code);
            case 404, 410 ->
                error.detail() != null && PLACES.contains(error.detail())
                        ? refused(status, code)
                        : new RemoteFailure.Absent(status, code);
            case 408 -> new RemoteFailure.Unwell("It did not get the request in time", status, code);
            case 429 -> limited(response, code);
            default -> other(response, code);
        };
    }

    private static RemoteFailure other(WireResponse.Bytes response, @Nullable String code) {
        int status = response.status();
        if (status >= 500) {
            return RetryAfter.of(response).isPresent()
                    ? limited(response, code)
                    : new RemoteFailure.Unwell("It fails", status, code);
        }
        return status >= 400
                ? refused(status, code)
                : new RemoteFailure.Unreadable("The answer is neither a result nor an error", status);
    }

    private static RemoteFailure refused(int status, @Nullable String code) {
        return new RemoteFailure.Refused("It refuses what was asked", status, code);
    }

    private static RemoteFailure limited(WireResponse.Bytes response, @Nullable String code) {
        return new RemoteFailure.Limited(RetryAfter.of(response).orElse(WINDOW), response.status(), code);
    }
}
