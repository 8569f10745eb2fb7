package org.meetingsgateway.spi;

import java.util.Set;

/**
 * Where a surface answers. In all three forms the rest of the path is the style's original one.
 *
 * @param hosts the vendor's own host names; {@code *.example.com} means every direct subdomain
 * @param prefix a first path segment for clients that can change a base URL only, for example {@code /meetlog}
 * @param paths the beginnings of the style's own paths, for any other host
 */
public record Address(Set<String> hosts, String prefix, Set<String> paths) {
    public Address {
        hosts = Set.copyOf(hosts);
        paths = Set.copyOf(paths);
    }
}
