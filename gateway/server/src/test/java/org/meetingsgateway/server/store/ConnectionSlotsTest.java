package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.server.store.ConnectionTable.NewConnection;
import org.meetingsgateway.server.upstream.Slots.Slot;

/** Slots in PostgreSQL. They are so far apart that no machine is too slow for the test. */
class ConnectionSlotsTest {
    private static final Duration SPACING = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofDays(30);
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private static StoreFixture fixture;

    private ConnectionTable connections;
    private UUID tenant;
    private UUID connection;
    private ConnectionSlots slots;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void connect() {
        var operator = fixture.tenant();
        var ann = fixture.person("Ann", operator);
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, "P").build();
        tenant = operator.tenantId();
        connections = new ConnectionTable(fixture.client, Clock.systemUTC());
        connection = await(connections.create(tenant, made(ann.id(), project, operator), id -> Buffer.buffer("x")))
                .id();
        slots = new ConnectionSlots(fixture.client, tenant, connection);
    }

    private static NewConnection made(UUID owner, Changes<ProjectField> project, Principal operator) {
        var id = fixture.ask(new CreateProject(project), operator).id();
        return new NewConnection("meetlog", "C", "https://example.com", null, null, id, owner, 60, null);
    }

    private Slot reserve(Duration patience) {
        return await(slots.reserve(SPACING, Duration.ZERO, patience));
    }

    @Test
    void the_first_slot_is_now_and_every_one_a_spacing_later_whoever_asks() {
        int all = 20;
        var other = new ConnectionSlots(fixture.store.client(), tenant, connection);
        var asked = IntStream.range(0, all)
                .mapToObj(i -> (i % 2 == 0 ? slots : other).reserve(SPACING, Duration.ZERO, PATIENT))
                .toList();
        await(Future.all(asked));
        var given = asked.stream().map(Future::result).toList();
        assertThat(given).allMatch(Slot::granted);
        var after = given.stream().map(Slot::after).sorted().toList();
        for (int i = 0; i < all; i++) {
            var exactly = SPACING.multipliedBy(i);
            assertThat(after.get(i)).isBetween(i == 0 ? exactly : exactly.minus(A_WHILE), exactly);
        }
    }

    @Test
    void who_may_be_ahead_has_its_slots_sooner_and_makes_the_others_later() {
        var ahead = SPACING.multipliedBy(2);
        reserve(PATIENT);
        for (int i = 0; i < 2; i++) {
            var early = await(slots.reserve(SPACING, ahead, A_WHILE));
            assertThat(early.granted()).isTrue();
            assertThat(early.after()).isZero();
        }
        assertThat(await(slots.reserve(SPACING, ahead, A_WHILE)).after()).isBetween(SPACING.minus(A_WHILE), SPACING);
        var third = SPACING.multipliedBy(3);
        assertThat(reserve(PATIENT).after()).isBetween(third.minus(A_WHILE), third);
    }

    @Test
    void a_slot_too_far_away_is_told_of_and_not_taken() {
        reserve(PATIENT);
        for (int i = 0; i < 2; i++) {
            var refused = reserve(A_WHILE);
            assertThat(refused.granted()).isFalse();
            assertThat(refused.after()).isBetween(SPACING.minus(A_WHILE), SPACING);
        }
        assertThat(reserve(PATIENT).after()).isBetween(SPACING.minus(A_WHILE), SPACING);
    }

    @Test
    void what_was_put_off_is_free_later_and_never_earlier_than_before() {
        var longer = SPACING.multipliedBy(3);
        for (var pause : List.of(longer, SPACING)) {
            await(slots.postpone(pause));
            assertThat(reserve(Duration.ZERO).after()).isBetween(longer.minus(A_WHILE), longer);
        }
        assertThat(await(connections.get(tenant, connection.toString())).nextFreeAt())
                .as("operators see it")
                .isNotNull();
    }

    @Test
    void no_other_tenants_connection_is_touched_and_one_that_is_gone_has_no_slots() {
        var stranger = new ConnectionSlots(fixture.client, fixture.tenant().tenantId(), connection);
        assertThatThrownBy(() -> await(stranger.reserve(SPACING, Duration.ZERO, PATIENT)))
                .isInstanceOf(Problem.NotFound.class);
        await(stranger.postpone(SPACING));
        assertThat(reserve(PATIENT).after()).isZero();
    }
}
