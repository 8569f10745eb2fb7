package org.meetingsgateway.adapters.desktop;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The style's error envelope: {@code type}, {@code code}, {@code detail}, {@code attr}, in this order and for every failure. */
final class DesktopErrors {
    private static final String REQUEST = "invalid_request";
    private static final String VALIDATION = "validation_error";
    private static final String ACCESS = "authentication_error";
    private static final String THROTTLED = "throttled_error";
    private static final String SERVER = "server_error";
    private static final String INVALID = "invalid_input";

    /** What a wrong field may be; what anybody else calls it is {@code invalid_input}. */
    private static final Set<String> CODES = Set.of(
            "required",
            "null",
            "blank",
            "invalid_choice",
            "max_length",
            "min_length",
            "max_value",
            "min_value",
            "max_string_length",
            "not_a_list",
            "overflow",
            "null_characters_not_allowed",
            "surrogate_characters_not_allowed");

    private DesktopErrors() {}

    static WireResponse render(Problem problem, WireRequest request) {
        return switch (problem) {
            case Problem.Malformed p -> error(400, REQUEST, "parse_error", p);
            case Problem.Invalid p -> invalid(p);
            case Problem.Unauthenticated p ->
                unauthenticated(p, request).with("WWW-Authenticate", "Bearer"); // RFC 9110 §15.5.2
            case Problem.MissingScope p ->
                error(
                        403,
                        ACCESS,
                        "permission_denied",
                        "API key missing required scope '%s'".formatted(p.scope()),
                        null);
            case Problem.Forbidden p -> error(403, ACCESS, "permission_denied", p);
            case Problem.NotFound p -> error(404, REQUEST, "not_found", notFound(p), null);
            case Problem.MethodNotAllowed p ->
                error(
                                405,
                                REQUEST,
                                "method_not_allowed",
                                "Method \"%s\" not allowed.".formatted(request.method()),
                                null)
                        .with("Allow", Allow.value(p.allowed()));
            case Problem.NotAcceptable p ->
                error(406, REQUEST, "not_acceptable", "Could not satisfy the request Accept header.", null);
            case Problem.RequestTimeout p -> error(408, REQUEST, "request_timeout", p);
            case Problem.Conflict p -> error(409, REQUEST, "conflict", p);
            case Problem.IdempotencyInFlight p -> error(409, REQUEST, "conflict", p);
            case Problem.ReadOnlySource p -> error(409, REQUEST, "conflict", p);
            case Problem.PreconditionFailed p -> error(412, REQUEST, "precondition_failed", p);
            case Problem.PayloadTooLarge p -> error(413, REQUEST, "payload_too_large", p);
            case Problem.UriTooLong p -> error(414, REQUEST, "uri_too_long", p);
            case Problem.UnsupportedMediaType p ->
                error(
                        415,
                        REQUEST,
                        "unsupported_media_type",
                        "Unsupported media type \"%s\" in request."
                                .formatted(Objects.requireNonNullElse(request.header("Content-Type"), "")),
                        null);
            case Problem.IdempotencyReused p -> error(422, REQUEST, "conflict", p);
            case Problem.PreconditionRequired p -> error(428, REQUEST, "precondition_required", p);
            case Problem.RateLimited p -> throttled(p.retryAfterSeconds());
            case Problem.HeadersTooLarge p -> error(431, REQUEST, "headers_too_large", p);
            case Problem.Internal p -> error(500, SERVER, "error", "A server error occurred.", null);
            case Problem.Unsupported p -> error(501, SERVER, "not_implemented", p);
            case Problem.Unavailable p ->
                error(503, SERVER, "service_unavailable", p).with("Retry-After", String.valueOf(p.retryAfterSeconds()));
        };
    }

    /** Only the first of several. */
    private static WireResponse invalid(Problem.Invalid problem) {
        if (problem.violations().isEmpty()) {
            return error(400, VALIDATION, INVALID, problem);
        }
        var first = problem.violations().getFirst();
        var code = isOfStatement(first) || CODES.contains(first.code()) ? first.code() : INVALID;
        return error(400, VALIDATION, code, first.message(), attr(first));
    }

    /** What is wrong with the statement of a query is called what the source calls it. */
    private static boolean isOfStatement(Violation violation) {
        return violation.field().equals("/sql");
    }

    /** A pointer with two underscores between its parts; null where it is the whole body, or a statement. */
    private static @Nullable String attr(Violation violation) {
        var path = violation.field().startsWith("/") ? violation.field().substring(1) : violation.field();
        return path.isEmpty() || isOfStatement(violation) ? null : path.replace("/", "__");
    }

    private static WireResponse unauthenticated(Problem.Unauthenticated problem, WireRequest request) {
        var credential = switch (problem.reason()) {
            case MISSING -> null;
            case INVALID, EXPIRED -> Credential.of(request);
        };
        return credential == null
                ? error(401, ACCESS, "not_authenticated", "Authentication credentials were not provided.", null)
                : error(
                        401,
                        ACCESS,
                        "authentication_failed",
                        "Personal API key found in request %s is invalid."
                                .formatted(credential.place().words()),
                        null);
    }

    private static String notFound(Problem.NotFound problem) {
        return switch (problem.what()) {
            case "endpoint" -> "Endpoint not found.";
            case "project" -> "Project not found.";
            default -> "Not found.";
        };
    }

    private static WireResponse throttled(long seconds) {
        var detail =
                "Request was throttled. Expected available in %d second%s.".formatted(seconds, seconds == 1 ? "" : "s");
        return error(429, THROTTLED, "throttled", detail, null).with("Retry-After", String.valueOf(seconds));
    }

    private static WireResponse error(int status, String type, String code, Problem problem) {
        return error(status, type, code, Objects.requireNonNull(problem.getMessage()), null);
    }

    private static WireResponse error(int status, String type, String code, String detail, @Nullable String attr) {
        var response = WireResponse.json(status, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            Json.string(json, "attr", attr);
            json.writeEndObject();
        }));
        return response.with("Vary", "Accept");
    }
}
