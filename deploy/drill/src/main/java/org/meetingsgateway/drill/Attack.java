package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Callers who hold things up: connections that say nothing, say it slowly, or never read what they asked for. They come back when they are thrown out. */
final class Attack implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Attack.class.getName());
    private static final int NO_ROOM = 4_096;

    /**
     * One that holds on to its connection.
     *
     * @param first what it sends at once
     * @param drip sent again and again, a byte at a time; empty for nothing
     */
    private record Held(SocketChannel channel, String first, String drip) {}

    private final InetSocketAddress target;
    private final List<Held> open = new ArrayList<>();
    private volatile boolean over;
    private final AtomicInteger thrownOut = new AtomicInteger();

    Attack(InetSocketAddress target, Tenant tenant, Api api, Scale scale) throws IOException {
        this.target = target;
        add(scale.idle(), i -> "", "");
        add(scale.slow(), i -> "GET /v1/meetings HTTP/1.1\r\nHost: drill\r\nX-Slow: ", "a");
        var body = "{\"title\":\"" + "x".repeat(100_000) + "\"}";
        var post = text(api.raw("POST", "/v1/meetings", body));
        add(scale.slow(), i -> post.substring(0, post.length() - 90_000), "x");
        // The last meeting has a long transcript.
        add(
                scale.slow(),
                i -> text(api.raw("GET", "/v1/meetings/" + tenant.longMeeting() + "?expand=transcript", "")),
                "");
        Thread.ofPlatform().daemon().start(this::drip);
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void add(int number, IntFunction<String> first, String drip) throws IOException {
        for (int i = 0; i < number; i++) {
            open.add(connect(first.apply(i), drip));
        }
    }

    private Held connect(String first, String drip) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, NO_ROOM);
        channel.connect(target);
        channel.configureBlocking(false);
        channel.write(bytes(first));
        return new Held(channel, first, drip);
    }

    private void drip() {
        while (!over) {
            for (int i = 0; i < open.size() && !over; i++) {
                var held = open.get(i);
                try {
                    boolean reads = !held.drip().isEmpty() || held.first().isEmpty();
                    if (reads && held.channel().read(ByteBuffer.allocate(64)) < 0) {
                        throw new IOException("thrown out");
                    }
                    held.channel().write(bytes(held.drip()));
                } catch (IOException e) {
                    again(i);
                }
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void again(int number) {
        synchronized (open) {
            if (over) {
                return;
            }
            thrownOut.incrementAndGet();
            var held = open.get(number);
            try {
                held.channel().close();
                open.set(number, connect(held.first(), held.drip()));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "it comes back the next time", e);
            }
        }
    }

    /** How often one of them lost its connection. */
    int thrownOut() {
        return thrownOut.get();
    }

    @Override
    public void close() throws IOException {
        over = true;
        synchronized (open) {
            for (var held : open) {
                held.channel().close();
            }
        }
    }
}
