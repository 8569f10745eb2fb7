package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A wire to a server that can be cut and joined again, on one port. */
final class TcpProxy implements AutoCloseable {
    private final int target;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile ServerSocket listener;
    private volatile @Nullable String lastRequest;
    private volatile boolean isMute;
    private final AtomicInteger partitions = new AtomicInteger();

    TcpProxy(int target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        accept(listener);
    }

    int port() {
        return port;
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().start(() -> {
            while (!from.isClosed()) {
                try {
                    var caller = from.accept();
                    var server = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.addAll(List.of(caller, server));
                    int before = partitions.get();
                    pump(caller, server, bytes -> hear(bytes) && before == partitions.get());
                    pump(server, caller, bytes -> !isMute && before == partitions.get());
                } catch (IOException e) {
                    // closed: the wire is cut
                }
            }
        });
    }

    /** Notes what is asked, before it is passed on. */
    private boolean hear(String bytes) {
        var last = lastRequest;
        isMute |= last != null && bytes.contains(last);
        return true;
    }

    private static void pump(Socket from, Socket to, Predicate<String> passes) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                var buffer = new byte[1 << 16];
                for (int n = from.getInputStream().read(buffer);
                        n >= 0;
                        n = from.getInputStream().read(buffer)) {
                    if (passes.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                        to.getOutputStream().write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // either end is gone, and so is the other
            }
        });
    }

    /** A request with this text is passed on, and nothing is answered from then on. */
    void muteAt(String request) {
        lastRequest = request;
    }

    /** Answers are passed on again. */
    void unmute() {
        lastRequest = null;
        isMute = false;
    }

    /** As a partition leaves them: nothing passes on the connections of now, none of them ends, and new ones are well. */
    void partition() {
        partitions.incrementAndGet();
    }

    void cut() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void join() {
        listener = listen(port);
        accept(listener);
    }

    @Override
    public void close() {
        cut();
    }
}
