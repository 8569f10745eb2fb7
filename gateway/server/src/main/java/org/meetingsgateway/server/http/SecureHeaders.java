package org.meetingsgateway.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** What every answer tells a browser that shows it, or keeps it, though most of our callers are none. */
final class SecureHeaders {
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    // Its name as it always was: clients should not mind, and may.
    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence NOT_KEPT = HttpHeaders.createOptimized("private, no-store");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    private SecureHeaders() {}

    /** What an answer says itself of caching and of its content stays. */
    static void write(MultiMap headers) {
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF)
                .set(RESOURCE_POLICY, SAME_ORIGIN)
                .set(REFERRER_POLICY, NO_REFERRER);
        if (!headers.contains(CACHE_CONTROL)) {
            headers.set(CACHE_CONTROL, NOT_KEPT);
        }
        if (!headers.contains(POLICY)) {
            headers.set(POLICY, NOTHING);
        }
    }

    /** Of an answer by HTTPS (RFC 6797 §7.2 wants it on no other): next time it must be HTTPS as well. */
    static void writeTransport(MultiMap headers) {
        headers.set(TRANSPORT, A_YEAR);
    }
}
