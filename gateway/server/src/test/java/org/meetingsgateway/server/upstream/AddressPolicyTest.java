package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.server.config.Cidr;

class AddressPolicyTest {
    private static AddressPolicy allowing(String... cidrs) {
        return AddressPolicy.publicOr(
                Stream.of(cidrs).map(cidr -> Cidr.parse(cidr).orElseThrow()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "192.0.0.192",
                "168.63.129.16",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "5f00::1",
                "2130706433",
                "127.1"
            })
    void what_is_not_public_is_refused_unless_it_is_allowed(String address) throws Exception {
        var here = InetAddress.getByName(address);
        assertThat(allowing().permits(here)).isFalse();
        assertThat(allowing("203.0.113.0/24").permits(here)).isFalse();
        assertThat(allowing(here.getHostAddress()).permits(here)).isTrue();
        assertThat(AddressPolicy.any().permits(here)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.1",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860:4860::8888"
            })
    void what_is_public_is_not(String address) throws Exception {
        assertThat(allowing().permits(InetAddress.getByName(address))).isTrue();
    }

    @Property
    void an_ipv4_address_inside_an_ipv6_one_is_no_way_around(@ForAll @Size(4) byte[] v4) throws Exception {
        var mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(v4, 0, mapped, 12, 4);
        assertThat(allowing().permits(InetAddress.getByAddress(mapped)))
                .isEqualTo(allowing().permits(InetAddress.getByAddress(v4)));
    }

    @Test
    void the_java_library_agrees_on_what_is_not_public() throws Exception {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                var address = InetAddress.getByAddress(new byte[] {(byte) first, (byte) second, 7, 7});
                var special = List.of(
                        address.isAnyLocalAddress(),
                        address.isLoopbackAddress(),
                        address.isLinkLocalAddress(),
                        address.isSiteLocalAddress(),
                        address.isMulticastAddress());
                if (special.contains(true)) {
                    assertThat(allowing().permits(address)).as("%s", address).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "localhost", "meetlog.localhost"})
    void a_host_that_is_an_address_or_always_stands_for_one_is_judged_at_once(String host) {
        assertThat(allowing().permitsHost(host)).isFalse();
        assertThat(allowing("127.0.0.0/8", "::1", "10.0.0.0/8", "169.254.169.254")
                        .permitsHost(host))
                .isTrue();
    }

    @Test
    void other_names_are_judged_when_they_are_called() {
        assertThat(allowing().permitsHost("meetlog.example")).isTrue();
        assertThat(allowing().permitsHost("localhost.example")).isTrue();
        assertThat(allowing().permitsHost("93.184.216.34")).isTrue();
    }
}
