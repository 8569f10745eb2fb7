package org.meetingsgateway.server.http;

import java.util.List;
import java.util.Map;

/**
 * Everything that is served on the API port.
 *
 * @param mounts the first one answers for paths of no surface
 * @param hosts more host names, in lower case, each with the name of the surface that answers on it; {@code *.x} is
 *     every direct subdomain
 * @param requiresHttps whether requests by plain HTTP are redirected or refused, as their surface has it
 */
public record Site(
        List<Mount> mounts, Map<String, String> hosts, Origins origins, boolean requiresHttps, Backend backend) {
    public Site {
        if (mounts.isEmpty()) {
            throw new IllegalArgumentException("no surface");
        }
        var names = mounts.stream().map(mount -> mount.surface().name()).toList();
        hosts.forEach((host, surface) -> {
            if (!names.contains(surface)) {
                throw new IllegalArgumentException(
                        "host " + host + " is mapped to " + surface + ", which is not served");
            }
        });
        mounts = List.copyOf(mounts);
        hosts = Map.copyOf(hosts);
    }
}
