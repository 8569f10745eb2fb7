package org.meetingsgateway.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.spi.Address;

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
     * @param account whose credential it must be, in lower case; null where host and prefix name no account
     * @param within surfaces that own paths below the one that decided: a credential of theirs is theirs to answer
     */
    record Addressed(
            ServedSurface surface,
            String prefix,
            boolean onVendorHost,
            @Nullable String account,
            List<ServedSurface> within) {}

    private record Owner(ServedSurface surface, boolean namesAccount) {}

    private record Beginning(
            List<String> segments, ServedSurface surface, boolean isPrefix, List<ServedSurface> within) {}

    private final Map<String, Owner> hosts = new HashMap<>();
    private final List<Beginning> beginnings = new ArrayList<>();

    Addressing(List<ServedSurface> surfaces, Map<String, String> moreHosts) {
        for (var served : surfaces) {
            var address = served.surface().address();
            address.hosts().forEach(host -> own(host, served));
            if (!address.prefix().isEmpty()) {
                beginnings.add(new Beginning(segments(address.prefix()), served, true, List.of()));
            }
            address.paths()
                    .forEach(path -> beginnings.add(
                            new Beginning(segments(path), served, false, within(path, served, surfaces))));
        }
        moreHosts.forEach((host, name) -> surfaces.stream()
                .filter(served -> served.surface().name().equals(name))
                .forEach(served -> hosts.put(host.toLowerCase(Locale.ROOT), owner(host, served))));
        // The more specific one wins: /v1/admin over /v1.
        beginnings.sort(
                Comparator.comparingInt(beginning -> -beginning.segments().size()));
    }

    private void own(String host, ServedSurface served) {
        boolean namesAccount = host.startsWith(Address.ACCOUNT + ".");
        var pattern = namesAccount ? "*" + host.substring(Address.ACCOUNT.length()) : host;
        if (hosts.putIfAbsent(pattern.toLowerCase(Locale.ROOT), new Owner(served, namesAccount)) != null) {
            throw new IllegalArgumentException("two surfaces on host " + host);
        }
    }

    /** What an operator maps is as the vendor's own: only a subdomain names an account. */
    private static Owner owner(String host, ServedSurface served) {
        return new Owner(
                served, host.startsWith("*.") && served.surface().address().subdomainIsAccount());
    }

    private static List<ServedSurface> within(String path, ServedSurface around, List<ServedSurface> surfaces) {
        var outer = segments(path);
        return surfaces.stream()
                .filter(other -> !other.equals(around))
                .filter(other -> other.surface().address().paths().stream()
                        .map(Addressing::segments)
                        .anyMatch(inner -> inner.size() > outer.size()
                                && inner.subList(0, outer.size()).equals(outer)))
                .toList();
    }

    /** Null where the path is of no surface. */
    @Nullable
    Addressed find(String host, String path) {
        var byHost = hosts.isEmpty() ? null : ofHost(host);
        if (byHost != null) {
            return byHost;
        }
        for (var beginning : beginnings) {
            int length = match(beginning.segments(), path);
            if (length >= 0) {
                var prefix = beginning.isPrefix() ? path.substring(0, length) : "";
                return new Addressed(
                        beginning.surface(), prefix, false, account(beginning.segments(), prefix), beginning.within());
            }
        }
        return null;
    }

    /** A name may end in the dot of the root. */
    private @Nullable Addressed ofHost(String named) {
        var host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
        var owner = hosts.get(host);
        int dot = host.indexOf('.');
        if (owner == null && dot > 0) {
            owner = hosts.get("*" + host.substring(dot));
        }
        if (owner == null) {
            return null;
        }
        var account = owner.namesAccount() ? host.substring(0, dot).toLowerCase(Locale.ROOT) : null;
        return new Addressed(owner.surface(), "", true, account, List.of());
    }

    private static @Nullable String account(List<String> segments, String prefix) {
        int variable = segments.indexOf(Address.ACCOUNT);
        return prefix.isEmpty() || variable < 0
                ? null
                : segments(prefix).get(variable).toLowerCase(Locale.ROOT);
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
