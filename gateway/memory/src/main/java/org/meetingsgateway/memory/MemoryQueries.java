package org.meetingsgateway.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.DeleteQuery;
import org.meetingsgateway.call.QueryCall.GetQuery;
import org.meetingsgateway.call.QueryCall.ListLastRuns;
import org.meetingsgateway.call.QueryCall.ListQueries;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;

/** Saved queries. Statements are not read: a query finds what it is given, and those that are to be refused are given too. */
final class MemoryQueries {
    private final Memory memory;
    /** Whose questions were answered before; a result is kept for ever, for the clock stands still. */
    private final Set<List<@Nullable Object>> answered = new HashSet<>();

    MemoryQueries(Memory memory) {
        this.memory = memory;
    }

    private Stream<QueryRow> rows(Principal principal) {
        return memory.queries().values().stream()
                .filter(row -> row.projectId().equals(principal.projectId()))
                .sorted(Comparator.comparing(row -> row.query().name()));
    }

    private QueryRow row(String name, Principal principal) {
        return rows(principal)
                .filter(row -> row.query().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("query"));
    }

    private SavedQuery put(QueryRow row) {
        memory.queries().put(row.query().id(), row);
        return row.query();
    }

    List<SavedQuery> list(ListQueries call, Principal principal) {
        return rows(principal)
                .map(QueryRow::query)
                .filter(query -> call.active() == null || call.active() == query.active())
                .filter(query -> call.createdBy() == null
                        || (query.createdBy() != null && query.createdBy().user() == call.createdBy()))
                .toList();
    }

    SavedQuery get(GetQuery call, Principal principal) {
        return row(call.name(), principal).query();
    }

    SavedQuery create(CreateQuery call, Principal principal) {
        var name = new Written<>(call.query()).required(QueryField.NAME, String.class, null);
        var now = memory.now();
        var empty = new SavedQuery(
                memory.fresh().next().id(),
                name,
                "",
                "",
                List.of(),
                Map.of(),
                true,
                null,
                memory.person(principal.personId()),
                now,
                now);
        var query = written(empty, call.query());
        if (rows(principal).anyMatch(row -> row.query().name().equals(name))) {
            throw new Problem.Conflict("A query has this name");
        }
        if (rows(principal).count() >= SavedQuery.MOST) {
            throw new Problem.Conflict("A project has at most " + SavedQuery.MOST + " queries");
        }
        var project = Objects.requireNonNull(principal.projectId(), "queries are a project's");
        return put(new QueryRow(project, query, QueryRow.Finding.NOTHING, null));
    }

    SavedQuery update(UpdateQuery call, Principal principal) {
        var row = row(call.name(), principal);
        return put(row.with(written(row.query(), call.changes())));
    }

    @SuppressWarnings("unchecked") // a field's values are what its documentation says
    private SavedQuery written(SavedQuery old, Changes<QueryField> changes) {
        var given = new Written<>(changes);
        var sql = given.required(QueryField.SQL, String.class, old.sql());
        checked(sql);
        return new SavedQuery(
                old.id(),
                old.name(),
                given.required(QueryField.DESCRIPTION, String.class, old.description()),
                sql,
                (List<QueryVariable>) given.required(QueryField.VARIABLES, List.class, old.variables()),
                (Map<String, Object>) given.required(QueryField.NOTES, Map.class, old.notes()),
                given.required(QueryField.ACTIVE, Boolean.class, old.active()),
                given.value(QueryField.CACHE_AGE, Duration.class, old.cacheAge()),
                old.createdBy(),
                old.createdAt(),
                memory.now());
    }

    private void checked(String sql) {
        var refusal = memory.refusedStatements().get(sql);
        if (refusal != null) {
            throw new Problem.Invalid(List.of(refusal));
        }
    }

    void delete(DeleteQuery call, Principal principal) {
        memory.queries().remove(row(call.name(), principal).query().id());
    }

    QueryResult run(RunQuery call, Principal principal) {
        var row = row(call.name(), principal);
        var query = row.query();
        if (!query.active()) {
            throw new Problem.NotFound("query");
        }
        checked(query.sql());
        var values = new TreeMap<String, @Nullable Object>();
        query.variables().forEach(variable -> values.put(variable.name(), variable.value()));
        values.putAll(call.values());
        put(row.runAt(memory.now()));
        var key = query.sql() + " " + values;
        UUID person = principal.personId();
        boolean isNew = answered.add(Arrays.asList(row.projectId(), person, key));
        var age = Objects.requireNonNullElse(query.cacheAge(), SavedQuery.CACHE_AGE);
        return new QueryResult(
                row.finding().columns(),
                row.finding().rows(),
                row.finding().limit(),
                row.finding().more(),
                !isNew && !call.fresh(),
                key,
                memory.now(),
                memory.now().plus(age));
    }

    Map<String, Instant> lastRuns(ListLastRuns call, Principal principal) {
        var runs = new LinkedHashMap<String, Instant>();
        for (var name : call.names()) {
            rows(principal)
                    .filter(row -> row.query().name().equals(name))
                    .map(QueryRow::lastRunAt)
                    .filter(Objects::nonNull)
                    .forEach(at -> runs.put(name, at));
        }
        return runs;
    }
}
