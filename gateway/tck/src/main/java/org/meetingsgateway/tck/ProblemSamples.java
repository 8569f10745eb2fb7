package org.meetingsgateway.tck;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** One of each problem. */
final class ProblemSamples {
    static final List<Problem> ALL = List.of(
            new Problem.Invalid(Violation.In.QUERY, "page", "integer", "Parameter page must be a whole number"),
            new Problem.Malformed("The body is no JSON"),
            new Problem.Unauthenticated(Problem.Unauthenticated.Reason.EXPIRED),
            new Problem.MissingScope("a:scope"),
            new Problem.Forbidden("Only administrators may do this"),
            new Problem.NotFound("meeting"),
            new Problem.MethodNotAllowed("DELETE", Set.of("GET", "HEAD")),
            new Problem.UnsupportedMediaType("text/csv", "application/json"),
            new Problem.NotAcceptable("application/json"),
            new Problem.PayloadTooLarge(1024),
            new Problem.UriTooLong(),
            new Problem.HeadersTooLarge(),
            new Problem.RequestTimeout(),
            new Problem.Conflict("The project has meetings"),
            new Problem.IdempotencyInFlight(),
            new Problem.IdempotencyReused(),
            new Problem.ReadOnlySource(),
            new Problem.PreconditionFailed(),
            new Problem.PreconditionRequired(),
            new Problem.RateLimited(Duration.ofMillis(16_001)),
            new Problem.Unsupported("CreateMeeting"),
            new Problem.Unavailable("The store cannot be reached", Duration.ofSeconds(2)),
            new Problem.Internal("r1"));

    private ProblemSamples() {}
}
