package org.meetingsgateway.memory;

import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;

/** Reads the saved queries of a {@link Library} from JSON. */
final class QueryJson {
    private QueryJson() {}

    static QueryRow query(Members q, Map<UUID, Person> people) {
        var id = q.id();
        var createdAt = q.instant("created_at", LibraryJson.MOMENT);
        var seconds = q.number("cache_age_seconds");
        var creator = q.has("created_by") ? q.uuid("created_by") : Library.PERSON;
        var query = new SavedQuery(
                id,
                q.string("name", "query-" + id),
                q.string("description", ""),
                q.string("sql", "SELECT 1"),
                q.objects("variables", QueryJson::variable),
                q.json("notes").getMap(),
                !Boolean.FALSE.equals(q.flag("active")),
                seconds == null ? null : Duration.ofSeconds(seconds),
                creator == null ? null : people.get(creator),
                createdAt,
                q.instant("updated_at", createdAt));
        var project = Objects.requireNonNull(q.uuid("project_id"), "a query belongs to a project");
        return new QueryRow(project, query, q.object("finding", QueryJson::finding), q.instant("last_run_at"));
    }

    private static QueryVariable variable(Members v) {
        return new QueryVariable(v.string("id", "id"), v.string("name", "name"), plain(v.value("value")));
    }

    private static QueryRow.Finding finding(Members f) {
        return new QueryRow.Finding(
                f.objects("columns", c -> new QueryResult.Column(c.string("name", "column"), c.string("type", "text"))),
                f.array("rows").stream()
                        .<List<@Nullable Object>>map(
                                row -> ((JsonArray) row).stream().toList())
                        .toList(),
                f.integer("limit", QueryRow.Finding.NOTHING.limit()),
                Boolean.TRUE.equals(f.flag("more")));
    }

    /** A list as it is in a {@link QueryVariable}. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof JsonArray list ? list.stream().toList() : value;
    }

    /** What a statement is refused with. */
    static Violation refusal(Members r) {
        return new Violation(
                Violation.In.BODY, "/sql", r.string("code", "syntax_error"), r.string("message", "syntax error"));
    }
}
