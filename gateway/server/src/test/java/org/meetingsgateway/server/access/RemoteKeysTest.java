package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;

class RemoteKeysTest {
    private static RsaKeyPair first;
    private static RsaKeyPair second;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private volatile Consumer<HttpServerRequest> issuer = serving(first);
    private HttpServer server;
    private RemoteKeys keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        first = RsaKeyPair.generate();
        second = RsaKeyPair.generate();
    }

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer().requestHandler(request -> {
            asked.incrementAndGet();
            issuer.accept(request);
        });
        Outcome.of(server.listen(0, "127.0.0.1"));
        keys = new RemoteKeys(
                vertx, URI.create("http://127.0.0.1:" + server.actualPort() + "/keys"), Duration.ofMillis(500), clock);
    }

    @AfterEach
    void close() throws Exception {
        Outcome.of(keys.close());
        Outcome.of(vertx.close());
    }

    private static Consumer<HttpServerRequest> serving(RsaKeyPair... pairs) {
        var all = new JsonArray();
        for (var pair : pairs) {
            all.add(pair.publicJwk());
        }
        return request ->
                request.response().end(new JsonObject().put("keys", all).toBuffer());
    }

    private static Consumer<HttpServerRequest> failing(int status) {
        return request -> request.response().setStatusCode(status).end("{}");
    }

    private boolean knows(RsaKeyPair pair) throws Exception {
        return Outcome.of(keys.find(pair.kid(), "RS256")).isPresent();
    }

    @Test
    void keys_are_read_at_the_start() throws Exception {
        Outcome.of(keys.start());

        assertThat(knows(first)).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_new_key_is_found_without_a_restart_and_an_old_one_is_gone() throws Exception {
        Outcome.of(keys.start());
        issuer = serving(second);
        clock.pass(Duration.ofSeconds(10));

        assertThat(knows(second)).isTrue();
        assertThat(knows(first)).isFalse();
    }

    @Test
    void unknown_keys_are_asked_for_once_in_ten_seconds_however_many_there_are() throws Exception {
        Outcome.of(keys.start());
        clock.pass(Duration.ofSeconds(10));

        Outcome.of(Future.all(IntStream.range(0, 50)
                .mapToObj(i -> keys.find("invented-" + i, "RS256"))
                .toList()));
        Outcome.of(keys.find("one-more", "RS256"));

        assertThat(asked).hasValue(2);
    }

    @Test
    void the_last_good_keys_stay_while_the_issuer_fails() throws Exception {
        Outcome.of(keys.start());
        var failures = java.util.List.<Consumer<HttpServerRequest>>of(
                failing(500),
                failing(302),
                request -> request.response().end("no JSON"),
                request -> request.response().end("{\"keys\":[]}"),
                request -> request.response().end("{\"keys\":\"" + "x".repeat(300_000) + "\"}"),
                request -> request.connection().close(),
                request -> {});
        for (var failure : failures) {
            issuer = failure;
            clock.pass(Duration.ofSeconds(10));

            assertThat(knows(second)).isFalse();
            assertThat(knows(first)).isTrue();
        }
        assertThat(asked).hasValue(1 + failures.size());
    }

    @Test
    void the_start_does_not_wait_for_an_issuer_that_is_away_and_its_keys_are_found_later() throws Exception {
        issuer = failing(503);
        Outcome.of(keys.start());

        assertThat(Outcome.failure(keys.find(first.kid(), "RS256"))).isInstanceOf(Problem.Unavailable.class);

        issuer = serving(first);
        clock.pass(Duration.ofSeconds(10));
        assertThat(knows(first)).isTrue();
    }
}
