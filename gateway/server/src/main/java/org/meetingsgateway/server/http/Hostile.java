package org.meetingsgateway.server.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/** Requests that are refused before anybody looks at what they want, because what they mean is open to doubt. */
final class Hostile {
    private Hostile() {}

    /** What is wrong with a request line or header section, or null. */
    static @Nullable Problem check(HttpServerRequest request, int uriBytes) {
        if (request.uri().length() > uriBytes) {
            return new Problem.UriTooLong();
        }
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        boolean old = request.version() == HttpVersion.HTTP_1_0;
        if (hosts.size() > 1 || (hosts.isEmpty() && !old)) {
            return new Problem.Malformed("Exactly one Host header is needed");
        }
        if (!hosts.isEmpty() && !Origins.isAuthority(hosts.getFirst())) {
            return new Problem.Malformed("The Host header is malformed");
        }
        if (old
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING))) {
            return new Problem.Malformed("A body needs HTTP/1.1");
        }
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.size() > 1
                || (codings.size() == 1 && !codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
            return new Problem.Malformed("Transfer-Encoding is chunked, or there is none");
        }
        if (request.headers().getAll(HttpHeaders.CONTENT_LENGTH).size() > 1) {
            return new Problem.Malformed("More than one Content-Length");
        }
        var uri = request.uri();
        if (!uri.startsWith("/") && !isAbsoluteFor(uri, hosts.isEmpty() ? null : hosts.getFirst())) {
            return new Problem.Malformed("The request target is not a path of this host");
        }
        if (!isPlain(request.path())) {
            return new Problem.Malformed("The path is malformed");
        }
        return null;
    }

    private static boolean isAbsoluteFor(String uri, @Nullable String host) {
        try {
            var target = new URI(uri);
            return target.getRawAuthority() != null
                    && ("http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme()))
                    && target.getRawAuthority().equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether a path is properly encoded and holds neither dot segments nor control characters, in whatever encoding. */
    static boolean isPlain(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        if (isSimple(path)) {
            return true;
        }
        for (var segment : path.split("/", -1)) {
            String decoded;
            try {
                decoded = QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
            } catch (IllegalArgumentException e) {
                return false;
            }
            // An encoded slash or backslash may hide a dot segment from us and not from others.
            for (var part : decoded.split("[/\\\\]", -1)) {
                if (part.equals(".") || part.equals("..")) {
                    return false;
                }
            }
            if (decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is made of what stands for nothing else, as most are. */
    private static boolean isSimple(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || c == '/'
                    || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
