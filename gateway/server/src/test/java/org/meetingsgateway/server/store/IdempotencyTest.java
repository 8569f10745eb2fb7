package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireResponse;

/** One effect and one answer, however often a request is sent. */
class IdempotencyTest {
    static Vertx vertx;
    static Store store;

    Principal who;
    final AtomicInteger runs = new AtomicInteger();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        store = new Store(vertx, TestDatabase.create(), Clock.systemUTC(), (kind, assignee) -> {});
    }

    @AfterAll
    static void stop() {
        StoreTest.await(store.close());
        StoreTest.await(vertx.close());
    }

    @BeforeEach
    void tenant() {
        var id = Ids.next();
        StoreTest.await(new Sql(
                        "INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                                + " VALUES (?, ?, ?, 'Acme', 'UTC', 1, now(), now())",
                        id,
                        Ids.alias(Instant.now()),
                        "acme-" + id)
                .run(store.client()));
        who = new Principal(id, "acme", null, "k", Set.of(), View.TENANT);
    }

    Future<WireResponse> makePerson(MeetingSource source) {
        return source.call(
                        new CreatePerson(Changes.of(PersonField.class)
                                .set(PersonField.FIRST_NAME, "A" + runs.incrementAndGet())
                                .set(PersonField.LAST_NAME, "B")
                                .build()),
                        who)
                .map(person -> WireResponse.json(201, Buffer.buffer(person.firstName()))
                        .with("Location", "/" + person.id()));
    }

    long people() {
        return StoreTest.await(store.source().call(new ListPeople(new Slice.Numbered(1, 10)), who))
                .total();
    }

    static WireResponse.Bytes once(
            Principal who, String key, String fingerprint, Function<MeetingSource, Future<WireResponse>> effect) {
        return (WireResponse.Bytes)
                StoreTest.await(store.once(who, key, fingerprint, bound -> effect.apply(bound.source())));
    }

    @Test
    void a_repeat_gets_the_first_answer_and_has_no_effect() {
        var first = once(who, "k1", "f", this::makePerson);
        var second = once(who, "k1", "f", this::makePerson);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().get("Location")).isEqualTo(first.headers().get("Location"));
        assertThat(first.headers().contains("Idempotency-Replayed")).isFalse();
        assertThat(second.headers().get("Idempotency-Replayed")).isEqualTo("true");
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void another_request_with_the_key_is_refused() {
        once(who, "k2", "f", this::makePerson);
        assertThatThrownBy(() -> once(who, "k2", "g", this::makePerson)).isInstanceOf(Problem.IdempotencyReused.class);
    }

    @Test
    void the_key_of_another_principal_is_another_key() {
        once(who, "k3", "f", this::makePerson);
        var other = new Principal(who.tenantId(), "acme", UUID.randomUUID(), "k", Set.of(), View.TENANT);
        assertThat(once(other, "k3", "g", this::makePerson).headers().contains("Idempotency-Replayed"))
                .isFalse();
    }

    @Test
    void a_repeat_while_the_first_is_served_is_told_so() {
        Promise<WireResponse> slow = Promise.promise();
        var started = Promise.<Void>promise();
        var first = store.once(who, "k4", "f", source -> {
            started.complete();
            return slow.future();
        });
        StoreTest.await(started.future());
        assertThatThrownBy(() -> once(who, "k4", "f", this::makePerson))
                .isInstanceOf(Problem.IdempotencyInFlight.class);
        slow.complete(WireResponse.json(200, Buffer.buffer("{}")));
        StoreTest.await(first);
    }

    @Test
    void an_effect_that_fails_leaves_nothing_behind_and_may_be_tried_again() {
        assertThatThrownBy(() -> once(
                        who,
                        "k5",
                        "f",
                        source ->
                                makePerson(source).compose(done -> Future.failedFuture(new Problem.Conflict("late")))))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(people()).isZero();
        once(who, "k5", "f", this::makePerson);
        assertThat(people()).isEqualTo(1);
    }
}
