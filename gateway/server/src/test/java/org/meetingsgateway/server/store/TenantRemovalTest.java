package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.server.config.Database;

/** Tenants that have more than one statement has time for. */
class TenantRemovalTest {
    private static final Database DATABASE = TestDatabase.create();
    private static final StoreFixture FIXTURE = new StoreFixture(DATABASE);
    private static final StoreFixture REPLICA = new StoreFixture(DATABASE);

    /** Are emptied with another one. */
    private static final List<String> WITH_OTHERS = List.of("credential", "tenant_version");

    static {
        for (var part : TenantRemoval.ALL) {
            AtMost.rows(FIXTURE.store.client(), "DELETE", part.table(), part.atOnce());
        }
    }

    private final TenantTable tenants = new TenantTable(FIXTURE.store.client(), FIXTURE.clock);
    private final TenantTable seenElsewhere = new TenantTable(REPLICA.store.client(), REPLICA.clock);
    private final ApiKeyTable keys = new ApiKeyTable(REPLICA.store.client(), REPLICA.clock);
    private final Principal operator = FIXTURE.tenant();
    private final UUID tenant = operator.tenantId();
    private final String slug = "acme-" + tenant;
    private final Person ann = FIXTURE.person("Ann", operator);
    private final Buffer secret = Buffer.buffer(tenant.toString());

    @AfterAll
    static void close() {
        REPLICA.close();
        FIXTURE.close();
    }

    @BeforeEach
    void fill() {
        StoreFixture.meetings(FIXTURE.store.client(), tenant, ann.id(), ann.id(), 450);
        sql(
                "INSERT INTO segment (tenant_id, meeting_id, position, text)"
                        + " SELECT ?, (SELECT m.id FROM meeting m WHERE m.tenant_id = ? LIMIT 1), i, 'Hello.'"
                        + " FROM generate_series(1, 11000) i",
                tenant,
                tenant);
        await(new ApiKeyTable(FIXTURE.store.client(), FIXTURE.clock)
                .create(tenant, new ApiKeyTable.NewKey("meetlog", ann.id(), "tk", List.of(), null, null), secret));
    }

    private static void sql(String sql, Object... values) {
        await(new Sql(sql, values).run(FIXTURE.store.client()));
    }

    /** Until there is nothing to do at once. */
    private static void goOn(StoreFixture replica) {
        boolean isMore = true;
        while (isMore) {
            isMore = await(replica.store.goOnWithTenants());
        }
    }

    private void isGone() {
        for (var part : TenantRemoval.ALL) {
            var left = await(new Sql("SELECT FROM " + part.table() + " o WHERE o.tenant_id = ? LIMIT 1", tenant)
                    .run(FIXTURE.store.client()));
            assertThat(left.size()).as(part.table()).isZero();
        }
        assertThat(await(tenants.create(slug, "Another", "UTC", 1)).slug()).isEqualTo(slug);
    }

    @Test
    void nobody_gets_in_on_any_replica_from_the_moment_that_it_is_closed() {
        assertThat(await(keys.find(secret))).isPresent();
        assertThat(await(seenElsewhere.tenantOfMember(slug, ann.id()))).isPresent();
        await(tenants.close(slug, null));
        assertThat(await(keys.find(secret))).isEmpty();
        assertThat(await(seenElsewhere.tenantOfMember(slug, ann.id()))).isEmpty();
        assertThatThrownBy(() -> await(seenElsewhere.get(slug))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> await(seenElsewhere.update(slug, null, "N", null, null)))
                .isInstanceOf(Problem.NotFound.class);
        goOn(FIXTURE);
    }

    @Test
    void one_that_was_closed_before_a_crash_is_gone_after_it() {
        await(tenants.close(slug, null));
        goOn(REPLICA);
        isGone();
    }

    @Test
    void the_slug_is_free_when_all_is_gone_and_not_before() throws SQLException {
        var lock = new Lock(
                DATABASE, "SELECT FROM meeting WHERE tenant_id = '" + tenant + "' ORDER BY id LIMIT 1 FOR UPDATE");
        try {
            var id = await(tenants.close(slug, null));
            await(tenants.remove(id));
            assertThatThrownBy(() -> await(tenants.create(slug, "Another", "UTC", 1)))
                    .isInstanceOf(Problem.Conflict.class);
            assertThat(await(tenants.close(slug, null))).isEqualTo(id);
            await(tenants.remove(id));
        } finally {
            lock.close();
        }
        sql("UPDATE tenant SET removed_until = now() WHERE id = ?", tenant); // as if that time had passed
        goOn(FIXTURE);
        isGone();
    }

    @Test
    void a_replica_that_is_at_it_is_left_alone_for_a_while_and_followed_then() {
        await(tenants.close(slug, null));
        sql("UPDATE tenant SET removed_until = now() + interval '1 hour' WHERE id = ?", tenant);
        assertThat(await(REPLICA.store.goOnWithTenants())).isFalse();
        sql("UPDATE tenant SET removed_until = now() WHERE id = ?", tenant); // as if that time had passed
        goOn(REPLICA);
        isGone();
    }

    @Test
    void no_table_of_tenants_is_forgotten() {
        var tables = new TreeSet<String>();
        await(new Sql(
                                "SELECT t.relname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'tenant_id'"
                                        + " WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace")
                        .run(FIXTURE.store.client()))
                .forEach(row -> tables.add(row.getString(0)));
        WITH_OTHERS.forEach(tables::remove);
        assertThat(TenantRemoval.ALL).extracting(Batches.Part::table).containsExactlyInAnyOrderElementsOf(tables);
    }
}
