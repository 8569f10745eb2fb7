package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What ties an answer to its lines in the log. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private RequestIds() {}

    /** The caller's own id when it is 1–128 visible ASCII characters, else a new one. */
    static String of(HttpServerRequest request) {
        var given = request.getHeader(HEADER);
        if (given != null
                && !given.isEmpty()
                && given.length() <= 128
                && given.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return given;
        }
        var random = ThreadLocalRandom.current(); // unique, not secret
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
