package org.meetingsgateway.server.upstream;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.config.Cidr;

/** Which addresses may be connected to. It is asked for the very address that is then connected to, not for a name. */
public final class AddressPolicy {
    /** What is not of the public Internet by IANA's special-purpose registry, and what clouds keep their metadata on. */
    private static final List<Cidr> SPECIAL = cidrs(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // behind a provider's NAT; metadata of Alibaba Cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16", // metadata of Azure
            "169.254.0.0/16", // link-local; metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments; metadata of Oracle Cloud
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/3", // multicast, reserved, broadcast
            "2001::/23", // Teredo and other protocol assignments
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: IPv4 inside
            "3fff::/20"); // documentation

    /** All public IPv6 is in here: loopback, link-local, unique-local, translated and embedded IPv4 are not. */
    private static final Cidr GLOBAL_V6 = cidrs("2000::/3").getFirst();

    private final @Nullable List<Cidr> allowed;

    private AddressPolicy(@Nullable List<Cidr> allowed) {
        this.allowed = allowed;
    }

    /** All: for what the operator of the gateway named. */
    public static AddressPolicy any() {
        return new AddressPolicy(null);
    }

    /** Public ones and those that the operator allows: for what somebody else named. */
    public static AddressPolicy publicOr(List<Cidr> allowed) {
        return new AddressPolicy(List.copyOf(allowed));
    }

    /**
     * Whether a host may be called, as far as its name says: false where it is, or always stands for, an address that may
     * not. What any other name stands for shows when it is called.
     */
    public boolean permitsHost(String host) {
        boolean loopback = host.equals("localhost") || host.endsWith(".localhost"); // RFC 6761
        return Cidr.parse(loopback ? "127.0.0.1" : host.replaceAll("[\\[\\]]", ""))
                .map(address -> permits(address.network()))
                .orElse(true);
    }

    boolean permits(InetAddress address) {
        return allowed == null || allowed.stream().anyMatch(cidr -> cidr.contains(address)) || isPublic(address);
    }

    /** An IPv4 address inside an IPv6 one ({@code ::ffff:127.0.0.1}) is an IPv4 address in Java already. */
    private static boolean isPublic(InetAddress address) {
        boolean isV4 = address.getAddress().length == 4;
        return (isV4 || GLOBAL_V6.contains(address)) && SPECIAL.stream().noneMatch(cidr -> cidr.contains(address));
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }
}
