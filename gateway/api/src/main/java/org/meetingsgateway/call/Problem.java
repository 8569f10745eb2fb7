package org.meetingsgateway.call;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every failure that may cross a boundary. Each surface renders all of them in its own envelope, in a {@code switch}
 * without {@code default}: a new problem breaks the build of the surfaces that have not decided.
 *
 * <p>A message is written for the caller: it never holds SQL, hosts, credentials or a stack trace.
 */
public abstract sealed class Problem extends RuntimeException {
    private Problem(String message) {
        super(message, null, false, false);
    }

    /** One thing that is wrong with a request. */
    public record Violation(In in, String field, String code, String message) {
        /** Where it is; {@code field} is a parameter's name, or a JSON pointer (RFC 6901) into the body. */
        public enum In {
            QUERY,
            PATH,
            HEADER,
            BODY
        }
    }

    /** The request is understood and wrong: parameters, or members of the body. */
    public static final class Invalid extends Problem {
        private final List<Violation> violations;

        public Invalid(List<Violation> violations) {
            super(violations.isEmpty() ? "invalid" : violations.getFirst().message());
            this.violations = List.copyOf(violations);
        }

        public Invalid(Violation.In in, String field, String code, String message) {
            this(List.of(new Violation(in, field, code, message)));
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** The request cannot be understood: broken JSON, a malformed header, a hostile path. */
    public static final class Malformed extends Problem {
        public Malformed(String message) {
            super(message);
        }
    }

    /** No credential, or one that is not (or no longer) good. */
    public static final class Unauthenticated extends Problem {
        private final Reason reason;

        /** What is wrong with the credential, as far as a caller may know. */
        public enum Reason {
            MISSING,
            INVALID,
            EXPIRED
        }

        public Unauthenticated(Reason reason) {
            super(
                    switch (reason) {
                        case MISSING -> "No credential was given";
                        case INVALID -> "The credential is not valid";
                        case EXPIRED -> "The credential has expired";
                    });
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** The credential is good, but lacks a scope. */
    public static final class MissingScope extends Problem {
        private final String scope;

        public MissingScope(String scope) {
            super("Missing scope " + scope);
            this.scope = scope;
        }

        public String scope() {
            return scope;
        }
    }

    /** The principal may not do this, whatever its scopes. */
    public static final class Forbidden extends Problem {
        public Forbidden(String message) {
            super(message);
        }
    }

    /** It is not there, or the principal must not know that it is. */
    public static final class NotFound extends Problem {
        private final String what;

        public NotFound(String what) {
            super("No such " + what);
            this.what = what;
        }

        /** The kind of thing, such as {@code meeting}. */
        public String what() {
            return what;
        }
    }

    /** The path exists, but not with this method. */
    public static final class MethodNotAllowed extends Problem {
        private final Set<String> allowed;

        public MethodNotAllowed(String method, Set<String> allowed) {
            super("Method " + method + " is not allowed here");
            this.allowed = Set.copyOf(allowed);
        }

        /** The methods that the path has. */
        public Set<String> allowed() {
            return allowed;
        }

        /** What the {@code Allow} header names. */
        public String allow() {
            return String.join(", ", allowed.stream().sorted().toList());
        }
    }

    /** The body is in a media type that is not understood here. */
    public static final class UnsupportedMediaType extends Problem {
        public UnsupportedMediaType(String mediaType, String understood) {
            super("A body of type " + mediaType + " is not understood here; send " + understood);
        }
    }

    /** None of the media types that the caller accepts can be given. */
    public static final class NotAcceptable extends Problem {
        public NotAcceptable(String offered) {
            super("Only " + offered + " can be given");
        }
    }

    /** The body is larger than allowed. */
    public static final class PayloadTooLarge extends Problem {
        public PayloadTooLarge(long maxBytes) {
            super("The body is larger than " + maxBytes + " bytes");
        }
    }

    /** The URL is longer than allowed. */
    public static final class UriTooLong extends Problem {
        public UriTooLong() {
            super("The URL is too long");
        }
    }

    /** The header section is larger than allowed. */
    public static final class HeadersTooLarge extends Problem {
        public HeadersTooLarge() {
            super("The header section is too large");
        }
    }

    /** The body did not arrive in time. */
    public static final class RequestTimeout extends Problem {
        public RequestTimeout() {
            super("The request did not arrive in time");
        }
    }

    /** The state of things does not allow it. */
    public static final class Conflict extends Problem {
        public Conflict(String message) {
            super(message);
        }
    }

    /** A request with the same {@code Idempotency-Key} is still being served. */
    public static final class IdempotencyInFlight extends Problem {
        public IdempotencyInFlight() {
            super("A request with this Idempotency-Key is still being served");
        }
    }

    /** The {@code Idempotency-Key} was used for another request. */
    public static final class IdempotencyReused extends Problem {
        public IdempotencyReused() {
            super("This Idempotency-Key was used with another request");
        }
    }

    /** The owner of the meeting does not let this be changed from here. */
    public static final class ReadOnlySource extends Problem {
        public ReadOnlySource() {
            super("This comes from a read-only source: it can be changed there only");
        }
    }

    /** Somebody else changed the thing since the version that the writer has seen. */
    public static final class PreconditionFailed extends Problem {
        public PreconditionFailed() {
            super("It was changed since the version in If-Match");
        }
    }

    /** A write must say which version it changes. */
    public static final class PreconditionRequired extends Problem {
        public PreconditionRequired() {
            super("If-Match is required: send the ETag of the version that you change");
        }
    }

    /** More requests than the credential may make. */
    public static final class RateLimited extends Problem {
        private final Duration retryAfter;

        public RateLimited(Duration retryAfter) {
            super("Too many requests; try again in " + seconds(retryAfter) + " s");
            this.retryAfter = retryAfter;
        }

        /** Whole seconds, rounded up, at least 1: the value of {@code Retry-After}. */
        public long retryAfterSeconds() {
            return seconds(retryAfter);
        }
    }

    /** The source does not do this. */
    public static final class Unsupported extends Problem {
        public Unsupported(String call) {
            super("Not supported here: " + call);
        }
    }

    /** The gateway cannot serve it now: overload, shutdown, or the store is away. */
    public static final class Unavailable extends Problem {
        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** Whole seconds, rounded up, at least 1: the value of {@code Retry-After}. */
        public long retryAfterSeconds() {
            return seconds(retryAfter);
        }
    }

    /** A fault of the gateway; what it was is in the log under the request id. */
    public static final class Internal extends Problem {
        public Internal(@Nullable String requestId) {
            super("The gateway failed" + (requestId == null ? "" : "; its log has it under request " + requestId));
        }
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
