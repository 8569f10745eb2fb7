package org.meetingsgateway.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which surface a request is addressed to: the one that owns the host, else the one of the path's prefix, else the one
 * that the path itself belongs to.
 */
final class Addressing {
    /**
     * Who answers.
     *
     * @param prefix the beginning of the path that is not the style's own, as called: {@code /meetlog}, or empty
     * @param onVendorHost whether the host decided
     */
    record Addressed(ServedSurface surface, String prefix, boolean onVendorHost) {}

    private record Beginning(List<String> segments, ServedSurface surface, boolean isPrefix) {}

    private final Map<String, ServedSurface> hosts = new HashMap<>();
    private final List<Beginning> beginnings = new ArrayList<>();

    Addressing(List<ServedSurface> surfaces, Map<String, String> moreHosts) {
        for (var served : surfaces) {
            var address = served.surface().address();
            address.hosts().forEach(host -> own(host, served));
            if (!address.prefix().isEmpty()) {
                beginnings.add(new Beginning(segments(address.prefix()), served, true));
            }
            address.paths().forEach(path -> beginnings.add(new Beginning(segments(path), served, false)));
        }
        moreHosts.forEach((host, name) -> surfaces.stream()
                .filter(served -> served.surface().name().equals(name))
                .forEach(served -> hosts.put(host.toLowerCase(Locale.ROOT), served)));
        // The more specific one wins: /v1/admin over /v1.
        beginnings.sort(
                Comparator.comparingInt(beginning -> -beginning.segments().size()));
    }

    private void own(String host, ServedSurface served) {
        if (hosts.putIfAbsent(host.toLowerCase(Locale.ROOT), served) != null) {
            throw new IllegalArgumentException("two surfaces on host " + host);
        }
    }

    /** Null where the path is of no surface. */
    @Nullable
    Addressed find(String host, String path) {
        var byHost = hosts.isEmpty() ? null : ofHost(host);
        if (byHost != null) {
            return new Addressed(byHost, "", true);
        }
        for (var beginning : beginnings) {
            int length = match(beginning.segments(), path);
            if (length >= 0) {
                return new Addressed(beginning.surface(), beginning.isPrefix() ? path.substring(0, length) : "", false);
            }
        }
        return null;
    }

    /** A name may end in the dot of the root. */
    private @Nullable ServedSurface ofHost(String named) {
        var host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
        var exact = hosts.get(host);
        int dot = host.indexOf('.');
        return exact != null || dot < 0 ? exact : hosts.get("*" + host.substring(dot));
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceAll("^/+|/+$", "").split("/", -1));
    }

    /** How many characters of the path the segments take, or −1; a segment {@code :name} takes any. */
    private static int match(List<String> segments, String path) {
        int at = 0;
        for (var segment : segments) {
            if (at >= path.length() || path.charAt(at) != '/') {
                return -1;
            }
            int end = path.indexOf('/', at + 1);
            end = end < 0 ? path.length() : end;
            boolean fits = segment.startsWith(":")
                    ? end > at + 1
                    : end - at - 1 == segment.length() && path.startsWith(segment, at + 1);
            if (!fits) {
                return -1;
            }
            at = end;
        }
        return at;
    }
}
