package org.meetingsgateway.server.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.config.Cidr;

/**
 * How callers address the gateway: what absolute links start with. {@code Forwarded} (RFC 7239) and
 * {@code X-Forwarded-Proto}, {@code X-Forwarded-Host} count only when they come from a trusted proxy.
 */
public final class Origins {
    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9._~-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    private final @Nullable String publicUrl;
    private final List<Cidr> trustedProxies;

    /** @param publicUrl what links start with where the caller did not use a vendor's host; null: as the caller called us */
    public Origins(@Nullable URI publicUrl, List<Cidr> trustedProxies) {
        this.publicUrl = publicUrl == null ? null : publicUrl.toString().replaceAll("/+$", "");
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    static boolean isAuthority(String text) {
        return text.length() <= 300 && (isName(text) || AUTHORITY.matcher(text).matches());
    }

    /** Most are: a plain name without a port. */
    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    Origin of(HttpServerRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        var authority = host != null && isAuthority(host) ? host : listener(request);
        var scheme = request.isSSL() ? "https" : "http";
        if (!isFromProxy(request)) {
            return new Origin(scheme, authority, false);
        }
        var proto = forwarded(request, "proto", "X-Forwarded-Proto");
        var named = forwarded(request, "host", "X-Forwarded-Host");
        boolean told = named != null && isAuthority(named);
        return new Origin(
                "https".equalsIgnoreCase(proto) ? "https" : "http".equalsIgnoreCase(proto) ? "http" : scheme,
                named != null && told ? named : authority,
                told);
    }

    /** What absolute links start with; a vendor's client must stay on the vendor's host. */
    String links(Origin origin, boolean onVendorHost) {
        return publicUrl == null || onVendorHost ? origin.scheme() + "://" + origin.authority() : publicUrl;
    }

    private static String listener(HttpServerRequest request) {
        var address = request.localAddress();
        var host = address == null || address.hostAddress() == null ? "localhost" : address.hostAddress();
        var port = address == null ? "" : ":" + address.port();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + port;
    }

    private boolean isFromProxy(HttpServerRequest request) {
        if (trustedProxies.isEmpty() || request.remoteAddress() == null) {
            return false;
        }
        var address = NetUtil.createInetAddressFromIpAddressString(
                String.valueOf(request.remoteAddress().hostAddress()));
        return address != null && trustedProxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** The value that the outermost proxy wrote. */
    private static @Nullable String forwarded(HttpServerRequest request, String parameter, String legacyHeader) {
        var header = request.getHeader("Forwarded");
        if (header != null) {
            for (var pair : header.split(",", 2)[0].split(";", -1)) {
                var parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals(parameter)) {
                    return parts[1].replace("\"", "");
                }
            }
        }
        var legacy = request.getHeader(legacyHeader);
        return legacy == null ? null : legacy.split(",", 2)[0].strip();
    }
}
