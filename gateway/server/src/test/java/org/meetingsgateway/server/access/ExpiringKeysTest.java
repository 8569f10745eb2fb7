package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ApiKeyExpiries;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ApiKeyTable.NewKey;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TestDatabase;

class ExpiringKeysTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String TOLD = "gateway_keys_expiring{style=\"%s\",within=\"%s\"} %s.0\n";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static ApiKeyTable.ApiKey key(
            ApiKeyTable keys, UUID tenant, UUID person, String style, @Nullable Duration left) {
        var expires = left == null ? null : NOW.plus(left);
        var secret = Buffer.buffer(UUID.randomUUID().toString());
        return wait(keys.create(tenant, new NewKey(style, person, "tk", List.of(), null, expires), secret));
    }

    @Test
    void keys_that_expire_are_told_by_style_without_those_that_are_over_or_revoked() {
        var metrics = new Metrics();
        var vertx = metrics.vertx(new VertxOptions());
        var store = new Store(vertx, TestDatabase.create(), clock, (kind, assignee) -> {});
        var tenant = wait(new TenantTable(store.client(), clock).create("acme", "Acme", "UTC", 1))
                .id();
        var operator = new Principal(tenant, "acme", null, "test", Set.of(), Principal.View.TENANT);
        var ada = Changes.of(PersonField.class)
                .set(PersonField.FIRST_NAME, "Ada")
                .set(PersonField.LAST_NAME, "L")
                .build();
        var person = wait(store.source().call(new CreatePerson(ada), operator)).id();
        var keys = new ApiKeyTable(store.client(), clock);
        for (var left : List.of(1, 7, 8, 30, 31)) {
            key(keys, tenant, person, "meetlog", Duration.ofDays(left));
        }
        key(keys, tenant, person, "meetlog", Duration.ofSeconds(-1));
        key(keys, tenant, person, "meetlog", null);
        var revoked = key(keys, tenant, person, "desktop", Duration.ofDays(1));
        wait(keys.revoke(tenant, revoked.id().toString()));

        new ExpiringKeys(new ApiKeyExpiries(store.client()), clock).start(vertx, metrics, Set.of("meetlog", "desktop"));

        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var scrape = "";
        while (!scrape.contains(TOLD.formatted("meetlog", "7d", 2)) && System.nanoTime() < deadline) {
            scrape = metrics.scrape(Metrics.PROMETHEUS_TEXT);
        }
        assertThat(scrape)
                .contains(TOLD.formatted("meetlog", "7d", 2), TOLD.formatted("meetlog", "30d", 4))
                .contains(TOLD.formatted("desktop", "7d", 0), TOLD.formatted("desktop", "30d", 0));
        wait(store.close());
        wait(vertx.close());
        metrics.close();
    }
}
