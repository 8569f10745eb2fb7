package org.meetingsgateway.spi;

import java.util.Set;

/**
 * Where a surface answers. In all three forms the rest of the path is the style's original one.
 *
 * @param hosts the vendor's own host names; {@code *.example.com} means every direct subdomain, {@code
 *     :account.example.com} too, where the subdomain names the account
 * @param prefix first path segments for clients that can change a base URL only, for example {@code /meetlog}; a segment
 *     {@code :account} names the account
 * @param paths the beginnings of the style's own paths, for any other host
 */
public record Address(Set<String> hosts, String prefix, Set<String> paths) {
    public Address {
        hosts = Set.copyOf(hosts);
        paths = Set.copyOf(paths);
    }

    /** The variable of a host or a prefix that names the account, which the credential must belong to. */
    public static final String ACCOUNT = ":account";

    /** Whether a subdomain names the account. */
    public boolean subdomainIsAccount() {
        return hosts.stream().anyMatch(host -> host.startsWith(ACCOUNT + "."));
    }
}
