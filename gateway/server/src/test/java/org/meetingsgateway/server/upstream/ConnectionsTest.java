package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.config.Cidr;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class ConnectionsTest {
    private static final List<Cidr> LOOPBACK =
            Stream.of("127.0.0.0/8").map(text -> Cidr.parse(text).orElseThrow()).toList();
    private static final Quota MUCH = new Quota(10_000, 1);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final UUID tenant = UUID.randomUUID();

    /** As the database has them: each connection's are shared by all replicas. */
    private final ConcurrentHashMap<UUID, AtomicInteger> taken = new ConcurrentHashMap<>();

    private FakeUpstream account;

    @BeforeEach
    void start() throws Exception {
        account = FakeUpstream.start(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        Outcome.of(vertx.close());
        metrics.close();
    }

    /** All the slots that there are are free now. */
    private record Free(AtomicInteger taken) implements Slots {
        @Override
        public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
            taken.incrementAndGet();
            return Future.succeededFuture(new Slot(true, Duration.ZERO));
        }

        @Override
        public Future<Void> postpone(Duration pause) {
            return Future.succeededFuture();
        }
    }

    private Connections connections(List<Cidr> allowed) {
        return new Connections(
                vertx,
                AddressPolicy.publicOr(allowed),
                (owner, id) -> new Free(taken.computeIfAbsent(id, absent -> new AtomicInteger())),
                metrics,
                Clock.systemUTC());
    }

    private Exchange exchange(Connections connections, UUID id, URI base) {
        var target = new Connections.Target(tenant, id, "meetlog", base, MUCH);
        var style = new org.meetingsgateway.server.federation.FakeUpstream(false);
        return connections.exchange(target, style, Lane.MIRROR);
    }

    private static WireResponse.Bytes get(Exchange exchange) throws Exception {
        return Outcome.of(exchange.send(WireRequest.get("/things")));
    }

    @Test
    void every_request_has_a_slot_and_retries_have_theirs() throws Exception {
        var id = UUID.randomUUID();
        var exchange = exchange(connections(LOOPBACK), id, account.url());
        assertThat(get(exchange).status()).isEqualTo(200);
        var arrived = new AtomicInteger();
        account.does(request -> request.response()
                .setStatusCode(arrived.incrementAndGet() == 1 ? 503 : 200)
                .end());
        assertThat(get(exchange).status()).isEqualTo(200);
        assertThat(account.requests()).hasSize(3);
        assertThat(taken.get(id)).hasValue(3);
        assertThat(metrics.scrape("text/plain"))
                .contains("gateway_upstream_retries_total{connection_style=\"meetlog\"} 1.0");
    }

    @Test
    void durations_are_told_by_what_was_asked_for() throws Exception {
        var exchange = exchange(connections(LOOPBACK), UUID.randomUUID(), account.url());
        Outcome.of(exchange.send(WireRequest.get("/things").as("list_meetings")));
        get(exchange); // nobody says what for
        for (var operation : List.of("list_meetings", "get")) {
            assertThat(metrics.scrape("text/plain"))
                    .contains("http_client_request_duration_seconds_count{connection_style=\"meetlog\",operation=\""
                            + operation + "\",status=\"200\"} 1");
        }
    }

    @Test
    void breakers_are_counted_by_what_they_do() throws Exception {
        var connections = connections(LOOPBACK);
        account.does(request -> request.response().setStatusCode(500).end());
        var exchange = exchange(connections, UUID.randomUUID(), account.url());
        for (int i = 0; i < 2; i++) {
            Outcome.of(exchange.send(WireRequest.get("/things")).otherwiseEmpty());
        }
        account.does(request -> request.response().end());
        get(exchange(connections, UUID.randomUUID(), account.url()));
        assertThat(connections.breakers("meetlog", "open")).isEqualTo(1);
        assertThat(connections.breakers("meetlog", "closed")).isEqualTo(1);
        assertThat(connections.breakers("desktop", "closed")).isZero();
    }

    @Test
    void redirects_are_given_and_not_followed() throws Exception {
        var other = FakeUpstream.start(vertx);
        account.does(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", other.url() + "/things")
                .end());
        assertThat(get(exchange(connections(LOOPBACK), UUID.randomUUID(), account.url()))
                        .status())
                .isEqualTo(302);
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void an_address_inside_is_not_called_unless_it_is_allowed() throws Exception {
        var failure = Outcome.failure(exchange(connections(List.of()), UUID.randomUUID(), account.url())
                .send(WireRequest.get("/things")));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RemoteFailure.Unwell.class,
                        unwell -> assertThat(unwell.code()).isEqualTo("forbidden_address"));
        assertThat(failure.getMessage()).doesNotContain("127.0.0.1");
        assertThat(account.connections()).isZero();
    }

    @Test
    void a_connection_that_moved_is_asked_where_it_is_now() throws Exception {
        var connections = connections(LOOPBACK);
        var id = UUID.randomUUID();
        get(exchange(connections, id, account.url()));
        var moved = FakeUpstream.start(vertx);
        get(exchange(connections, id, moved.url()));
        assertThat(account.requests()).hasSize(1);
        assertThat(moved.requests()).hasSize(1);
    }

    @Test
    void what_belongs_to_a_connection_that_changed_or_is_gone_is_let_go_at_once() throws Exception {
        var connections = connections(LOOPBACK);
        var id = UUID.randomUUID();
        get(exchange(connections, id, account.url()));
        get(exchange(connections, UUID.randomUUID(), account.url()));
        get(exchange(connections, id, FakeUpstream.start(vertx).url()));
        assertThat(connections.size()).isEqualTo(2);
        connections.forget(tenant, id);
        assertThat(connections.size()).isEqualTo(1);
        assertThat(get(exchange(connections, id, account.url())).status()).isEqualTo(200);
    }

    @Test
    void what_a_mirror_waits_for_is_over_when_its_connection_is_forgotten_or_another_one() throws Exception {
        var far = new Slots() {
            @Override
            public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
                return Future.succeededFuture(new Slot(true, Duration.ofMillis(50_000)));
            }

            @Override
            public Future<Void> postpone(Duration pause) {
                return Future.succeededFuture();
            }
        };
        var connections = new Connections(
                vertx, AddressPolicy.publicOr(LOOPBACK), (owner, id) -> far, metrics, Clock.systemUTC());
        var style = new org.meetingsgateway.server.federation.FakeUpstream(false);
        var slow = new Connections.Target(tenant, UUID.randomUUID(), "meetlog", account.url(), new Quota(1, 60));
        var waiting = connections.exchange(slow, style, Lane.MIRROR).send(WireRequest.get("/"));
        connections.forget(tenant, slow.connectionId());
        assertThat(Outcome.failure(waiting)).isInstanceOf(Problem.Unavailable.class);

        waiting = connections.exchange(slow, style, Lane.MIRROR).send(WireRequest.get("/"));
        var other = new Connections.Target(tenant, slow.connectionId(), "meetlog", account.url(), MUCH);
        var unused = connections.exchange(other, style, Lane.MIRROR).send(WireRequest.get("/"));
        assertThat(Outcome.failure(waiting)).isInstanceOf(Problem.Unavailable.class);
        assertThat(account.requests()).isEmpty();
    }

    @Test
    void the_answer_comes_on_the_event_loop_that_asked() throws Exception {
        var exchange = exchange(connections(LOOPBACK), UUID.randomUUID(), account.url());
        var loops = Stream.generate(() -> {
                    var home = ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
                    return Future.<Boolean>future(same ->
                            home.runOnContext(asking -> exchange.send(WireRequest.get("/"))
                                    .onComplete(done -> same.complete(Vertx.currentContext() == home))));
                })
                .limit(8)
                .toList();
        for (var same : loops) {
            assertThat(Outcome.of(same)).isTrue();
        }
    }
}
