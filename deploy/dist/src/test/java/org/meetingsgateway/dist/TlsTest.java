package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.tck.TestCertificate;

/** A gateway that speaks HTTPS itself, and whose certificate is renewed as Kubernetes renews a mounted secret. */
class TlsTest {
    private static final TestCertificate FIRST = TestCertificate.make("first");
    private static final TestCertificate SECOND = TestCertificate.rsa("second");

    @TempDir
    static Path folder;

    private static GatewayProcess gateway;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectory(folder.resolve("mounted"));
        put("1", FIRST);
        for (var file : List.of("tls.crt", "tls.key")) {
            Files.createSymbolicLink(folder.resolve("mounted/" + file), Path.of("..data", file));
        }
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_TLS_CERT", folder.resolve("mounted/tls.crt").toString());
        settings.put("GATEWAY_TLS_KEY", folder.resolve("mounted/tls.key").toString());
        settings.put("GATEWAY_REQUIRE_HTTPS", "true");
        settings.put("GATEWAY_MANAGEMENT_HOST", "localhost");
        gateway = GatewayProcess.start(settings);
        http = HttpClient.newBuilder()
                .sslContext(TestCertificate.trusting(FIRST, SECOND))
                .build();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** A folder of its own, to which a link is changed at once. */
    private static void put(String version, TestCertificate certificate) throws IOException {
        var there = Files.createDirectory(folder.resolve("mounted/..version-" + version));
        certificate.write(there.resolve("tls.crt"), there.resolve("tls.key"));
        var next = Files.createSymbolicLink(folder.resolve("mounted/..next"), there.getFileName());
        Files.move(next, folder.resolve("mounted/..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static HttpResponse<String> ask(String method, String target, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(gateway.api() + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + Api.ADMIN_TOKEN)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLSocket connect() {
        try {
            var api = URI.create(gateway.api());
            var context = TestCertificate.trusting(FIRST, SECOND);
            var socket = (SSLSocket) context.getSocketFactory().createSocket(api.getHost(), api.getPort());
            socket.setSoTimeout(30_000);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Certificate served() {
        try (var socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the answer to one more request on an open connection. */
    private static String status(SSLSocket socket, String connection) throws IOException {
        socket.getOutputStream()
                .write(("HEAD /v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as("an answer, after " + head).isNotNegative();
            head.append((char) read);
        }
        return head.substring(9, 12);
    }

    private static String metrics() {
        return new Api(gateway.management(), "canonical", null)
                .unchecked("GET", "/metrics", null)
                .text();
    }

    @Test
    void requests_over_its_own_tls_are_https() {
        assertThat(gateway.api()).startsWith("https://");
        assertThat(gateway.management())
                .isEqualTo(
                        "http://localhost:" + URI.create(gateway.management()).getPort());
        for (var slug : List.of("one", "two")) {
            assertThat(ask(
                                    "POST",
                                    "/v1/admin/tenants",
                                    new JsonObject()
                                            .put("slug", slug)
                                            .put("name", slug)
                                            .encode())
                            .statusCode())
                    .isEqualTo(201);
        }
        var page = ask("GET", "/v1/admin/tenants?limit=1", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(page.headers().firstValue("Link"))
                .get()
                .asString()
                .startsWith("<" + gateway.api() + "/v1/admin/tenants?");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        // MinuteBase sends plain HTTP elsewhere.
        assertThat(ask("GET", "/minutebase/one/api/v1/people", "").statusCode()).isEqualTo(401);
    }

    @Test
    void a_renewed_certificate_is_served_and_what_does_not_fit_is_not_while_open_connections_stay() throws Exception {
        try (var open = connect()) {
            assertThat(status(open, "keep-alive")).isEqualTo("401");
            assertThat(served()).isEqualTo(FIRST.parsed());

            put("2", new TestCertificate(SECOND.certificate().substring(0, 300), SECOND.key()));
            Wait.until("half a certificate is told of", () -> metrics().contains("\ngateway_tls_files_refused 1.0\n"));
            assertThat(served()).isEqualTo(FIRST.parsed());
            assertThat(status(open, "keep-alive")).isEqualTo("401");
            put("3", TestCertificate.expired("old"));
            Wait.until("an old certificate is told of", () -> gateway.log().contains("is not valid now: CN=old"));
            assertThat(served()).isEqualTo(FIRST.parsed());
            assertThat(metrics()).contains("\ngateway_tls_reloads_total{outcome=\"taken\"} 0.0\n");
            assertThat(status(open, "keep-alive")).isEqualTo("401");

            put("4", SECOND);
            Wait.until("the new one is served", () -> served().equals(SECOND.parsed()));
            Wait.until("all is well", () -> metrics().contains("\ngateway_tls_files_refused 0.0\n"));
            assertThat(metrics())
                    .contains("\ngateway_tls_reloads_total{outcome=\"taken\"} 1.0\n")
                    .contains("\ngateway_tls_reloads_total{outcome=\"refused\"} 2.0\n");
            assertThat(status(open, "close")).isEqualTo("401");
        }
        assertThat(gateway.log()).doesNotContain(FIRST.key().substring(40, 80));
    }

    @Test
    void files_that_cannot_be_served_end_a_start_with_2_and_what_to_do() throws Exception {
        FIRST.write(folder.resolve("good.crt"), folder.resolve("first.key"));
        SECOND.write(folder.resolve("second.crt"), folder.resolve("second.key"));
        var certificate = folder.resolve("good.crt").toString();
        assertThat(refused(Map.of("GATEWAY_TLS_CERT", certificate))).contains("GATEWAY_TLS_KEY is unset");
        assertThat(refused(Map.of(
                        "GATEWAY_TLS_CERT",
                        certificate,
                        "GATEWAY_TLS_KEY",
                        folder.resolve("none").toString())))
                .contains("GATEWAY_TLS_KEY names " + folder.resolve("none"), "cannot be read");
        assertThat(refused(Map.of(
                        "GATEWAY_PORT",
                        "x",
                        "GATEWAY_TLS_CERT",
                        certificate,
                        "GATEWAY_TLS_KEY",
                        folder.resolve("second.key").toString())))
                .contains(
                        "GATEWAY_PORT is \"x\"",
                        "GATEWAY_TLS_KEY does not hold the private key of GATEWAY_TLS_CERT (CN=first)")
                .doesNotContain("\tat ");
    }

    private static String refused(Map<String, String> settings) throws Exception {
        var log = Files.createTempFile(folder, "run", ".log");
        var process = GatewayProcess.launch(settings, log);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        return Files.readString(log);
    }
}
