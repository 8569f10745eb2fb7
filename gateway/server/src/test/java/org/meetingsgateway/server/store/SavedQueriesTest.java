package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.QueryResult.Column;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.Segment;

/** Saved queries on a real PostgreSQL: what they read, and what they cannot. */
class SavedQueriesTest {
    private static StoreFixture store;
    private static Principal ann;
    private static Principal bob;
    private static Principal stranger;
    private static Meeting meeting;

    @BeforeAll
    static void start() {
        store = new StoreFixture();
        var operator = store.tenant();
        var annHerself = store.person("Ann", operator);
        var bobHimself = store.person("Bob", operator);
        var one = project("One", operator, List.of(annHerself.id(), bobHimself.id()));
        var other = project("Other", operator, List.of(bobHimself.id()));
        ann = reading(StoreFixture.as(annHerself, operator)).within(one.id());
        bob = reading(StoreFixture.as(bobHimself, operator)).within(one.id());
        meeting = recorded("Open", Privacy.PROJECT, ann);
        recorded("Secret of Bob", Privacy.PRIVATE, bob);
        recorded("Elsewhere", Privacy.ACCOUNT, bob.within(other.id()));
        store.ask(
                new CreateMeeting(Changes.of(MeetingField.class)
                        .set(MeetingField.TITLE, "Nothing to read")
                        .build()),
                ann);
        store.ask(
                new AppendSegments(
                        StoreFixture.ref(meeting),
                        List.of(
                                new Segment("hello", "Ann", 0.0, 10.0, 0.5, true),
                                new Segment("world", null, 20.0, null, null, false))),
                ann);
        var foreign = store.tenant();
        var eve = store.person("Eve", foreign);
        var theirs = project("Theirs", foreign, List.of());
        stranger = reading(StoreFixture.as(eve, foreign)).within(theirs.id());
        recorded("Foreign", Privacy.PUBLIC, stranger);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static Principal reading(Principal principal) {
        return principal.withView(View.READABLE);
    }

    private static Project project(String name, Principal operator, List<UUID> members) {
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, name);
        if (!members.isEmpty()) {
            project.set(ProjectField.MEMBER_IDS, members);
        }
        return store.ask(new CreateProject(project.build()), operator);
    }

