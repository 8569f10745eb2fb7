package org.meetingsgateway.server.federation;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a remote product is: an origin (RFC 6454), and nothing else.
 *
 * @param host in lower case; an IPv6 address is in brackets
 * @param port -1: the scheme's own
 */
public record BaseUrl(String scheme, String host, int port) {
    /** What resolvers take for an IPv4 address in one of its older forms, {@code 127.1} or {@code 0x7f000001}. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final int MAX_PORT = 65_535;

    /** Empty where it is none, or has more than an origin: a user, a path, a query, a fragment. */
    public static Optional<BaseUrl> parse(String text) {
        try {
            var url = new URI(text);
            boolean origin = url.getScheme() != null
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            return origin ? of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<BaseUrl> of(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var host = url.getHost().toLowerCase(Locale.ROOT);
        int own = scheme.equals("https") ? 443 : 80;
        boolean web = scheme.equals("http") || scheme.equals("https");
        return web && isHost(host) && url.getPort() != 0 && url.getPort() <= MAX_PORT
                ? Optional.of(new BaseUrl(scheme, host, url.getPort() == own ? -1 : url.getPort()))
                : Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.indexOf('%') < 0; // an address of one link means nothing elsewhere
        }
        return !host.endsWith(".") && (!NUMERIC.matcher(host).matches() || NetUtil.isValidIpV4Address(host));
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
