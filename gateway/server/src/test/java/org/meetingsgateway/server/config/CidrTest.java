package org.meetingsgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.128.0.0/9, 10.127.255.255, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, ::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true"
    })
    void a_block_holds_the_addresses_that_share_its_prefix(String block, String address, boolean inside)
            throws UnknownHostException {
        assertThat(Cidr.parse(block).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }
}
