package org.meetingsgateway.server.federation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.RemoteFailure;

/** What a caller is told when the owner of a meeting fails. What it says of its own limits is never the caller's limit. */
final class RemoteProblems {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(60);

    /** The product has not seen anything of the request. */
    private static final Set<String> UNSENT = Set.of("busy", "breaker_open", "forbidden_address", "unreachable");

    private RemoteProblems() {}

    /** How the request failed that was not carried out: others may have been before. */
    static Throwable last(Throwable failure) {
        return failure instanceof RemoteFailure.Partial some ? some.rest() : failure;
    }

    static Throwable of(Throwable failure) {
        return switch (failure) {
            case RemoteFailure remote -> told(remote);
            case TimeoutException late -> new Problem.Unavailable("The meeting's source does not answer", SOON);
            default -> failure;
        };
    }

    /** As {@link #of}, where there is no meeting yet that could be gone or changed. */
    static Throwable ofCreation(Throwable failure) {
        return switch (failure) {
            case RemoteFailure.Absent f ->
                new Problem.Unavailable("The meeting's source is not where the gateway looks for it", LATER);
            case RemoteFailure.Conflicting f ->
                new Problem.Conflict("The meeting's source has something that this conflicts with");
            default -> of(failure);
        };
    }

    private static Problem told(RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Limited f ->
                new Problem.Unavailable("The quota of the meeting's source is spent", f.retryAfter());
            case RemoteFailure.Unauthorized f ->
                new Problem.Unavailable("The meeting's source refuses the gateway's credential", LATER);
            case RemoteFailure.Refused f ->
                new Problem.Invalid(
                        Violation.In.BODY,
                        "",
                        "refused_by_source",
                        "The meeting's source refuses this: " + f.getMessage()
                                + (f.code() == null ? "" : " (" + f.code() + ")"));
            case RemoteFailure.Absent f -> new Problem.NotFound("meeting");
            case RemoteFailure.Conflicting f -> new Problem.PreconditionFailed();
            case RemoteFailure.Unwell f -> new Problem.Unavailable("The meeting's source does not answer", SOON);
            case RemoteFailure.Partial f -> told(f.rest());
            case RemoteFailure.Unreadable f ->
                new Problem.Unavailable("The meeting's source gave an answer that cannot be read", SOON);
        };
    }

    /** Of a write that failed so, whether it, or a part of it, may have been carried out. */
    static boolean mayHaveArrived(Throwable failure) {
        return switch (failure) {
            case RemoteFailure.Unwell f -> f.status() != null || f.code() == null || !UNSENT.contains(f.code());
            case RemoteFailure.Unreadable f -> true;
            case RemoteFailure.Partial f -> true;
            case RemoteFailure f -> false;
            case Problem p -> false;
            default -> true;
        };
    }

    static Problem unknown() {
        return new Problem.Unavailable(
                "It is not known yet whether the meeting's source took this; the gateway finds it out", SOON);
    }
}
