package org.meetingsgateway.bench;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection for one thread. It reads just enough to know that an answer is whole, so that the
 * load costs little beside what is measured on the same cores: answers with a {@code Content-Length}, or in chunks.
 */
final class HttpConnection implements AutoCloseable {
    private static final int TIME_OUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[1 << 17];

    /** @param bodyLength in bytes; of the body that is in the buffer from {@code bodyAt} on until the next request */
    record Answer(int status, int bodyAt, int bodyLength) {}

    HttpConnection(String host, int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIME_OUT_MILLIS);
        socket.connect(new InetSocketAddress(host, port), TIME_OUT_MILLIS);
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    Answer send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        int filled = 0;
        int end;
        do {
            filled += read(filled);
            end = headEnd(filled);
        } while (end < 0);
        var head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head.substring(9, 12));
        int length;
        if (status == 304) {
            // Whatever its head says of the length, that is of the body that it does not have.
            length = whole(end, filled, 0);
        } else if (head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n")) {
            length = chunks(end, filled);
        } else {
            length = whole(end, filled, contentLength(head));
        }
        return new Answer(status, end, length);
    }

    /** Reads a body of a known length. */
    private int whole(int from, int alreadyFilled, int length) throws IOException {
        if (readUntil(from + length, alreadyFilled) > from + length) {
            throw new IOException("bytes after an answer");
        }
        return length;
    }

    /** Reads a body in chunks, which are put together in their place; gives its length. */
    private int chunks(int from, int alreadyFilled) throws IOException {
        int filled = alreadyFilled;
        int at = from;
        int to = from;
        while (true) {
            int line = at;
            do {
                line++;
                filled = readUntil(line + 1, filled);
            } while (buffer[line] != '\n');
            int length = Integer.parseInt(new String(buffer, at, line - 1 - at, StandardCharsets.ISO_8859_1), 16);
            at = line + 1;
            filled = readUntil(at + length + 2, filled);
            if (length == 0) {
                if (filled > at + 2) {
                    throw new IOException("bytes after an answer");
                }
                return to - from;
            }
            System.arraycopy(buffer, at, buffer, to, length);
            to += length;
            at += length + 2;
        }
    }

    /** Gives how far the buffer is filled then. */
    private int readUntil(int end, int alreadyFilled) throws IOException {
        int filled = alreadyFilled;
        while (filled < end) {
            filled += read(filled);
        }
        return filled;
    }

    byte[] body(Answer answer) {
        return Arrays.copyOfRange(buffer, answer.bodyAt(), answer.bodyAt() + answer.bodyLength());
    }

    /** The body where it is, until the next request. */
    ByteBuffer view(Answer answer) {
        return ByteBuffer.wrap(buffer, answer.bodyAt(), answer.bodyLength());
    }

    /** What the head of an answer says under a name, or null. */
    @Nullable
    String header(Answer answer, String name) {
        var head = new String(buffer, 0, answer.bodyAt(), StandardCharsets.ISO_8859_1);
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** Whether the body begins with that ASCII text. */
    boolean starts(Answer answer, String beginning) {
        var expected = beginning.getBytes(StandardCharsets.US_ASCII);
        return answer.bodyLength() >= expected.length
                && Arrays.equals(
                        buffer, answer.bodyAt(), answer.bodyAt() + expected.length, expected, 0, expected.length);
    }

    private int read(int filled) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n < 0) {
            throw new EOFException("the connection was closed before the answer was whole");
        }
        return n;
    }

    /** Where the body starts, or -1 while the head is not whole. */
    private int headEnd(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer without Content-Length: " + head);
        }
        int from = at + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
