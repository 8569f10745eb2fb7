package org.meetingsgateway.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The wire to an account: what is read over it is counted, it can be cut, and it can say that the quota is spent. */
final class CountedWire implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String account;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean isCut;
    private volatile int spentForSeconds;

    /** @param account scheme, host and port */
    CountedWire(String account) {
        this.account = account;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            if (isCut) {
                return;
            }
            if (spentForSeconds > 0) {
                exchange.getResponseHeaders().add("Retry-After", String.valueOf(spentForSeconds));
                exchange.sendResponseHeaders(429, -1);
                return;
            }
            var request = HttpRequest.newBuilder(URI.create(account + exchange.getRequestURI()))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing that is asked from now on is answered. */
    void cut() {
        isCut = true;
    }

    /** Whatever is asked from now on is over the quota. */
    void spend(int seconds) {
        spentForSeconds = seconds;
    }

    /** Path and query of each request so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
