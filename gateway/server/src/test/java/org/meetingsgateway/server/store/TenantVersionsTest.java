package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Segment;

/** Whatever is committed moves the version of its tenant, and nothing else does. */
class TenantVersionsTest {
    private static final StoreFixture FIXTURE = new StoreFixture();
    private static final TenantVersions VERSIONS = FIXTURE.store.versions();

    private final Principal operator = FIXTURE.tenant();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private TenantVersion version() {
        return await(VERSIONS.of(operator.tenantId())).orElseThrow();
    }

    private UUID meeting(Principal who) {
        return FIXTURE.ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, "Standup")
                                .build()),
                        who)
                .meeting()
                .id();
    }

    private Principal member() {
        return StoreFixture.as(FIXTURE.person("Ada", operator), operator);
    }

    private static Segment said(String text) {
        return new Segment(text, null, null, null, null, null);
    }

    private void sql(String statement, Object... values) {
        await(new Sql(statement, values).run(FIXTURE.store.client()));
    }

    @Test
    void each_kind_of_write_moves_it_and_reads_do_not() {
        var seen = new HashSet<TenantVersion>();
        seen.add(version());
        var ada = member();
        assertThat(seen.add(version())).isTrue();
        var id = meeting(ada);
        assertThat(seen.add(version())).isTrue();
        FIXTURE.ask(new AppendSegments(new MeetingRef(id.toString()), List.of(said("Hello"))), ada);
        assertThat(seen.add(version())).isTrue();
        var project = FIXTURE.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "Roadmap")
                        .build()),
                ada);
        assertThat(seen.add(version())).isTrue();
        sql("DELETE FROM project_member WHERE tenant_id = ? AND project_id = ?", operator.tenantId(), project.id());
        sql("DELETE FROM project WHERE tenant_id = ? AND id = ?", operator.tenantId(), project.id());
        assertThat(seen.add(version())).isTrue();
        sql("UPDATE tenant SET name = 'Globex' WHERE id = ?", operator.tenantId());
        assertThat(seen.add(version())).isTrue();
        assertThat(seen.add(version())).isFalse();
    }

    @Test
    void who_may_ask_has_a_version_of_its_own_that_the_use_of_a_key_does_not_move() {
        var ada = member();
        var before = version();
        var key = Ids.next();
        sql(
                "INSERT INTO api_key (tenant_id, id, style, person_id, prefix, scopes, created_at) VALUES (?, ?, 'meetlog', ?, 'tk', ARRAY[]::text[], now())",
                operator.tenantId(),
                key,
                ada.personId());
        var made = version();
        assertThat(made.access()).isNotEqualTo(before.access());
        assertThat(made.content()).isEqualTo(before.content());
        sql("UPDATE api_key SET last_used_at = now() WHERE tenant_id = ? AND id = ?", operator.tenantId(), key);
        assertThat(version()).isEqualTo(made);
        sql("UPDATE api_key SET revoked_at = now() WHERE tenant_id = ? AND id = ?", operator.tenantId(), key);
        var revoked = version();
        assertThat(revoked.access()).isNotEqualTo(made.access());
        FIXTURE.ask(new DeletePerson(ada.personId().toString(), null), operator);
        assertThat(version().access()).isNotEqualTo(revoked.access());
    }

    @Test
    void what_is_rolled_back_does_not_move_it_and_a_transaction_moves_it_at_its_end_and_once() {
        var ada = member();
        var before = version();
        var rolledBack = FIXTURE.store.atomically(transaction -> transaction
                .source()
                .call(new CreateMeeting(Changes.of(MeetingField.class).build()), ada)
                .compose(made -> Future.<Void>failedFuture("no")));
        boolean failed = await(rolledBack.transform(result -> Future.succeededFuture(result.failed())));
        assertThat(failed).isTrue();
        assertThat(version()).isEqualTo(before);

        sql(
                "INSERT INTO person (tenant_id, id, alias, first_name, last_name, created_at, updated_at)"
                        + " SELECT ?, gen_random_uuid(), md5(n::text), 'A', 'B', now(), now() FROM generate_series(1, 1000) n",
                operator.tenantId());
        assertThat(slots()).isLessThanOrEqualTo(16);
        assertThat(version().content() - before.content()).isBetween(1L, 1L << 30);
    }

    private long slots() {
        return await(new Sql("SELECT count(*) FROM tenant_version WHERE tenant_id = ?", operator.tenantId())
                        .run(FIXTURE.store.client()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void writers_at_once_neither_stop_each_other_nor_lose_a_change() {
        var ada = member();
        var writes = new ArrayList<Future<?>>();
        IntStream.range(0, 40)
                .mapToObj(n -> new MeetingRef(meeting(ada).toString()))
                .forEach(ref -> writes.add(appends(ref, ada, 5)));
        await(Future.all(writes));
    }

    /** One after the other: the version after each one is greater than the one before it. */
    private Future<Void> appends(MeetingRef ref, Principal who, int times) {
        if (times == 0) {
            return Future.succeededFuture();
        }
        return VERSIONS.of(operator.tenantId())
                .compose(before -> FIXTURE.store
                        .source()
                        .call(new AppendSegments(ref, List.of(said("word"))), who)
                        .compose(done -> VERSIONS.of(operator.tenantId()))
                        .map(after -> {
                            assertThat(after.orElseThrow().content())
                                    .isGreaterThan(before.orElseThrow().content());
                            return null;
                        }))
                .compose(moved -> appends(ref, who, times - 1));
    }

    @Test
    void nobody_knows_the_version_of_a_tenant_that_is_gone() {
        version();
        sql("DELETE FROM tenant WHERE id = ?", operator.tenantId());
        assertThat(await(VERSIONS.of(operator.tenantId()))).isEmpty();
        assertThat(slots()).isZero();
    }

    @Test
    void a_tenant_of_which_nothing_has_changed_since_there_are_versions_has_one() {
        sql("DELETE FROM tenant_version WHERE tenant_id = ?", operator.tenantId());
        assertThat(version()).isEqualTo(new TenantVersion(0, 0));
        member();
        assertThat(version()).isNotEqualTo(new TenantVersion(0, 0));
    }

    @Test
    void event_loops_that_ask_at_once_all_have_their_answers_on_their_own_thread() {
        var answers = new ArrayList<Future<?>>();
        for (int loop = 0; loop < 3; loop++) {
            var all = Promise.<Boolean>promise();
            answers.add(all.future());
            ((VertxInternal) FIXTURE.vertx).createEventLoopContext().runOnContext(here -> {
                var thread = Thread.currentThread();
                ask(200).map(done -> Thread.currentThread().equals(thread)).onComplete(all);
            });
        }
        await(Future.all(answers));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.result()).isEqualTo(true));
    }

    /** One after the other. */
    private Future<Void> ask(int times) {
        return times == 0
                ? Future.succeededFuture()
                : VERSIONS.of(operator.tenantId()).compose(version -> {
                    assertThat(version).isPresent();
                    return ask(times - 1);
                });
    }

    @Test
    void many_who_ask_at_once_share_questions() {
        var others = IntStream.range(0, 20).mapToObj(n -> FIXTURE.tenant()).toList();
        var context = FIXTURE.vertx.getOrCreateContext();
        var answers = new ArrayList<Future<?>>();
        var all = Promise.<Void>promise();
        context.runOnContext(here -> {
            for (int n = 0; n < 50; n++) {
                others.forEach(tenant -> answers.add(VERSIONS.of(tenant.tenantId())));
            }
            Future.all(answers).<Void>mapEmpty().onComplete(all);
        });
        await(all.future());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.result()).isNotNull());
    }
}
