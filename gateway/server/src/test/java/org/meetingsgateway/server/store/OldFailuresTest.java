package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What was wrong long ago is forgotten; what is wrong now, and was of late, is not. */
class OldFailuresTest {
    private static final StoreFixture FIXTURE = new StoreFixture();

    private final ConnectedFixture here = new ConnectedFixture(FIXTURE);

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private void sql(String sql, Object... values) {
        await(new Sql(sql, values).run(FIXTURE.store.client()));
    }

    private void issue(String code, Duration age, boolean resolved) {
        var seen = FIXTURE.clock.instant().minus(age);
        sql(
                "INSERT INTO connection_issue (tenant_id, id, connection_id, code, detail, first_seen, last_seen, resolved_at)"
                        + " VALUES (?, ?, ?, ?, '', ?, ?, ?)",
                here.operator.tenantId(),
                Ids.next(),
                here.connection,
                code,
                seen,
                seen,
                resolved ? seen : null);
    }

    private void failure(Duration age, boolean resolved) {
        var seen = FIXTURE.clock.instant().minus(age);
        sql(
                "INSERT INTO failure (tenant_id, id, connection_id, message, first_seen, last_seen, resolved_at)"
                        + " VALUES (?, ?, ?, '', ?, ?, ?)",
                here.operator.tenantId(),
                Ids.next(),
                here.connection,
                seen,
                seen,
                resolved ? seen : null);
    }

    private void drift(String pointer, Duration age) {
        var seen = FIXTURE.clock.instant().minus(age);
        sql(
                "INSERT INTO drift (tenant_id, connection_id, pointer, count, first_seen, last_seen) VALUES (?, ?, ?, 1, ?, ?)",
                here.operator.tenantId(),
                here.connection,
                pointer,
                seen,
                seen);
    }

    private long count(String table) {
        return await(new Sql(
                                "SELECT count(*) FROM " + table + " t WHERE t.tenant_id = ? AND t.connection_id = ?",
                                here.operator.tenantId(),
                                here.connection)
                        .run(FIXTURE.store.client()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void ninety_days_after_it_was_over() {
        var old = OldFailures.KEPT.plusDays(1);
        var late = OldFailures.KEPT.minusDays(1);
        issue("a", old, true);
        issue("b", old, false);
        issue("c", late, true);
        failure(old, true);
        failure(old, false);
        failure(late, true);
        drift("meeting/a", old);
        drift("meeting/b", late);
        assertThat(await(FIXTURE.store.forgetOldFailures())).isGreaterThanOrEqualTo(3);
        assertThat(count("connection_issue")).isEqualTo(2);
        assertThat(count("failure")).isEqualTo(2);
        assertThat(count("drift")).isEqualTo(1);
    }
}
