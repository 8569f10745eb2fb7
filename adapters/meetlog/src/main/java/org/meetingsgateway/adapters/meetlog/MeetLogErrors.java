package org.meetingsgateway.adapters.meetlog;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.RetryAfter;
import org.meetingsgateway.wire.WireResponse;

/** MeetLog's error envelope, both directions. Its page names 401, 403, 404 and 429; the other codes are worded alike. */
final class MeetLogErrors {
    /** How long a used-up limit lasts at the most, where nobody says it. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** One sentence for whatever is not there, so that it does not tell why. */
    private static final String NOT_FOUND = "There is no such resource, or it belongs to somebody else";

    private MeetLogErrors() {}

    static WireResponse render(Problem problem) {
        return switch (problem) {
            case Problem.Malformed p -> error(400, "BAD_REQUEST", p);
            case Problem.Unauthenticated p ->
                error(401, "UNAUTHORIZED", p).with("WWW-Authenticate", "Bearer"); // RFC 9110 §15.5.2
            case Problem.MissingScope p -> error(403, "FORBIDDEN", p);
            case Problem.Forbidden p -> error(403, "FORBIDDEN", p);
            case Problem.NotFound p -> error(404, "NOT_FOUND", NOT_FOUND);
            case Problem.MethodNotAllowed p ->
                error(405, "METHOD_NOT_ALLOWED", p).with("Allow", p.allow());
            case Problem.NotAcceptable p -> error(406, "NOT_ACCEPTABLE", p);
            case Problem.RequestTimeout p -> error(408, "REQUEST_TIMEOUT", p);
            case Problem.Conflict p -> error(409, "CONFLICT", p);
            case Problem.IdempotencyInFlight p -> error(409, "CONFLICT", p);
            case Problem.ReadOnlySource p -> error(409, "CONFLICT", p);
            case Problem.PreconditionFailed p -> error(412, "PRECONDITION_FAILED", p);
            case Problem.PayloadTooLarge p -> error(413, "PAYLOAD_TOO_LARGE", p);
            case Problem.UriTooLong p -> error(414, "URI_TOO_LONG", p);
            case Problem.UnsupportedMediaType p -> error(415, "UNSUPPORTED_MEDIA_TYPE", p);
            case Problem.Invalid p -> error(422, "VALIDATION_ERROR", p);
            case Problem.IdempotencyReused p -> error(422, "VALIDATION_ERROR", p);
            case Problem.PreconditionRequired p -> error(428, "PRECONDITION_REQUIRED", p);
            case Problem.RateLimited p ->
                error(429, "TOO_MANY_REQUESTS", p).with("Retry-After", String.valueOf(p.retryAfterSeconds()));
            case Problem.HeadersTooLarge p -> error(431, "HEADERS_TOO_LARGE", p);
            case Problem.Internal p -> error(500, "INTERNAL_ERROR", p);
            case Problem.Unsupported p -> error(501, "NOT_IMPLEMENTED", p);
            case Problem.Unavailable p ->
                error(503, "SERVICE_UNAVAILABLE", p).with("Retry-After", String.valueOf(p.retryAfterSeconds()));
        };
    }

    private static WireResponse error(int status, String code, Problem problem) {
        return error(status, code, Objects.requireNonNull(problem.getMessage()));
    }

    private static WireResponse error(int status, String code, String message) {
        return WireResponse.json(status, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("error_code", code);
            json.writeStringField("error_message", message);
            json.writeNumberField("status_code", status);
            json.writeEndObject();
        }));
    }

    /** What an answer says has failed; null where it is a result. */
    static @Nullable RemoteFailure failure(WireResponse.Bytes response) {
        int status = response.status();
        return switch (status) {
            case 200 -> null;
            case 401 -> new RemoteFailure.Unauthorized(status, code(response));
            case 404, 410 -> new RemoteFailure.Absent(status, code(response));
            case 408 -> new RemoteFailure.Unwell("It did not get the request in time", status, code(response));
            case 429 -> limited(response);
            default -> otherFailure(response);
        };
    }

    private static RemoteFailure otherFailure(WireResponse.Bytes response) {
        int status = response.status();
        if (status >= 500) {
            return RetryAfter.of(response).isPresent()
                    ? limited(response)
                    : new RemoteFailure.Unwell("It fails", status, code(response));
        }
        return status >= 400
                ? new RemoteFailure.Refused("It refuses what was asked", status, code(response))
                : new RemoteFailure.Unreadable("The answer is neither a result nor an error", status);
    }

    private static RemoteFailure limited(WireResponse.Bytes response) {
        return new RemoteFailure.Limited(RetryAfter.of(response).orElse(WINDOW), response.status(), code(response));
    }

    /** Whatever stands before MeetLog may answer in another envelope, or in none: then there is no code. */
    private static @Nullable String code(WireResponse.Bytes response) {
        try {
            return Document.of("error", response).textOrNull("error_code");
        } catch (RemoteFailure.Unreadable e) {
            return null;
        }
    }
}
