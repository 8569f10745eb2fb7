package org.meetingsgateway.server.app.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import org.meetingsgateway.server.config.Config;

/** The ports that are listened on: each is listened on for a moment. */
final class Ports {
    private Ports() {}

    static void check(Config config, Consumer<Finding> found) {
        var host = config.http().host();
        found.accept(check("API port", host, config.http().port(), "GATEWAY_PORT"));
        var management = config.management();
        found.accept(check("management port", management.host(), management.port(), "GATEWAY_MANAGEMENT_PORT"));
    }

    private static Finding check(String what, String host, int port, String variable) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Finding.ok(what, port == 0 ? "any free one on " + host : port + " on " + host + " is free");
        } catch (IOException e) {
            return Finding.failed(
                    what,
                    port + " on " + host + " cannot be listened on (" + e.getMessage()
                            + "): free it, or set another one with " + variable + ", or another GATEWAY_HOST");
        }
    }
}
