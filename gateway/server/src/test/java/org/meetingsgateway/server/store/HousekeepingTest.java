package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;

/** What is old is forgotten also where there is more of it than one statement has time for. */
class HousekeepingTest {
    private static final StoreFixture FIXTURE = new StoreFixture();
    private static final int OLD = 3 * IdempotencyTable.AT_ONCE + 5;
    private static final int YOUNG = 7;

    private final Principal operator = FIXTURE.tenant();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static void sql(String sql, Object... values) {
        await(new Sql(sql, values).run(FIXTURE.store.client()));
    }

    private long count(String table) {
        return await(new Sql("SELECT count(*) FROM " + table + " t WHERE t.tenant_id = ?", operator.tenantId())
                        .run(FIXTURE.store.client()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void answers_of_requests() {
        AtMost.rows(FIXTURE.store.client(), "DELETE", "idempotency", IdempotencyTable.AT_ONCE);
        sql(
                "INSERT INTO idempotency (tenant_id, principal, key, fingerprint, status, headers, body, created_at)"
                        + " SELECT ?, 'p', 'k' || i, '', 200, '{}', '', now() - CASE WHEN i <= ? THEN interval '25 hours'"
                        + " ELSE interval '23 hours' END FROM generate_series(1, ?::int) i",
                operator.tenantId(),
                OLD,
                OLD + YOUNG);
        assertThat(await(FIXTURE.store.forgetOldAnswers())).isEqualTo(OLD);
        assertThat(count("idempotency")).isEqualTo(YOUNG);
    }

    @Test
    void results_of_queries() {
        AtMost.rows(FIXTURE.store.client(), "DELETE", "query_result", QueryResultTable.AT_ONCE);
        var here = new ConnectedFixture(FIXTURE);
        var tenant = here.operator.tenantId();
        var query = Ids.next();
        sql(
                "INSERT INTO saved_query (tenant_id, id, project_id, name, description, sql, variables, notes, active,"
                        + " created_at, updated_at) VALUES (?, ?, ?, 'q', '', 'SELECT 1', '[]', '[]', true, now(), now())",
                tenant,
                query,
                here.bobs);
        sql(
                "INSERT INTO query_result (tenant_id, query_id, cache_key, columns, rows, more, refreshed_at)"
                        + " SELECT ?, ?, 'k' || i, '[]', '[]', false, now() - CASE WHEN i <= ? THEN interval '25 hours'"
                        + " ELSE interval '23 hours' END FROM generate_series(1, ?::int) i",
                tenant,
                query,
                OLD,
                OLD + YOUNG);
        assertThat(await(FIXTURE.store.forgetOldResults())).isEqualTo(OLD);
    }

    @Test
    void what_is_known_of_an_account_goes_with_its_connection() {
        AtMost.rows(FIXTURE.store.client(), "DELETE", "mirrored", 2_000);
        var here = new ConnectedFixture(FIXTURE);
        var tenant = here.operator.tenantId();
        sql(
                "INSERT INTO mirrored (tenant_id, connection_id, native_id, fingerprint, day, settled, seen_pass)"
                        + " SELECT ?, ?, 'n' || i, '', now()::date, true, 1 FROM generate_series(1, 6005) i",
                tenant,
                here.connection);
        await(new ConnectionRemoval(FIXTURE.store.client(), FIXTURE.clock)
                .remove(tenant, here.connection.toString(), null, true));
        var left = await(new Sql(
                                "SELECT (SELECT count(*) FROM mirrored o WHERE o.tenant_id = ?)"
                                        + " + (SELECT count(*) FROM connection c WHERE c.tenant_id = ?)",
                                tenant,
                                tenant)
                        .run(FIXTURE.store.client()))
                .iterator()
                .next();
        assertThat(left.getLong(0)).isZero();
    }
}
