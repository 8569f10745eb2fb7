package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to a gateway, as only a hostile client sends them. */
record RawHttp(String host, int port) {
    static RawHttp of(String base) {
        var uri = URI.create(base);
        return new RawHttp(uri.getHost(), uri.getPort());
    }

    /** Everything that comes back until the gateway closes the connection; the request should ask it to. */
    String send(String request) {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    String send(byte[] request) {
        try (var socket = new Socket(host, port)) {
            socket.setSoTimeout(40_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
