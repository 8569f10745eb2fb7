package org.meetingsgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.bench.HttpConnection.Answer;

/**
 * A GET that is sent again and again.
 *
 * @param text as it goes over the wire
 * @param status of the right answer; every answer is compared with it
 * @param length of the body of the right answer, as well
 * @param body of the right answer, as well; null: only its length is compared
 */
record Request(
        String host,
        int port,
        String text,
        int status,
        int length,
        @Nullable ByteBuffer body) {
    Request(String host, int port, String text, int length) {
        this(host, port, text, 200, length, null);
    }

    Request(String host, int port, String text, int status, ByteBuffer body) {
        this(host, port, text, status, body.remaining(), body);
    }

    static String get(String path, String authorization) {
        return "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: " + authorization + "\r\n\r\n";
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(host, port);
    }

    /** @throws IOException where it is not the right answer, which is the last one of that connection */
    void check(HttpConnection connection, Answer answer) throws IOException {
        if (answer.status() != status || answer.bodyLength() != length) {
            throw new IOException("expected " + status + " with " + length + " bytes, got " + answer.status() + " with "
                    + answer.bodyLength());
        }
        if (body != null && !body.equals(connection.view(answer))) {
            throw new IOException("an answer with other bytes than the first");
        }
    }
}
