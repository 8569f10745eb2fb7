package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/**
 * How MinuteBase says that something failed. Its pages give the status codes and the shape of a validation failure only,
 * see {@link Rejection}; the body of every other failure is one sentence, which is ours.
 */
final class MinuteBaseErrors {
    private MinuteBaseErrors() {}

    static WireResponse render(Problem problem) {
        return switch (problem) {
            case Problem.Malformed p -> error(400, p);
            case Problem.Unauthenticated p ->
                error(401, p).with("WWW-Authenticate", "Basic realm=\"MinuteBase\""); // RFC 9110 §15.5.2
            case Problem.MissingScope p -> error(403, p);
            case Problem.Forbidden p -> error(403, p);
            case Problem.NotFound p -> error(404, p);
            case Problem.MethodNotAllowed p -> error(405, p).with("Allow", p.allow());
            case Problem.NotAcceptable p -> error(406, p);
            case Problem.RequestTimeout p -> error(408, p);
            case Problem.Conflict p -> error(409, p);
            case Problem.IdempotencyInFlight p -> error(409, p);
            case Problem.ReadOnlySource p -> error(409, p);
            // An edit of what somebody else has changed.
            case Problem.PreconditionFailed p -> error(409, "Somebody else changed it at the same time");
            case Problem.PayloadTooLarge p -> error(413, p);
            case Problem.UriTooLong p -> error(414, p);
            case Problem.UnsupportedMediaType p -> error(415, p);
            case Problem.RateLimited p -> error(420, p).with("Retry-After", String.valueOf(p.retryAfterSeconds()));
            case Problem.Invalid p -> invalid(p);
            case Problem.IdempotencyReused p -> error(409, p);
            case Problem.PreconditionRequired p -> error(428, p);
            case Problem.HeadersTooLarge p -> error(431, p);
            case Problem.Internal p -> error(500, p);
            case Problem.Unsupported p -> error(501, p);
            case Problem.Unavailable p -> error(503, p).with("Retry-After", String.valueOf(p.retryAfterSeconds()));
        };
    }

    private static WireResponse error(int status, Problem problem) {
        return error(status, Objects.requireNonNull(problem.getMessage()));
    }

    static WireResponse error(int status, String sentence) {
        return WireResponse.json(status, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
        }));
    }

    /** What the core found wrong, where no record is at hand to show it in. */
    private static WireResponse invalid(Problem.Invalid problem) {
        var errors = new LinkedHashMap<String, List<String>>();
        for (var violation : problem.violations()) {
            errors.computeIfAbsent(field(violation), name -> new ArrayList<>()).add(violation.message());
        }
        return WireResponse.json(422, Json.bytes(json -> {
            json.writeStartObject();
            Rejection.errors(json, errors);
            json.writeEndObject();
        }));
    }

    private static String field(Violation violation) {
        return violation.in() == Violation.In.BODY
                ? violation.field().replaceFirst("^/", "").split("/", 2)[0]
                : violation.field();
    }
}
