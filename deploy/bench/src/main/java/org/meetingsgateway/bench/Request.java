package org.meetingsgateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.meetingsgateway.bench.HttpConnection.Answer;

/**
 * A GET that is sent again and again.
 *
 * @param text as it goes over the wire
 * @param length of the body of the right answer; every answer is compared with it
 */
record Request(String host, int port, String text, int length) {
    static String get(String path, String authorization) {
        return "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: " + authorization + "\r\n\r\n";
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(host, port);
    }

    void check(Answer answer) throws IOException {
        if (answer.status() != 200 || answer.bodyLength() != length) {
            throw new IOException(
                    "expected 200 with " + length + " bytes, got " + answer.status() + " with " + answer.bodyLength());
        }
    }
}
