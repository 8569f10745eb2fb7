package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.http.Gate.key;
import static org.meetingsgateway.server.http.Gate.request;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.tck.TestCertificate;

class TlsTest {
    private static final int PATIENCE_MS = 20_000;

    private static TestCertificate certificate;
    private static Gate gate;

    @BeforeAll
    static void start() {
        certificate = TestCertificate.make("first");
        gate = gate(ServerLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    private static Gate gate(ServerLimits limits) {
        return new Gate(limits, new Origins(null, List.of()), true, options(certificate));
    }

    private static PemKeyCertOptions options(TestCertificate certificate) {
        return new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(certificate.certificate()))
                .setKeyValue(Buffer.buffer(certificate.key()));
    }

    private static SSLSocket connect(Gate to, TestCertificate... trusted) throws IOException {
        var socket =
                (SSLSocket) TestCertificate.trusting(trusted).getSocketFactory().createSocket("127.0.0.1", to.port);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static String ask(Gate asked, String request) throws IOException {
        try (var socket = connect(asked, certificate)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String last(String line, String... headers) {
        return request(line, headers).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    }

    /** What is there after the other side closed: nothing. */
    private static int read(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SSLException | java.net.SocketException reset) {
            return -1;
        }
    }

    @Test
    void requests_are_https_with_links_to_match_and_are_not_sent_elsewhere() throws IOException {
        assertThat(ask(gate, last("GET /accounts/acme/api/me", key("carl", "any"))))
                .startsWith("HTTP/1.1 200 ")
                .contains("Strict-Transport-Security: max-age=31536000\r\n")
                .endsWith("https://gateway.test/accounts/acme OWNED");
        assertThat(ask(gate, last("GET /nowhere"))).startsWith("HTTP/1.1 404 ").contains("Strict-Transport-Security: ");
    }

    @Test
    void what_is_hostile_in_the_clear_is_hostile_here() throws IOException {
        assertThat(ask(gate, last("GET /api/../etc"))).startsWith("HTTP/1.1 400 ");
        assertThat(ask(gate, last("POST /api/things", "Content-Length: 3", "Transfer-Encoding: chunked")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(ask(gate, last("GET /api/me", "Host: other.test"))).startsWith("HTTP/1.1 400 ");
        assertThat(ask(gate, last("GET /" + "x".repeat(9_000)))).contains(" 414 ");
    }

    @Test
    void old_protocols_and_plain_http_get_no_answer() throws IOException {
        try (var socket = connect(gate, certificate)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).startsWith("TLS_ECDHE_ECDSA_WITH_");
        }
        try (var socket = connect(gate, certificate)) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
        }
        try (var socket = connect(gate, certificate)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (var socket = new Socket("127.0.0.1", gate.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(last("GET /api/open").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/");
        }
    }

    @Test
    void whoever_does_not_finish_a_handshake_is_cut_off() throws IOException {
        try (var quick = gate(Gate.QUICK);
                var silent = new Socket("127.0.0.1", quick.port);
                var begun = new Socket("127.0.0.1", quick.port);
                var idle = connect(quick, certificate)) {
            silent.setSoTimeout(PATIENCE_MS);
            begun.setSoTimeout(PATIENCE_MS);
            begun.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1}); // the beginning of a hello
            idle.startHandshake();
            assertThat(read(silent)).isEqualTo(-1);
            begun.getInputStream().readAllBytes(); // an alert, perhaps
            assertThat(read(begun)).isEqualTo(-1);
            assertThat(read(idle)).as("the wait for its first request").isEqualTo(-1);
        }
    }

    @Test
    void another_certificate_is_for_new_connections_on_every_loop_and_open_ones_stay() throws IOException {
        var second = TestCertificate.rsa("second");
        try (var renewed = gate(ServerLimits.DEFAULT);
                var open = connect(renewed, certificate)) {
            open.startHandshake();
            Gate.await(renewed.server.serve(options(second)));
            for (int i = 0; i < 6; i++) {
                try (var next = connect(renewed, second)) {
                    next.startHandshake();
                    assertThat(next.getSession().getPeerCertificates()).containsExactly(second.parsed());
                }
            }
            open.getOutputStream().write(last("GET /api/open").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ");
        }
    }
}
