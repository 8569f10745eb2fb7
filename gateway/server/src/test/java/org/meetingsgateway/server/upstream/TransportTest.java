package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.config.Cidr;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class TransportTest {
    private static final int CONNECTIONS = 2;
    private static final int IN_FLIGHT = 4;
    private static final int BODY = 10_000;
    /** Long enough for whoever answers. */
    private static final Transport.Bounds BOUNDS = bounds(Duration.ofSeconds(20));
    /** For whoever does not. */
    private static final Transport.Bounds SHORT = bounds(Duration.ofMillis(600));

    private static final WireRequest GET = WireRequest.get("/things");

    private final Vertx vertx = Vertx.vertx();
    private FakeUpstream upstream;

    @BeforeEach
    void listen() throws Exception {
        upstream = FakeUpstream.start(vertx);
    }

    @AfterEach
    void close() throws Exception {
        Outcome.of(vertx.close());
    }

    private static Transport.Bounds bounds(Duration patience) {
        return new Transport.Bounds(patience, patience, CONNECTIONS, IN_FLIGHT, BODY);
    }

    private Transport impatient() {
        return new Transport(vertx, upstream.url(), AddressPolicy.any(), SHORT);
    }

    private Transport transport(URI base) {
        return new Transport(vertx, base, AddressPolicy.any(), BOUNDS);
    }

    private WireResponse.Bytes answer(Transport transport, WireRequest request) throws Exception {
        return Outcome.of(transport.send(request));
    }

    private static Reason reason(Future<WireResponse.Bytes> sent) throws Exception {
        return ((NoResponse) Outcome.failure(sent)).reason();
    }

    private Reason reason() throws Exception {
        return reason(transport(upstream.url()).send(GET));
    }

    @Test
    void a_request_arrives_as_it_is_below_the_base_and_its_response_comes_back() throws Exception {
        upstream.does(request -> request.response()
                .setStatusCode(201)
                .putHeader("X-Thing", "yes")
                .end("made"));
        var headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", "Token secret");
        var query = MultiMap.caseInsensitiveMultiMap().add("q", "a b&c=ü").add("q", "2");
        var request = new WireRequest(
                HttpMethod.POST,
                "https://elsewhere.example",
                "/things/",
                Map.of(),
                query,
                headers,
                Buffer.buffer("{}"));

        var answer = answer(transport(URI.create(upstream.url() + "/base")), request);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().get("X-Thing")).isEqualTo("yes");
        assertThat(answer.body()).hasToString("made");
        var asked = upstream.requests().getFirst();
        assertThat(asked.method()).isEqualTo(HttpMethod.POST);
        assertThat(asked.path()).isEqualTo("/base/things/");
        assertThat(asked.params().getAll("q")).containsExactly("a b&c=ü", "2");
        assertThat(asked.getHeader("Authorization")).isEqualTo("Token secret");
        assertThat(upstream.bodies()).containsExactly("{}");
    }

    @Test
    void any_status_is_a_response() throws Exception {
        for (int status : List.of(204, 403, 429, 500, 503)) {
            upstream.does(request -> request.response().setStatusCode(status).end());
            assertThat(answer(transport(upstream.url()), GET).status()).isEqualTo(status);
        }
    }

    @Test
    void a_redirect_is_given_and_not_followed() throws Exception {
        var other = FakeUpstream.start(vertx);
        upstream.does(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", other.url() + "/steal")
                .end());

        assertThat(answer(transport(upstream.url()), GET).status()).isEqualTo(307);
        assertThat(other.connections()).isZero();
    }

    @Test
    void who_does_not_answer_is_given_up() throws Exception {
        upstream.does(request -> {});
        assertThat(reason(impatient().send(GET))).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void who_answers_drop_by_drop_is_given_up() throws Exception {
        upstream.does(request -> {
            request.response().setChunked(true);
            vertx.setPeriodic(20, timer -> request.response().write("x"));
        });
        assertThat(reason(impatient().send(GET))).isEqualTo(Reason.TIMEOUT);
    }

    /** What comes of a server that writes these bytes and hangs up. */
    private Reason reasonFor(String bytes) throws Exception {
        var server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> socket.end(Buffer.buffer(bytes))));
        Outcome.of(server.listen(0, "127.0.0.1"));
        return reason(
                transport(URI.create("http://127.0.0.1:" + server.actualPort())).send(GET));
    }

    @Test
    void what_breaks_off_is_no_response() throws Exception {
        assertThat(reasonFor("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":"))
                .isEqualTo(Reason.BROKEN);
        assertThat(reasonFor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n"))
                .isEqualTo(Reason.BROKEN);
        assertThat(reasonFor("HTTP/1.1 200 OK\r\nContent-Le")).isEqualTo(Reason.BROKEN);
        assertThat(reasonFor("")).isEqualTo(Reason.BROKEN);
    }

    @Test
    void what_is_not_http_is_no_response() throws Exception {
        assertThat(reasonFor("SSH-2.0-OpenSSH_9.2\r\n\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reasonFor("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void a_body_is_taken_up_to_its_bound() throws Exception {
        upstream.answers(200, "text/plain", "x".repeat(BODY));
        assertThat(answer(transport(upstream.url()), GET).body().length()).isEqualTo(BODY);
        upstream.answers(200, "text/plain", "x".repeat(BODY + 1));
        assertThat(reason()).isEqualTo(Reason.TOO_LARGE);
        upstream.does(request -> {
            request.response().setChunked(true);
            vertx.setPeriodic(1, timer -> request.response().write("x".repeat(1_000)));
        });
        assertThat(reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void who_takes_no_connection_is_unreachable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(reason(transport(URI.create("http://127.0.0.1:" + port)).send(GET)))
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void a_name_without_address_is_unreachable() throws Exception {
        Names.Lookup none = host -> {
            throw new UnknownHostException(host);
        };
        var names = new Names(vertx, none, AddressPolicy.any());
        assertThat(reason(new Transport(vertx, upstream.url(), names, BOUNDS, new HttpClientOptions()).send(GET)))
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void names_are_not_waited_for_longer_than_for_anything_else() throws Exception {
        var over = new CountDownLatch(1);
        Names.Lookup silent = host -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        var names = new Names(vertx, silent, AddressPolicy.any());
        assertThat(reason(new Transport(vertx, upstream.url(), names, SHORT, new HttpClientOptions()).send(GET)))
                .isEqualTo(Reason.TIMEOUT);
        over.countDown();
    }

    @Test
    void a_certificate_is_good_for_the_name_that_was_called_and_when_somebody_vouches_for_it() throws Exception {
        var certificate = SelfSignedCertificate.create("upstream.example");
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> request.response().end());
        Outcome.of(server.listen(0, "127.0.0.1"));
        Names.Lookup here = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        var names = new Names(vertx, here, AddressPolicy.any());
        var named = URI.create("https://upstream.example:" + server.actualPort());
        var other = URI.create("https://other.example:" + server.actualPort());
        var vouched = new HttpClientOptions().setTrustOptions(certificate.trustOptions());

        assertThat(answer(new Transport(vertx, named, names, BOUNDS, vouched), GET)
                        .status())
                .isEqualTo(200);
        assertThat(reason(new Transport(vertx, other, names, BOUNDS, vouched).send(GET)))
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(reason(new Transport(vertx, named, names, BOUNDS, new HttpClientOptions()).send(GET)))
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void beyond_the_bound_nobody_waits() throws Exception {
        upstream.does(request -> {});
        var transport = impatient();
        var waiting =
                IntStream.range(0, IN_FLIGHT).mapToObj(i -> transport.send(GET)).toList();

        assertThat(reason(transport.send(GET))).isEqualTo(Reason.BUSY);
        assertThat(waiting).noneMatch(Future::isComplete);
        assertThat(upstream.connections()).isLessThanOrEqualTo(CONNECTIONS);
        for (var sent : waiting) {
            assertThat(reason(sent)).isEqualTo(Reason.TIMEOUT);
        }

        upstream.does(request -> request.response().end());
        assertThat(answer(transport, GET).status()).isEqualTo(200);
    }

    @Test
    void a_connection_is_used_again() throws Exception {
        var transport = transport(upstream.url());
        for (int i = 0; i < 5; i++) {
            assertThat(answer(transport, GET).status()).isEqualTo(200);
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    /** A transport to a name that leads to these addresses, in turn; several at once with blanks between. */
    private Transport named(AtomicInteger lookups, AddressPolicy policy, String... addresses) {
        Names.Lookup lookup = host -> {
            assertThat(host).isEqualTo("upstream.example");
            var found = addresses[Math.min(lookups.getAndIncrement(), addresses.length - 1)].split(" ");
            var all = new InetAddress[found.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = InetAddress.getByName(found[i]);
            }
            return all;
        };
        var base = URI.create("http://upstream.example:" + upstream.port());
        return new Transport(vertx, base, new Names(vertx, lookup, policy), BOUNDS, new HttpClientOptions());
    }

    private static AddressPolicy allowing(String... cidrs) {
        return AddressPolicy.publicOr(
                Stream.of(cidrs).map(cidr -> Cidr.parse(cidr).orElseThrow()).toList());
    }

    @Test
    void an_address_that_is_not_public_is_not_even_connected_to() throws Exception {
        for (var address : List.of("127.0.0.1", "::ffff:127.0.0.1", "::1", "0.0.0.0")) {
            var transport = named(new AtomicInteger(), allowing(), address);
            assertThat(reason(transport.send(GET))).as(address).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        }
        assertThat(reason(new Transport(vertx, upstream.url(), allowing("10.0.0.0/8"), BOUNDS).send(GET)))
                .isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void an_allowed_address_is_connected_to_under_the_name_that_was_given() throws Exception {
        var transport = named(new AtomicInteger(), allowing("127.0.0.0/8"), "10.0.0.7 127.0.0.1");

        assertThat(answer(transport, GET).status()).isEqualTo(200);
        assertThat(upstream.requests().getFirst().getHeader("Host")).isEqualTo("upstream.example:" + upstream.port());
    }

    @Test
    void the_address_that_was_looked_at_is_the_one_that_is_connected_to() throws Exception {
        var lookups = new AtomicInteger();
        // A name that turns to something forbidden between any two questions.
        var transport = named(lookups, allowing("127.0.0.1"), "127.0.0.1", "127.0.0.2");

        assertThat(answer(transport, GET).status()).isEqualTo(200);
        assertThat(lookups).hasValue(1);
        assertThat(reason(transport.send(GET))).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(upstream.requests()).hasSize(1);
    }
}