    private static Meeting recorded(String title, Privacy privacy, Principal who) {
        return store.ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, title)
                                .set(MeetingField.PRIVACY, privacy)
                                .set(MeetingField.TAGS, List.of("a", "b"))
                                .set(MeetingField.RECORDING_URL, "https://example.org/" + UUID.randomUUID())
                                .set(
                                        MeetingField.PARTICIPANTS,
                                        List.of(new Participant(null, "Guest of " + title, null, null)))
                                .build()),
                        who)
                .meeting();
    }

    private static String save(String sql, Principal who, QueryVariable... variables) {
        var name = "q" + UUID.randomUUID();
        var query = Changes.of(QueryField.class)
                .set(QueryField.NAME, name)
                .set(QueryField.SQL, sql)
                .set(QueryField.VARIABLES, List.of(variables));
        return store.ask(new CreateQuery(query.build()), who).name();
    }

    private static QueryResult run(String name, Map<String, @Nullable Object> values, Principal who) {
        return store.ask(new RunQuery(name, values, false), who);
    }

    private static List<List<@Nullable Object>> rows(String sql, Principal who) {
        return run(save(sql, who), Map.of(), who).rows();
    }

    private static String code(Runnable work) {
        try {
            work.run();
        } catch (Problem.Invalid e) {
            return e.violations().getFirst().code();
        }
        return "nothing";
    }

    @Test
    void a_query_reads_what_its_person_sees_of_its_project() {
        var titles = "SELECT title FROM meetings ORDER BY title";
        assertThat(rows(titles, ann)).isEqualTo(List.of(List.of("Open")));
        assertThat(rows(titles, bob)).isEqualTo(List.of(List.of("Open"), List.of("Secret of Bob")));
        assertThat(rows(titles, stranger)).isEqualTo(List.of(List.of("Foreign")));
        assertThat(rows("SELECT text, speaker, final FROM segments ORDER BY position", ann))
                .isEqualTo(List.of(List.of("hello", "Ann", true), java.util.Arrays.asList("world", null, false)));
        assertThat(rows("SELECT name FROM participants", ann)).isEqualTo(List.of(List.of("Guest of Open")));
        assertThat(rows("SELECT name FROM projects", ann)).isEqualTo(List.of(List.of("One")));
        assertThat(rows("SELECT name FROM people ORDER BY name", ann))
                .isEqualTo(List.of(List.of("Ann Lee"), List.of("Bob Lee")));
        assertThat(rows("SELECT count(*) FROM action_items UNION ALL SELECT count(*) FROM reports", ann))
                .isEqualTo(List.of(List.of(0L), List.of(0L)));
        assertThat(rows("SELECT count(*) FROM segments", stranger)).isEqualTo(List.of(List.of(0L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT title FROM meetings WHERE title LIKE '%'",
                "SELECT m.title FROM meetings m RIGHT JOIN participants p ON p.meeting_id = m.id",
                "SELECT string_agg(m::text, '') FROM meetings m",
                "SELECT row_to_json(m)::text || coalesce((SELECT string_agg(p::text, '') FROM participants p), '') FROM meetings m",
                "WITH RECURSIVE t AS (SELECT title FROM meetings UNION SELECT m.title FROM meetings m, t) SELECT * FROM t",
                "SELECT title FROM meetings WHERE 1 / (CASE WHEN title = 'Secret of Bob' THEN 0 ELSE 1 END) = 1",
                "SELECT name FROM participants WHERE 1 / (CASE WHEN name = 'Guest of Elsewhere' THEN 0 ELSE 1 END) = 1",
                "SELECT title FROM meetings WHERE owner_id IN (SELECT id FROM people) OR true"
            })
    void nothing_else_is_read_however_it_is_asked(String sql) {
        assertThat(rows(sql, ann).toString()).doesNotContain("Secret", "Elsewhere", "Foreign", "Nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "undefined_column | SELECT nothing FROM meetings",
                "undefined_column | SELECT current_user FROM meetings",
                "undefined_column | SELECT tenant_id FROM meetings",
                "undefined_column | SELECT conference_password FROM meetings",
                "undefined_column | SELECT administrator FROM people",
                "undefined_function | SELECT lower(1, 2)",
                "ambiguous_column | SELECT id FROM meetings, reports",
                "grouping_error | SELECT title, count(*) FROM meetings",
                "unknown_table | SELECT * FROM meeting",
                "function_not_allowed | SELECT pg_sleep(1)",
                "invalid_text_representation | SELECT * FROM meetings WHERE id = 'x'"
            })
    void a_statement_that_is_wrong_is_refused_when_it_is_saved(String code, String sql) {
        assertThat(code(() -> save(sql, ann))).isEqualTo(code);
    }

    @Test
    void an_update_checks_the_statement_too_and_leaves_what_is_not_named() {
        var name = save("SELECT 1", ann);
        var wrong = Changes.of(QueryField.class).set(QueryField.SQL, "SELECT x").build();
        assertThat(code(() -> store.ask(new UpdateQuery(name, wrong), ann))).isEqualTo("undefined_column");
        var inactive =
                Changes.of(QueryField.class).set(QueryField.ACTIVE, false).build();
        assertThat(store.ask(new UpdateQuery(name, inactive), ann).sql()).isEqualTo("SELECT 1");
        assertThatThrownBy(() -> run(name, Map.of(), ann)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void variables_are_values_and_never_text_of_the_statement() {
        var name = save(
                "SELECT title FROM meetings WHERE title = {variables.title} OR duration_seconds > {variables.longer}"
                        + " OR starts_at > {variables.since} OR status IN {variables.statuses} OR (segment_count > 0) = {variables.said}",
                bob,
                new QueryVariable(UUID.randomUUID().toString(), "longer", null),
                new QueryVariable(UUID.randomUUID().toString(), "since", "2100-01-01T00:00:00Z"),
                new QueryVariable(UUID.randomUUID().toString(), "statuses", List.of("failed", "it's \"\\")),
                new QueryVariable(UUID.randomUUID().toString(), "said", null));
        assertThat(run(name, Map.of("title", "x' OR '1'='1"), bob).rows()).isEmpty();
        assertThat(run(name, Map.of("title", "Open", "other", 1), bob).rows()).isEqualTo(List.of(List.of("Open")));
        assertThat(run(name, Map.of("title", "", "longer", 5, "statuses", "scheduled"), bob)
                        .rows())
                .hasSize(2);
        assertThat(run(name, Map.of("title", "", "said", true), bob).rows()).isEqualTo(List.of(List.of("Open")));
        assertThat(code(() -> run(name, Map.of(), bob))).isEqualTo("unknown_variable");
        assertThat(code(() -> run(name, Map.of("title", "", "since", "soon"), bob)))
                .isEqualTo("invalid_datetime_format");
    }

    @Test
    void a_variable_has_the_type_of_its_value_where_the_statement_goes_with_it() {
        var anything =
                save("SELECT {variables.a} AS a, {variables.b} AS b, {variables.c} AS c, {variables.d} AS d", ann);
        var result = run(anything, Map.of("a", 1, "b", true, "c", List.of(1, 2), "d", new BigDecimal("1.5")), ann);
        assertThat(result.rows().getFirst()).isEqualTo(List.of(1L, true, List.of(1L, 2L), 1.5));
        assertThat(result.columns())
                .extracting(Column::type)
                .containsExactly("integer", "boolean", "integer[]", "numeric");
        var sum = save("SELECT {variables.a} + 1 AS a FROM meetings WHERE segment_count > {variables.b}", ann);
        assertThat(run(sum, Map.of("a", new BigDecimal("1.5"), "b", new BigDecimal("-0.5")), ann)
                        .rows())
                .first()
                .isEqualTo(List.of(2.5));
        var text = save("SELECT count(*) AS n FROM meetings WHERE title = {variables.a}", ann);
        assertThat(run(text, Map.of("a", 5), ann).rows()).isEqualTo(List.of(List.of(0L)));
    }

    @Test
    void values_are_those_of_json() {
        var name = save(
                "SELECT 1 AS i, 9007199254740993 AS l, 0.5::float8 AS d, 1.10::numeric AS n, 123456789012345678901::numeric AS big,"
                        + " timestamptz '2026-01-02 03:04:05.6+01' AS t, date '2026-01-02' AS day, true AS b, NULL AS nothing, tags,"
                        + " jsonb_build_object('a', jsonb_build_array(1)) AS j, 'NaN'::float8 AS nan, 1 AS i FROM meetings",
                ann);
        var result = run(name, Map.of(), ann);
        assertThat(result.columns())
                .extracting(QueryResult.Column::name)
                .containsExactly("i", "l", "d", "n", "big", "t", "day", "b", "nothing", "tags", "j", "nan", "i");
        assertThat(result.columns())
                .extracting(QueryResult.Column::type)
                .containsExactly(
                        "integer",
                        "bigint",
                        "double precision",
                        "numeric",
                        "numeric",
                        "timestamptz",
                        "date",
                        "boolean",
                        "text",
                        "text[]",
                        "jsonb",
                        "double precision",
                        "integer");
        assertThat(result.rows())
                .containsExactly(java.util.Arrays.asList(
                        1L,
                        9007199254740993L,
                        0.5,
                        1.1,
                        "123456789012345678901",
                        "2026-01-02T02:04:05.6Z",
                        "2026-01-02",
                        true,
                        null,
                        List.of("a", "b"),
                        Map.of("a", List.of(1L)),
                        null,
                        1L));
    }

    @Test
    void a_result_is_told_again_until_it_is_too_old_or_asked_for_anew() {
        var name = save("SELECT clock FROM (SELECT date_part('epoch', now()) AS clock) x", ann);
        var first = run(name, Map.of(), ann);
        var again = run(name, Map.of(), ann);
        assertThat(first.cached()).isFalse();
        assertThat(again.cached()).isTrue();
        assertThat(again.rows()).isEqualTo(first.rows());
        assertThat(again.cacheKey()).isEqualTo(first.cacheKey());
        assertThat(again.refreshedAt()).isEqualTo(first.refreshedAt());
        assertThat(again.expiresAt()).isEqualTo(first.refreshedAt().plus(Duration.ofMinutes(5)));
        assertThat(run(name, Map.of(), bob).cached()).isFalse();
        var fresh = store.ask(new RunQuery(name, Map.of(), true), ann);
        assertThat(fresh.cached()).isFalse();
        assertThat(fresh.rows()).isNotEqualTo(first.rows());
        store.ask(
                new UpdateQuery(
                        name,
                        Changes.of(QueryField.class)
                                .set(QueryField.SQL, "SELECT 1")
                                .build()),
                ann);
        assertThat(run(name, Map.of(), ann).cached()).isFalse();
    }

    @Test
    void rows_beyond_the_limit_are_left_out_and_said_to_be() {
        var result = run(save("SELECT n FROM generate_series(1, 20000) AS g(n)", ann), Map.of(), ann);
        assertThat(result.rows()).hasSize(10_000);
        assertThat(result.rows().getLast()).isEqualTo(List.of(10_000L));
        assertThat(result.more()).isTrue();
        assertThat(result.limit()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
                "SELECT count(*) FROM generate_series(1, 1000000000) AS g(n)",
                "SELECT count(*) FROM generate_series(1, 1000000) AS a(x), generate_series(1, 1000000) AS b(y)"
            })
    void a_statement_without_end_is_ended(String sql) {
        assertThat(code(() -> rows(sql, ann))).isIn("statement_timeout", "too_expensive");
    }

    @Test
    void a_result_that_is_too_large_is_refused_before_it_is_sent() {
        assertThat(code(() ->
                        rows("SELECT string_agg('0123456789', '') FROM generate_series(1, 1000000) AS g(n)", ann)))
                .isEqualTo("result_too_large");
        assertThat(code(() -> rows(
                        "SELECT (SELECT string_agg('0123456789', '') FROM generate_series(1, 1000)) FROM generate_series(1, 1000) AS g(n)",
                        ann)))
                .isEqualTo("result_too_large");
    }

    @Test
    void a_failed_run_leaves_nothing_behind_on_its_connection() {
        for (int i = 0; i < 10; i++) {
            assertThat(code(() -> rows("SELECT 1 / (segment_count - 2) FROM meetings", ann)))
                    .isEqualTo("division_by_zero");
        }
        assertThat(rows("SELECT title FROM meetings", stranger)).isEqualTo(List.of(List.of("Foreign")));
    }
}
