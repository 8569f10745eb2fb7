package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The wire of a caller, on which much goes wrong. */
final class FlakyWire implements AutoCloseable {
    /** What becomes of one request. */
    enum Fault {
        NONE,
        /** Half of it is sent, then the connection is gone. */
        CUT_BEFORE,
        /** All of it is sent, then the connection is gone. */
        CUT_AFTER,
        /** All of it is sent, and nobody reads the answer. */
        UNREAD,
        /** Half of it is sent, and the rest when something else has happened. */
        SLOW
    }

    private static final int MOST_UNREAD = 4;

    private final Api key;
    private final Runnable otherThings;
    private final Queue<Socket> unread = new ConcurrentLinkedQueue<>();

    /** @param otherThings returns when something else has happened, or after a while */
    FlakyWire(Api key, Runnable otherThings) {
        this.key = key;
        this.otherThings = otherThings;
    }

    /** Mostly nothing goes wrong. */
    static Fault fault(Random random) {
        int dice = random.nextInt(2 * (Fault.values().length - 1));
        return dice + 1 < Fault.values().length ? Fault.values()[dice + 1] : Fault.NONE;
    }

    /**
     * Sends one request.
     *
     * @return the answer, or null where it was lost: nobody knows then whether the request arrived
     */
    Answer send(Fault fault, String method, String target, JsonObject body, String... headers) {
        try {
            if (fault == Fault.NONE) {
                var all = new String[headers.length + 2];
                System.arraycopy(headers, 0, all, 0, headers.length);
                all[headers.length] = "Content-Type";
                all[headers.length + 1] = "application/json";
                var answer = key.unchecked(method, target, body.toBuffer(), all);
                return answer.status() == 503 ? null : answer;
            }
            raw(fault, method, target, body);
        } catch (IOException | UncheckedIOException e) {
            // as lost as any other
        }
        return null;
    }

    private void raw(Fault fault, String method, String target, JsonObject body) throws IOException {
        var address = URI.create(key.base());
        var text = body.encode().getBytes(StandardCharsets.UTF_8);
        var head =
                "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, target, address.getAuthority(), key.bearer(), text.length);
        var socket = new Socket(address.getHost(), address.getPort());
        boolean keep = false;
        try {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(text, 0, text.length / 2);
            out.flush();
            if (fault == Fault.CUT_BEFORE) {
                return;
            }
            if (fault == Fault.SLOW) {
                otherThings.run();
            }
            out.write(text, text.length / 2, text.length - text.length / 2);
            out.flush();
            if (fault == Fault.SLOW) {
                // The first bytes of the answer are enough: what it says, nobody believes.
                socket.getInputStream().readNBytes(12);
            }
            keep = fault == Fault.UNREAD;
        } finally {
            if (keep) {
                leaveUnread(socket);
            } else {
                socket.close();
            }
        }
    }

    private void leaveUnread(Socket socket) throws IOException {
        unread.add(socket);
        if (unread.size() > MOST_UNREAD) {
            var oldest = unread.poll();
            if (oldest != null) {
                oldest.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var socket : unread) {
            socket.close();
        }
    }
}
