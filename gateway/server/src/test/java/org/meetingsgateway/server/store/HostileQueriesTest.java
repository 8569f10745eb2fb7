package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.SavedQuery;

/** What a holder of a key may try with saved queries, and what is forgotten when somebody may see less. */
class HostileQueriesTest {
    private static StoreFixture store;
    private static Principal operator;
    private static Principal ann;
    private static Principal bob;
    private static Project project;

    @BeforeAll
    static void start() {
        store = new StoreFixture();
        operator = store.tenant();
        var annHerself = store.person("Ann", operator);
        var bobHimself = store.person("Bob", operator);
        project = project(List.of(annHerself.id(), bobHimself.id()));
        ann = StoreFixture.as(annHerself, operator).within(project.id()).withView(View.READABLE);
        bob = StoreFixture.as(bobHimself, operator).within(project.id()).withView(View.READABLE);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static Project project(List<UUID> members) {
        return store.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .set(ProjectField.MEMBER_IDS, members)
                        .build()),
                operator);
    }

    private static Meeting recorded(String title, Principal who) {
        return store.ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, title)
                                .set(MeetingField.PRIVACY, Privacy.PROJECT)
                                .set(MeetingField.RECORDING_URL, "https://example.org/" + UUID.randomUUID())
                                .build()),
                        who)
                .meeting();
    }

    private static CreateQuery query(String name, String sql) {
        return new CreateQuery(Changes.of(QueryField.class)
                .set(QueryField.NAME, name)
                .set(QueryField.SQL, sql)
                .build());
    }

    private static String save(String sql, Principal who) {
        return store.ask(query("q" + UUID.randomUUID(), sql), who).name();
    }

    private static QueryResult run(String name, Principal who) {
        return store.ask(new RunQuery(name, Map.of(), false), who);
    }

    private static String code(String sql) {
        try {
            run(save(sql, ann), ann);
        } catch (Problem.Invalid e) {
            return e.violations().getFirst().code();
        }
        return "nothing";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT g.pg_sleep FROM generate_series(1, 1) g",
                "SELECT g.pg_advisory_lock FROM generate_series(1, 1) g",
                "SELECT g.abs FROM generate_series(-1, 1) g",
                "SELECT generate_series.lo_create FROM generate_series(1, 1)",
                "SELECT g.current_setting FROM unnest(ARRAY['gateway.tenant']) g",
                "SELECT g.\"current_setting\" FROM unnest(ARRAY['gateway.tenant']) AS g(n)",
                "SELECT g.to_regclass FROM meetings m, LATERAL unnest(m.tags) g",
                "SELECT 1 FROM meetings m LEFT JOIN unnest(ARRAY['x']) g ON g.nextval = 1",
                "SELECT g.pg_get_userbyid FROM generate_series(10, 10) g ORDER BY g.pg_get_userbyid",
                "SELECT g.current_setting FROM unnest(ARRAY['a']) WITH ORDINALITY g",
                "SELECT m.pg_typeof FROM meetings m",
                "SELECT m.\"pg_column_size\" FROM meetings m"
            })
    void a_column_is_never_a_call_of_a_function(String sql) {
        assertThat(code(sql)).isEqualTo("undefined_column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT g FROM generate_series(1, 2) g | [[1], [2]]",
                "SELECT g.n FROM generate_series(1, 2) AS g(n) | [[1], [2]]",
                "SELECT generate_series FROM generate_series(1, 2) | [[1], [2]]",
                "SELECT v.k, t, o FROM (SELECT 1 AS k) AS v CROSS JOIN generate_series(v.k, 2) WITH ORDINALITY AS x(t, o) | [[1, 1, 1], [1, 2, 2]]",
                "SELECT v.k, t FROM (SELECT 1 AS k) AS v LEFT JOIN LATERAL generate_series(v.k, 2) AS t ON true | [[1, 1], [1, 2]]",
                "SELECT t FROM (SELECT 1 AS k) AS v RIGHT JOIN generate_series(1, 2) AS t ON t = v.k ORDER BY t | [[1], [2]]"
            })
    void functions_in_from_have_columns(String sql, String rows) {
        assertThat(run(save(sql, ann), ann).rows()).hasToString(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT title FROM meetings WHERE version | datatype_mismatch: argument of WHERE must be type boolean, not type bigint",
                "SELECT title FROM meetings UNION SELECT version FROM meetings | datatype_mismatch: UNION types text and bigint cannot be matched",
                "SELECT title FROM meetings LIMIT title | datatype_mismatch: argument of LIMIT must be type bigint, not type text",
                "SELECT lower(m) FROM meetings m | undefined_function: function lower(meetings) does not exist",
                "SELECT m::int FROM meetings m | cannot_coerce: cannot cast type meetings to integer",
                "WITH x(a, b) AS (SELECT 1) SELECT 1 FROM x | invalid_column_reference: WITH query \"x\" has 1 columns available but 2 columns specified",
                "SELECT 'query.meetings with x'::date | invalid_datetime_format: invalid input syntax for type date: \"meetings with x\""
            })
    void what_is_wrong_is_told_in_the_names_of_the_caller(String sql, String told) {
        assertThatThrownBy(() -> save(sql, ann)).isInstanceOfSatisfying(Problem.Invalid.class, refused -> {
            var violation = refused.violations().getFirst();
            assertThat(violation.code() + ": " + violation.message()).isEqualTo(told);
        });
    }

    @Test
    void what_is_not_interrupted_disturbs_nobody_else() {
        var titles = save("SELECT title FROM meetings", bob);
        var powers = IntStream.range(70_000, 70_800).mapToObj(n -> "9.1 ^ " + n).collect(Collectors.joining(", "));
        long start = System.nanoTime();
        assertThat(code("SELECT " + powers)).isEqualTo("statement_timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        for (int i = 0; i < 10; i++) {
            start = System.nanoTime();
            store.ask(new RunQuery(titles, Map.of(), true), bob);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void what_is_hard_to_parse_keeps_no_other_query_from_being_run() {
        var titles = save("SELECT title FROM meetings", bob);
        run(titles, bob);
        var hard = IntStream.range(0, 8)
                .mapToObj(n -> store.source
                        .call(query("h" + n, "SELECT " + "(".repeat(14) + n + ")".repeat(14)), ann)
                        .transform(done -> Future.succeededFuture(done.cause())))
                .toList();
        long start = System.nanoTime();
        run(titles, bob);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(hard).anyMatch(each -> !each.isComplete());
        hard.forEach(each -> assertThat(StoreFixture.await(each)).isInstanceOf(Problem.Invalid.class));
    }

    @Test
    void what_is_not_seen_any_more_is_not_told_from_memory() {
        var mine = recorded("Mine", bob);
        var name = save("SELECT title FROM meetings WHERE title = 'Mine'", ann);
        assertThat(run(name, ann).rows()).hasSize(1);
        assertThat(run(name, ann).cached()).isTrue();
        store.ask(
                new UpdateMeeting(
                        StoreFixture.ref(mine),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.PRIVACY, Privacy.PRIVATE)
                                .build()),
                bob);
        assertThat(run(name, ann).rows()).isEmpty();
        assertThat(run(name, bob).rows()).hasSize(1);
        store.ask(new DeleteMeeting(StoreFixture.ref(mine), null), bob);
        assertThat(run(name, bob).rows()).isEmpty();
    }

    @Test
    void who_leaves_the_project_is_told_nothing_from_memory() {
        var left = project(List.of(ann.personId(), bob.personId()));
        recorded("Left", bob.within(left.id()));
        var leaving = ann.within(left.id());
        var name = save("SELECT title FROM meetings", leaving);
        assertThat(run(name, leaving).rows()).hasSize(1);
        store.ask(
                new UpdateProject(
                        left.id().toString(),
                        null,
                        Changes.of(ProjectField.class)
                                .set(ProjectField.MEMBER_IDS, List.of(bob.personId()))
                                .build()),
                operator);
        assertThat(run(name, leaving).rows()).isEmpty();
    }

    @Test
    void a_query_remembers_a_hundred_results() {
        var name = store.ask(
                        new CreateQuery(Changes.of(QueryField.class)
                                .set(QueryField.NAME, "hundred")
                                .set(QueryField.SQL, "SELECT {variables.n}::int AS n")
                                .build()),
                        ann)
                .name();
        for (int i = 0; i <= 100; i++) {
            store.ask(new RunQuery(name, Map.of("n", i), false), ann);
        }
        assertThat(store.ask(new RunQuery(name, Map.of("n", 100), false), ann).cached())
                .isTrue();
        assertThat(store.ask(new RunQuery(name, Map.of("n", 1), false), ann).cached())
                .isTrue();
        assertThat(store.ask(new RunQuery(name, Map.of("n", 0), false), ann).cached())
                .isFalse();
    }

    @Test
    void a_project_has_no_more_queries_than_it_may_also_when_many_are_written_at_once() {
        var full = ann.within(project(List.of(ann.personId())).id());
        StoreFixture.await(new Sql(
                        "INSERT INTO saved_query (tenant_id, id, project_id, name, description, sql, variables, notes, active,"
                                + " created_at, updated_at) SELECT ?, gen_random_uuid(), ?, 'n' || n, '', 'SELECT 1', '[]', '{}',"
                                + " true, now(), now() FROM generate_series(1, ?) AS n",
                        full.tenantId(),
                        full.projectId(),
                        SavedQuery.MOST - 1)
                .run(store.client));
        var written = IntStream.range(0, 8)
                .mapToObj(i -> store.source
                        .call(query("one-of-" + i, "SELECT 1"), full)
                        .transform(done -> Future.succeededFuture(done.cause())))
                .toList();
        var failures = new ArrayList<Throwable>();
        written.forEach(each -> {
            var cause = StoreFixture.await(each);
            if (cause != null) {
                failures.add(cause);
            }
        });
        assertThat(failures).hasSize(7).allSatisfy(cause -> assertThat(cause).isInstanceOf(Problem.Conflict.class));
    }

    @Test
    void too_many_runs_at_once_are_told_to_come_back_and_the_rest_goes_on() {
        var name = save("SELECT count(*) FROM generate_series(1, 3000000) AS n", ann);
        var runs = IntStream.range(0, 80)
                .mapToObj(i -> store.source
                        .call(new RunQuery(name, Map.of(), true), ann)
                        .transform(done -> Future.succeededFuture(done.cause())))
                .toList();
        assertThat(recorded("Meanwhile", ann).title()).isEqualTo("Meanwhile");
        assertThat(runs).anyMatch(each -> !each.isComplete());
        runs.forEach(each -> assertThat(StoreFixture.await(each))
                .satisfiesAnyOf(
                        cause -> assertThat(cause).isNull(),
                        cause -> assertThat(cause).isInstanceOf(Problem.Unavailable.class)));
        assertThat(runs).anyMatch(each -> each.result() instanceof Problem.Unavailable);
        assertThat(runs).anyMatch(each -> each.result() == null);
    }
}
