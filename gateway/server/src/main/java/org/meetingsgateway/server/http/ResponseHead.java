package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.Ignored;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireResponse;

/**
 * Status line and header section of an answer: the surface's own, and what every answer has.
 *
 * @param rate what the credential may still do; null where nothing is said of it
 * @param methods of the URL; null where it is none of the surface's
 * @param ignored parameters that had no effect, encoded
 * @param last whether the connection is closed after the answer
 */
record ResponseHead(
        String requestId,
        Surface surface,
        @Nullable RateStatus rate,
        @Nullable Set<String> methods,
        @Nullable String ignored,
        boolean last) {
    void write(WireResponse response, HttpServerRequest request) {
        var out = request.response().setStatusCode(response.status());
        var headers = out.headers().addAll(response.headers());
        headers.set(RequestIds.HEADER, requestId);
        SecureHeaders.write(headers);
        if (rate != null) {
            surface.rateHeaders(rate, headers);
        }
        if (methods != null) {
            surface.methodHeaders(methods, headers);
        }
        if (ignored != null) {
            var more = headers.get(Ignored.HEADER);
            headers.set(Ignored.HEADER, more == null ? ignored : ignored + ", " + more);
        }
        if (last) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        // HTTP/1.0 knows no chunks: there the end of the connection is the end of the body.
        if (response instanceof WireResponse.Streamed && request.version() != HttpVersion.HTTP_1_0) {
            out.setChunked(true);
        }
    }
}
