package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.as;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.DeleteQuery;
import org.meetingsgateway.call.QueryCall.GetQuery;
import org.meetingsgateway.call.QueryCall.ListLastRuns;
import org.meetingsgateway.call.QueryCall.ListQueries;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;

/** Facts about saved queries, except for what they find. */
interface QueryFacts extends SourceFacts {
    private static Changes.Builder<QueryField> query(String name) {
        return Changes.of(QueryField.class)
                .set(QueryField.NAME, name)
                .set(QueryField.SQL, "SELECT title FROM meetings");
    }

    private SavedQuery save(Changes.Builder<QueryField> query, Principal who) {
        return ask(new CreateQuery(query.build()), who);
    }

    private QueryResult run(String name, Map<String, @Nullable Object> values, boolean fresh, Principal who) {
        return ask(new RunQuery(name, values, fresh), who);
    }

    /** Somebody who asks about a new project. */
    private Principal member(Principal operator) {
        return inNewProject(as(person("Ann", operator), operator, Principal.View.READABLE));
    }

    private Principal inNewProject(Principal who) {
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, "Sales");
        return who.within(ask(new CreateProject(project.build()), who).id());
    }

    @Test
    default void a_query_is_saved_with_all_that_belongs_to_it() {
        var ann = member(newTenant());
        var variables = List.of(
                new QueryVariable("v1", "since", "2025-01-01"),
                new QueryVariable("any text", "names", Arrays.asList("a", 1, true, null)),
                new QueryVariable("v3", "nothing", null));
        Map<String, @Nullable Object> notes = Map.of("tags", Map.of("team", "sales"), "explain", true);
        var made = save(
                query("calls")
                        .set(QueryField.DESCRIPTION, "Who called")
                        .set(QueryField.VARIABLES, variables)
                        .set(QueryField.NOTES, notes)
                        .set(QueryField.ACTIVE, false)
                        .set(QueryField.CACHE_AGE, Duration.ofMillis(300_500)),
                ann);
        var read = ask(new GetQuery("calls"), ann);
        assertThat(read).isEqualTo(made);
        assertThat(read.description()).isEqualTo("Who called");
        assertThat(read.sql()).isEqualTo("SELECT title FROM meetings");
        assertThat(read.variables()).isEqualTo(variables);
        assertThat(read.notes()).isEqualTo(notes);
        assertThat(read.active()).isFalse();
        assertThat(read.updatedAt()).isEqualTo(read.createdAt());
        assertThat(read.cacheAge()).isEqualTo(Duration.ofMillis(300_500));
        assertThat(Objects.requireNonNull(read.createdBy()).id()).isEqualTo(ann.personId());
    }

    @Test
    default void what_is_not_said_of_a_new_query_has_a_default() {
        var made = save(query("calls"), member(newTenant()));
        assertThat(made.description()).isEmpty();
        assertThat(made.variables()).isEmpty();
        assertThat(made.notes()).isEmpty();
        assertThat(made.active()).isTrue();
        assertThat(made.cacheAge()).isNull();
    }

    @Test
    default void what_is_not_named_of_a_query_stays_and_its_name_always() {
        var ann = member(newTenant());
        var made = save(query("calls").set(QueryField.CACHE_AGE, Duration.ofHours(1)), ann);
        var changes = Changes.of(QueryField.class)
                .set(QueryField.DESCRIPTION, "d")
                .set(QueryField.ACTIVE, false)
                .build();
        var changed = ask(new UpdateQuery("calls", changes), ann);
        assertThat(changed.id()).isEqualTo(made.id());
        assertThat(changed.sql()).isEqualTo(made.sql());
        assertThat(changed.cacheAge()).isEqualTo(Duration.ofHours(1));
        assertThat(changed.description()).isEqualTo("d");
        var cleared =
                Changes.of(QueryField.class).set(QueryField.CACHE_AGE, null).build();
        assertThat(ask(new UpdateQuery("calls", cleared), ann).cacheAge()).isNull();
        assertThat(ask(new GetQuery("calls"), ann).active()).isFalse();
    }

    @Test
    default void a_name_is_taken_once_in_a_project() {
        var ann = member(newTenant());
        save(query("calls"), ann);
        fails(Problem.Conflict.class, new CreateQuery(query("calls").build()), ann);
        save(query("Calls"), ann);
        save(query("calls"), inNewProject(ann));
        ask(new DeleteQuery("calls"), ann);
        save(query("calls"), ann);
    }

    @Test
    default void queries_of_another_project_are_not_there() {
        var operator = newTenant();
        var ann = member(operator);
        save(query("calls"), ann);
        for (var other : List.of(inNewProject(ann), member(newTenant()))) {
            assertThat(ask(new ListQueries(null, null), other)).isEmpty();
            fails(Problem.NotFound.class, new GetQuery("calls"), other);
            fails(
                    Problem.NotFound.class,
                    new UpdateQuery("calls", Changes.of(QueryField.class).build()),
                    other);
            fails(Problem.NotFound.class, new RunQuery("calls", Map.of(), false), other);
            fails(Problem.NotFound.class, new DeleteQuery("calls"), other);
            assertThat(ask(new ListLastRuns(List.of("calls")), other)).isEmpty();
        }
        ask(new DeleteQuery("calls"), ann);
        fails(Problem.NotFound.class, new GetQuery("calls"), ann);
        fails(Problem.NotFound.class, new DeleteQuery("calls"), ann);
    }

    @Test
    default void queries_are_listed_by_name_and_filtered() {
        var operator = newTenant();
        var ann = member(operator);
        var bob = person("Bob", operator);
        save(query("b"), ann);
        save(query("a").set(QueryField.ACTIVE, false), ann);
        save(query("c"), as(bob, operator, Principal.View.READABLE).within(Objects.requireNonNull(ann.projectId())));
        assertThat(names(new ListQueries(null, null), ann)).containsExactly("a", "b", "c");
        assertThat(names(new ListQueries(true, null), ann)).containsExactly("b", "c");
        assertThat(names(new ListQueries(false, null), ann)).containsExactly("a");
        assertThat(names(new ListQueries(null, bob.user()), ann)).containsExactly("c");
        assertThat(names(new ListQueries(false, bob.user()), ann)).isEmpty();
        assertThat(names(new ListQueries(null, -1), ann)).isEmpty();
    }

    private List<String> names(ListQueries call, Principal who) {
        return ask(call, who).stream().map(SavedQuery::name).toList();
    }

    @Test
    default void only_an_active_query_is_run() {
        var ann = member(newTenant());
        save(query("calls").set(QueryField.ACTIVE, false), ann);
        fails(Problem.NotFound.class, new RunQuery("calls", Map.of(), false), ann);
        fails(Problem.NotFound.class, new RunQuery("unknown", Map.of(), false), ann);
    }

    @Test
    default void a_result_is_told_again_unless_a_fresh_one_is_asked_for() {
        var ann = member(newTenant());
        save(query("calls").set(QueryField.CACHE_AGE, Duration.ofHours(1)), ann);
        var first = run("calls", Map.of(), false, ann);
        assertThat(first.cached()).isFalse();
        assertThat(first.expiresAt()).isEqualTo(first.refreshedAt().plus(Duration.ofHours(1)));
        var again = run("calls", Map.of(), false, ann);
        assertThat(again.cached()).isTrue();
        assertThat(again.cacheKey()).isEqualTo(first.cacheKey());
        assertThat(again.refreshedAt()).isEqualTo(first.refreshedAt());
        assertThat(again.rows()).isEqualTo(first.rows());
        assertThat(run("calls", Map.of(), true, ann).cached()).isFalse();
    }

    @Test
    default void another_statement_and_another_value_are_other_questions() {
        var ann = member(newTenant());
        var variable = new QueryVariable("v1", "title", "a");
        save(
                query("calls")
                        .set(QueryField.SQL, "SELECT title FROM meetings WHERE title = {variables.title}")
                        .set(QueryField.VARIABLES, List.of(variable)),
                ann);
        var first = run("calls", Map.of(), false, ann).cacheKey();
        assertThat(run("calls", Map.of("title", "a"), false, ann).cacheKey()).isEqualTo(first);
        assertThat(run("calls", Map.of("title", "b"), false, ann).cached()).isFalse();
        assertThat(run("calls", Map.of("title", "b"), false, ann).cacheKey()).isNotEqualTo(first);
        var other = Changes.of(QueryField.class)
                .set(QueryField.SQL, "SELECT title FROM meetings WHERE title <> {variables.title}")
                .build();
        ask(new UpdateQuery("calls", other), ann);
        assertThat(run("calls", Map.of(), false, ann).cached()).isFalse();
    }

    @Test
    default void last_runs_are_told_for_what_was_run() {
        var ann = member(newTenant());
        save(query("calls"), ann);
        save(query("talks"), ann);
        assertThat(ask(new ListLastRuns(List.of("calls", "talks")), ann)).isEmpty();
        run("talks", Map.of(), false, ann);
        assertThat(ask(new ListLastRuns(List.of("calls", "talks", "unknown")), ann))
                .containsOnlyKeys("talks");
        run("calls", Map.of(), false, ann);
        assertThat(ask(new ListLastRuns(List.of("talks", "calls")), ann).keySet())
                .containsExactly("talks", "calls");
        assertThat(ask(new ListLastRuns(List.of()), ann)).isEmpty();
    }
}
