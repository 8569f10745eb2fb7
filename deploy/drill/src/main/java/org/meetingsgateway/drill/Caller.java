package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One kept-alive HTTP/1.1 connection that does not block. It reads just enough to know when an answer is whole. */
final class Caller {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 14);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long due;
    private int headEnd;
    private int status;
    private boolean retryAfter;
    private boolean lastAnswer;
    private long bodyLeft;
    private boolean chunked;
    private int matched;
    private boolean busy;

    private Caller(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
        key.attach(this);
    }

    static Caller connect(InetSocketAddress to, Selector selector) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        boolean connected = channel.connect(to);
        return new Caller(
                channel, channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT));
    }

    /** @param dueAt when it should have been sent: what it takes is counted from then on */
    void send(byte[] request, long dueAt) throws IOException {
        out = ByteBuffer.wrap(request);
        due = dueAt;
        headEnd = -1;
        busy = true;
        in.clear();
        if (channel.isConnected()) {
            write();
        }
    }

    boolean isBusy() {
        return busy;
    }

    boolean isLast() {
        return lastAnswer;
    }

    /** Goes on where the socket is ready; true when the answer is whole. */
    boolean proceed() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            write();
        }
        if (key.isValid() && key.isWritable()) {
            write();
        }
        return key.isValid() && key.isReadable() && read();
    }

    void tell(Answers answers) {
        answers.answered(status, retryAfter, System.nanoTime() - due);
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("closed");
        }
        if (headEnd < 0) {
            headEnd = headEnd();
            if (headEnd < 0) {
                if (!in.hasRemaining()) {
                    throw new IOException("a header section of 16 KiB");
                }
                return false;
            }
            head(new String(in.array(), 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
            take(headEnd, in.position());
        } else {
            take(0, in.position());
        }
        in.clear();
        busy = chunked ? matched < LAST_CHUNK.length : bodyLeft > 0;
        return !busy;
    }

    private void head(String head) {
        status = Integer.parseInt(head.substring(9, 12));
        retryAfter = head.contains("\r\nretry-after:");
        lastAnswer = head.contains("\r\nconnection: close");
        chunked = head.contains("\r\ntransfer-encoding: chunked");
        matched = 0;
        var length = value(head, "\r\ncontent-length:");
        bodyLeft = length == null ? 0 : Long.parseLong(length);
    }

    private static @Nullable String value(String head, String name) {
        int at = head.indexOf(name);
        return at < 0
                ? null
                : head.substring(at + name.length(), head.indexOf('\r', at + 2)).strip();
    }

    /** One request at a time: where the last chunk ends, the answer ends. */
    private void take(int from, int to) {
        bodyLeft -= to - from;
        for (int i = Math.max(from, to - LAST_CHUNK.length); chunked && i < to; i++) {
            byte next = in.get(i);
            matched = next == LAST_CHUNK[Math.min(matched, LAST_CHUNK.length - 1)]
                    ? matched + 1
                    : next == LAST_CHUNK[0] ? 1 : 0;
        }
    }

    private int headEnd() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
