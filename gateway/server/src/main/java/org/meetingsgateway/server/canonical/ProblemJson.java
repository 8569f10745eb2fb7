package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.server.tracing.TraceIds;
import org.meetingsgateway.server.tracing.Tracing;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Every failure as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
    private record Kind(int status, String code, String title) {}

    private ProblemJson() {}

    /** @param request its {@code X-Request-Id}, and the trace of its {@code traceparent}, are told to the caller */
    public static WireResponse render(Problem problem, WireRequest request) {
        var kind = kind(problem);
        var body = Json.bytes(json -> write(json, kind, problem, request));
        var response = WireResponse.of(kind.status(), "application/problem+json", body);
        headers(problem, response);
        return response;
    }

    private static Kind kind(Problem problem) {
        return switch (problem) {
            case Problem.Malformed p -> new Kind(400, "malformed", "Malformed request");
            case Problem.Unauthenticated p -> new Kind(401, "unauthenticated", "Not authenticated");
            case Problem.MissingScope p -> new Kind(403, "missing_scope", "Missing scope");
            case Problem.Forbidden p -> new Kind(403, "forbidden", "Forbidden");
            case Problem.NotFound p -> new Kind(404, "not_found", "Not found");
            case Problem.MethodNotAllowed p -> new Kind(405, "method_not_allowed", "Method not allowed");
            case Problem.NotAcceptable p -> new Kind(406, "not_acceptable", "Not acceptable");
            case Problem.RequestTimeout p -> new Kind(408, "request_timeout", "Request timeout");
            case Problem.Conflict p -> new Kind(409, "conflict", "Conflict");
            case Problem.IdempotencyInFlight p -> new Kind(409, "idempotency_in_flight", "Request in flight");
            case Problem.ReadOnlySource p -> new Kind(409, "read_only_source", "Read-only source");
            case Problem.PreconditionFailed p -> new Kind(412, "precondition_failed", "Precondition failed");
            case Problem.PayloadTooLarge p -> new Kind(413, "payload_too_large", "Payload too large");
            case Problem.UriTooLong p -> new Kind(414, "uri_too_long", "URL too long");
            case Problem.UnsupportedMediaType p -> new Kind(415, "unsupported_media_type", "Unsupported media type");
            case Problem.Invalid p -> new Kind(422, "invalid_request", "Invalid request");
            case Problem.IdempotencyReused p -> new Kind(422, "idempotency_key_reused", "Idempotency key reused");
            case Problem.PreconditionRequired p -> new Kind(428, "precondition_required", "Precondition required");
            case Problem.RateLimited p -> new Kind(429, "rate_limited", "Too many requests");
            case Problem.HeadersTooLarge p -> new Kind(431, "headers_too_large", "Header section too large");
            case Problem.Internal p -> new Kind(500, "internal", "Internal error");
            case Problem.Unsupported p -> new Kind(501, "unsupported", "Not supported");
            case Problem.Unavailable p -> new Kind(503, "unavailable", "Unavailable");
        };
    }

    private static void headers(Problem problem, WireResponse response) {
        switch (problem) {
            case Problem.Unauthenticated p ->
                response.with(
                        "WWW-Authenticate",
                        p.reason() == Problem.Unauthenticated.Reason.MISSING
                                ? "Bearer"
                                : "Bearer error=\"invalid_token\"");
            case Problem.MissingScope p ->
                response.with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + p.scope() + "\"");
            case Problem.MethodNotAllowed p -> response.with("Allow", p.allow());
            case Problem.RateLimited p -> response.with("Retry-After", String.valueOf(p.retryAfterSeconds()));
            case Problem.Unavailable p -> response.with("Retry-After", String.valueOf(p.retryAfterSeconds()));
            default -> {}
        }
    }

    private static void write(JsonGenerator json, Kind kind, Problem problem, WireRequest request) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "urn:meetings-gateway:problem:" + kind.code());
        json.writeStringField("title", kind.title());
        json.writeNumberField("status", kind.status());
        json.writeStringField("detail", detail(problem));
        json.writeStringField("code", kind.code());
        json.writeStringField("request_id", Objects.requireNonNullElse(request.header("X-Request-Id"), "unknown"));
        var trace = Tracing.traceId(request.header("traceparent"));
        if (trace != null) {
            json.writeStringField(TraceIds.TRACE_ID, trace);
        }
        if (problem instanceof Problem.Invalid invalid && !invalid.violations().isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (var violation : invalid.violations()) {
                write(json, violation);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** A violation's message says what is wrong, not where. */
    private static String detail(Problem problem) {
        if (problem instanceof Problem.Invalid invalid) {
            var violations = invalid.violations();
            if (violations.size() > 1) {
                return violations.size() + " errors";
            }
            if (violations.size() == 1 && !violations.getFirst().field().isEmpty()) {
                return violations.getFirst().field() + ": "
                        + violations.getFirst().message();
            }
        }
        return String.valueOf(problem.getMessage());
    }

    private static void write(JsonGenerator json, Violation violation) throws IOException {
        json.writeStartObject();
        json.writeStringField("in", violation.in().name().toLowerCase(java.util.Locale.ROOT));
        json.writeStringField(violation.in() == Violation.In.BODY ? "pointer" : "parameter", violation.field());
        json.writeStringField("code", violation.code());
        json.writeStringField("detail", violation.message());
        json.writeEndObject();
    }
}
