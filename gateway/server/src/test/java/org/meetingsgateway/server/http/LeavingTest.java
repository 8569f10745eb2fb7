package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that leaves while callers connect, as load balancers do that have not noticed yet. Elsewhere sockets cannot do it. */
@EnabledOnOs(OS.LINUX)
class LeavingTest {
    private static final int CALLERS = 4;
    private static final int GATEWAYS = 5;
    private static final int PATIENCE_SECONDS = 30;

    /** Connects for each request, until it is refused: then it would go elsewhere, which is safe. */
    private static Callable<Integer> caller(int port, CountDownLatch answered) {
        var request = Gate.request("GET /modern/api/open").getBytes(StandardCharsets.ISO_8859_1);
        return () -> {
            for (int broken = 0; ; ) {
                try (var socket = connect(port)) {
                    if (socket == null) {
                        return broken;
                    }
                    socket.getOutputStream().write(request);
                    if (socket.getInputStream().read() < 0) {
                        broken++;
                    }
                } catch (IOException reset) {
                    broken++;
                }
                answered.countDown();
            }
        };
    }

    private static Socket connect(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
            return socket;
        } catch (IOException refused) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void whoever_could_connect_is_answered(long noticeMillis) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < GATEWAYS; i++) {
                try (var gate = new Gate(ServerLimits.DEFAULT)) {
                    var answered = new CountDownLatch(100);
                    var callers = IntStream.range(0, CALLERS)
                            .mapToObj(n -> threads.submit(caller(gate.port, answered)))
                            .toList();
                    assertThat(answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                    Gate.await(gate.server.leave(Duration.ofMillis(noticeMillis)));
                    for (var caller : callers) {
                        assertThat(caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .as("gateway %d", i)
                                .isZero();
                    }
                }
            }
        }
    }
}
