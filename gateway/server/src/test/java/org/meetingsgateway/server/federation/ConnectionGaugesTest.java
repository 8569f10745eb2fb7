package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ConnectionGroups;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.server.store.ConnectionTable.NewConnection;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TestDatabase;

/** What the mirror writes is written by hand. */
class ConnectionGaugesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Quota HUNDRED_SECONDS = new Quota(1_000, 100);

    private final Metrics metrics = new Metrics();
    private final Vertx vertx = metrics.vertx(new VertxOptions());
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Store store = new Store(vertx, TestDatabase.create(), clock, (kind, assignee) -> {});
    private final Upstreams upstreams =
            Upstreams.of(Map.of("meetlog", new FakeUpstream(false), "desktop", new FakeUpstream(true)));

    private UUID tenant;
    private UUID owner;
    private UUID project;

    @BeforeEach
    void newTenant() {
        tenant = wait(new TenantTable(store.client(), clock).create("acme", "Acme", "UTC", 1))
                .id();
        var operator = new Principal(tenant, "acme", null, "test", Set.of(), Principal.View.TENANT);
        var ada = Changes.of(PersonField.class)
                .set(PersonField.FIRST_NAME, "Ada")
                .set(PersonField.LAST_NAME, "L")
                .build();
        owner = wait(store.source().call(new CreatePerson(ada), operator)).id();
        var named = Changes.of(ProjectField.class).set(ProjectField.NAME, "P").build();
        project = wait(store.source().call(new CreateProject(named), operator)).id();
    }

    @AfterEach
    void stop() {
        wait(store.close());
        wait(vertx.close());
        metrics.close();
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private UUID connect(String style, Duration age, Quota quota) {
        var made = new NewConnection(style, "C", "https://example.com", null, null, project, owner, 60, quota);
        return wait(new ConnectionTable(store.client(), Clock.fixed(NOW.minus(age), ZoneOffset.UTC))
                        .create(tenant, made, id -> Buffer.buffer("x")))
                .id();
    }

    private void change(UUID connection, String assignment, Object value) {
        wait(store.client()
                .preparedQuery("UPDATE connection SET " + assignment + " WHERE id = $1")
                .execute(Tuple.of(connection, value)));
    }

    private void issue(UUID connection, String code, boolean open) {
        wait(store.client()
                .preparedQuery("INSERT INTO connection_issue (tenant_id, id, connection_id, code, detail, first_seen,"
                        + " last_seen, resolved_at) VALUES ($1, gen_random_uuid(), $2, $3, '', now(), now(), $4)")
                .execute(Tuple.of(tenant, connection, code, open ? null : NOW.atOffset(ZoneOffset.UTC))));
    }

    private void mirrored(UUID connection, String nativeId, boolean settled) {
        wait(store.client()
                .preparedQuery("INSERT INTO mirrored (tenant_id, connection_id, native_id, fingerprint, day, settled,"
                        + " seen_pass) VALUES ($1, $2, $3, 'f', '2026-05-01', $4, 1)")
                .execute(Tuple.of(tenant, connection, nativeId, settled)));
    }

    private void writing(UUID connection, String state, Duration age) {
        wait(store.client()
                .preparedQuery("INSERT INTO outbox (tenant_id, id, connection_id, operation, state, started_at)"
                        + " VALUES ($1, gen_random_uuid(), $2, 'create', $3, $4)")
                .execute(Tuple.of(tenant, connection, state, NOW.minus(age).atOffset(ZoneOffset.UTC))));
    }

    /** Once the store has been looked at. */
    private void told(String connections) {
        new ConnectionGauges(new ConnectionGroups(store.client()), upstreams, clock).start(vertx, metrics);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!metrics.scrape(Metrics.PROMETHEUS_TEXT).contains(connections)) {
            assertThat(System.nanoTime()).as(connections).isLessThan(end);
        }
    }

    private double value(String series) {
        var found = Pattern.compile("^" + Pattern.quote(series) + " (.*)$", Pattern.MULTILINE)
                .matcher(metrics.scrape(Metrics.PROMETHEUS_TEXT));
        assertThat(found.find()).as(series).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private double state(String style, String state) {
        return value("gateway_connection_state{connection_style=\"" + style + "\",state=\"" + state + "\"}");
    }

    @Test
    void connections_are_counted_by_what_is_most_in_their_way() {
        for (int i = 0; i < 3; i++) {
            connect("meetlog", Duration.ZERO, null);
        }
        var refused = connect("meetlog", Duration.ZERO, null);
        issue(refused, "upstream_unwell", true);
        issue(refused, "credential_refused", true);
        issue(connect("meetlog", Duration.ZERO, null), "item_failed", true);
        issue(connect("desktop", Duration.ZERO, null), "item_failed", false);
        var paused = connect("desktop", Duration.ZERO, null);
        issue(paused, "credential_refused", true);
        change(paused, "paused_at = $2", NOW.atOffset(ZoneOffset.UTC));

        told("gateway_connection_state{connection_style=\"meetlog\",state=\"active\"} 3.0");
        assertThat(state("meetlog", "reauth_needed")).isEqualTo(1);
        assertThat(state("meetlog", "degraded")).isEqualTo(1);
        assertThat(state("meetlog", "paused")).isZero();
        assertThat(state("desktop", "active")).isEqualTo(1);
        assertThat(state("desktop", "paused")).isEqualTo(1);
        assertThat(state("desktop", "reauth_needed")).isZero();
    }

    @Test
    void the_lag_is_the_longest_and_counts_from_the_creation_where_nothing_was_complete_yet() {
        change(
                connect("meetlog", Duration.ofHours(9), null),
                "last_success_at = $2",
                NOW.minusSeconds(5).atOffset(ZoneOffset.UTC));
        connect("meetlog", Duration.ofSeconds(90), null);
        change(connect("meetlog", Duration.ofDays(9), null), "paused_at = $2", NOW.atOffset(ZoneOffset.UTC));

        told("gateway_connection_state{connection_style=\"meetlog\",state=\"active\"} 2.0");
        assertThat(value("gateway_sync_lag_seconds{connection_style=\"meetlog\"}"))
                .isEqualTo(90);
        assertThat(value("gateway_sync_lag_seconds{connection_style=\"desktop\"}"))
                .isZero();
    }

    @Test
    void pending_meetings_are_added_up() {
        var one = connect("meetlog", Duration.ZERO, null);
        var other = connect("meetlog", Duration.ZERO, null);
        mirrored(one, "1", false);
        mirrored(one, "2", true);
        mirrored(other, "1", false);
        mirrored(other, "2", false);

        told("gateway_sync_pending{connection_style=\"meetlog\"} 3.0");
        assertThat(value("gateway_sync_pending{connection_style=\"desktop\"}")).isZero();
    }

    @Test
    void writes_that_are_not_over_are_added_up_and_the_oldest_is_told() {
        var one = connect("desktop", Duration.ZERO, null);
        writing(one, "sending", Duration.ofSeconds(2));
        writing(one, "unknown", Duration.ofSeconds(90));
        writing(one, "done", Duration.ofHours(3));
        writing(connect("desktop", Duration.ZERO, HUNDRED_SECONDS), "sending", Duration.ofSeconds(1));
        connect("meetlog", Duration.ZERO, null);

        told("gateway_outbox_pending{connection_style=\"desktop\"} 3.0");
        assertThat(value("gateway_outbox_oldest_seconds{connection_style=\"desktop\"}"))
                .isEqualTo(90);
        assertThat(value("gateway_outbox_pending{connection_style=\"meetlog\"}"))
                .isZero();
        assertThat(value("gateway_outbox_oldest_seconds{connection_style=\"meetlog\"}"))
                .isZero();
    }

    @Test
    void of_quotas_the_smallest_part_that_is_left_is_told() {
        connect("meetlog", Duration.ZERO, HUNDRED_SECONDS);
        var spent = connect("meetlog", Duration.ZERO, HUNDRED_SECONDS);
        change(spent, "next_free_at = now() + $2::int * interval '1 second'", 60);
        var longer = connect("desktop", Duration.ZERO, null); // a minute is what the style has
        change(longer, "next_free_at = now() + $2::int * interval '1 second'", 3_600);

        told("gateway_connection_state{connection_style=\"meetlog\",state=\"active\"} 2.0");
        assertThat(value("gateway_quota_remaining_ratio{connection_style=\"meetlog\"}"))
                .isBetween(0.4, 0.6);
        assertThat(value("gateway_quota_remaining_ratio{connection_style=\"desktop\"}"))
                .isZero();
    }

    @Test
    void every_style_has_its_series_before_there_is_a_connection() {
        told("gateway_quota_remaining_ratio{connection_style=\"desktop\"} 1.0");
        assertThat(state("desktop", "review")).isZero();
        assertThat(value("gateway_sync_items_total{connection_style=\"desktop\",outcome=\"failed\"}"))
                .isZero();
        assertThat(value("gateway_sync_pages_total{connection_style=\"desktop\"}"))
                .isZero();
    }
}
