package org.meetingsgateway.server.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A block of IP addresses.
 *
 * @param network its first address
 * @param bits length of the prefix that all its addresses share
 */
public record Cidr(InetAddress network, int bits) {
    /** {@code 10.0.0.0/8}, {@code fd00::/8}, or one address; empty when it is none or has bits set behind its prefix. */
    public static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        var bytes = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            return Optional.empty();
        }
        var length = slash < 0 ? String.valueOf(bytes.length * 8) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bytes.length * 8) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(length);
        for (var i = bits; i < bytes.length * 8; i++) {
            if (bit(bytes, i)) {
                return Optional.empty();
            }
        }
        var network = address(bytes);
        // Java turns ::ffff:a.b.c.d into a v4 address.
        var mapped = (bytes.length - network.getAddress().length) * 8;
        return bits < mapped ? Optional.empty() : Optional.of(new Cidr(network, bits - mapped));
    }

    /** Whether an address is in the block; a v4 address is never in a v6 block. */
    public boolean contains(InetAddress address) {
        var ours = network.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (var i = 0; i < bits; i++) {
            if (bit(ours, i) != bit(theirs, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }

    private static boolean bit(byte[] bytes, int index) {
        return (bytes[index / 8] >> (7 - index % 8) & 1) == 1;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
