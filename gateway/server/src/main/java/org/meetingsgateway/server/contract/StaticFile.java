package org.meetingsgateway.server.contract;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Bytes that never change while the gateway runs: caches keep them, and ask with the tag whether they still hold. */
record StaticFile(String path, String contentType, Buffer body, String tag) {
    /** Scripts, styles and connections of this host only; styles in attributes are what the pages are drawn with. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static StaticFile of(String path, byte[] bytes) {
        return new StaticFile(path, contentType(path), Buffer.buffer(bytes), '"' + digest(bytes) + '"');
    }

    Endpoint endpoint() {
        return new Endpoint(
                HttpMethod.GET,
                path,
                Endpoint.Access.ANYONE,
                null,
                Set.of(),
                (request, meetings) -> Future.succeededFuture(answer(request)));
    }

    WireResponse answer(WireRequest request) {
        var response = isKnown(request) ? WireResponse.empty(304) : WireResponse.of(200, contentType, body);
        return response.with("ETag", tag)
                .with("Cache-Control", "no-cache")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", POLICY);
    }

    /** RFC 9110 §13.1.2: weak comparison, so a {@code W/} does not matter. */
    private boolean isKnown(WireRequest request) {
        var tags = request.header("If-None-Match");
        return tags != null
                && Stream.of(tags.split(",", -1))
                        .map(String::strip)
                        .map(t -> t.startsWith("W/") ? t.substring(2) : t)
                        .anyMatch(t -> t.equals(tag) || t.equals("*"));
    }

    private static String contentType(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "png" -> "image/png";
            default -> "text/html; charset=utf-8";
        };
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
