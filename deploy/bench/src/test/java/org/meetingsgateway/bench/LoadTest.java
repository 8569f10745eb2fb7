package org.meetingsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private static final int LENGTH = 200_000;
    private static final int PIECE = 50_000;

    private final AtomicInteger served = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;
    private volatile boolean chunked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.sendResponseHeaders(status, status == 304 ? -1 : chunked ? 0 : LENGTH);
            for (int i = 0; status != 304 && i < LENGTH; i += PIECE) {
                exchange.getResponseBody().write(new byte[PIECE]);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Request request(int length) {
        return new Request(
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort(),
                Request.get("/list", "Bearer secret"),
                length);
    }

    @Test
    void every_answer_is_counted_once() throws Exception {
        var answered = new Load(request(LENGTH), 4).asFastAsAnswered(Duration.ofMillis(300));

        assertThat(answered.latencies().getTotalCount()).isPositive().isEqualTo(served.get());
        assertThat(answered.millisAt(50)).isPositive().isLessThanOrEqualTo(answered.millisAt(99));
    }

    @Test
    void at_a_constant_rate_no_more_is_asked() throws Exception {
        var answered = new Load(request(LENGTH), 4).atRate(40, Duration.ofMillis(500));

        // Each connection asks at its own start and every 100 ms after it; fewer where the machine is slow.
        assertThat(answered.latencies().getTotalCount()).isBetween(4L, 20L);
    }

    @Test
    void an_answer_of_another_length_ends_the_measurement() {
        assertThatThrownBy(() -> new Load(request(LENGTH - 1), 2).asFastAsAnswered(Duration.ofSeconds(5)))
                .hasMessageContaining("expected 200 with " + (LENGTH - 1) + " bytes, got 200 with " + LENGTH);
    }

    @Test
    void an_answer_of_other_bytes_ends_the_measurement() {
        var other = ByteBuffer.allocate(LENGTH).put(LENGTH - 1, (byte) 1);
        var same = request(LENGTH);
        var request = new Request(same.host(), same.port(), same.text(), 200, other);

        assertThatThrownBy(() -> new Load(request, 2).asFastAsAnswered(Duration.ofSeconds(5)))
                .hasMessageContaining("other bytes");
    }

    @Test
    void an_answer_that_nothing_has_changed_has_no_body() throws Exception {
        status = 304;
        var same = request(0);
        var request = new Request(same.host(), same.port(), same.text(), 304, ByteBuffer.allocate(0));
        try (var connection = request.connect()) {
            request.check(connection, connection.send(request.bytes()));
            request.check(connection, connection.send(request.bytes()));
        }
    }

    @Test
    void an_error_ends_the_measurement() {
        status = 503;

        assertThatThrownBy(() -> new Load(request(LENGTH), 2).asFastAsAnswered(Duration.ofSeconds(5)))
                .hasMessageContaining("got 503");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_connection_serves_many_requests(boolean inChunks) throws Exception {
        chunked = inChunks;
        try (var connection = request(LENGTH).connect()) {
            for (int i = 0; i < 3; i++) {
                var answer = connection.send(request(LENGTH).bytes());

                assertThat(answer.status()).isEqualTo(200);
                assertThat(connection.body(answer)).hasSize(LENGTH);
            }
        }
    }
}
