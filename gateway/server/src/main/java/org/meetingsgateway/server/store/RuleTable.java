package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.FailureCall.CreateRule;
import org.meetingsgateway.call.FailureCall.DeleteRule;
import org.meetingsgateway.call.FailureCall.GetRule;
import org.meetingsgateway.call.FailureCall.ListRules;
import org.meetingsgateway.call.FailureCall.ReorderRules;
import org.meetingsgateway.call.FailureCall.UpdateRule;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.AssignmentRule;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.model.RuleFilters;
import org.meetingsgateway.model.Slice;

/** The assignment rules of a project. Whoever asks about no project finds none. */
final class RuleTable {
    private static final int MAX_BYTES = 1 << 16;

    /** Of the rule {@code r}; its assignee is as {@link #assignee} reads it. */
    private static final String SELECT = "SELECT r.id, r.filters, o.user_number, r.assignee_role_id, r.order_key FROM ";

    private static final String PERSON =
            " r LEFT JOIN person o ON o.tenant_id = r.tenant_id AND o.id = r.assignee_person_id";

    private final SqlClient client;
    private final Vertx vertx;
    private final Clock clock;

    RuleTable(SqlClient client, Vertx vertx, Clock clock) {
        this.client = client;
        this.vertx = vertx;
        this.clock = clock;
    }

    private static Sql ofProject(Sql sql, Principal principal) {
        return sql.add(" WHERE r.tenant_id = ? AND r.project_id = ?", principal.tenantId(), principal.projectId());
    }

    Future<Page<AssignmentRule>> list(ListRules call, Principal principal) {
        if (!(call.slice() instanceof Slice.Counted slice)) {
            throw new IllegalArgumentException("rules are counted");
        }
        return ofProject(new Sql(SELECT + "assignment_rule" + PERSON), principal)
                .add(" ORDER BY r.order_key, r.created_at, r.id LIMIT ? OFFSET ?", (long) slice.size(), slice.offset())
                .run(client)
                .compose(rows -> ofProject(new Sql("SELECT count(*) FROM assignment_rule r"), principal)
                        .run(client)
                        .map(total -> page(rows, total.iterator().next().getLong(0))));
    }

    private static Page<AssignmentRule> page(Iterable<Row> rows, long total) {
        var rules = new ArrayList<AssignmentRule>();
        rows.forEach(row -> rules.add(rule(row)));
        return new Page<>(rules, total, null);
    }

    private static AssignmentRule rule(Row row) {
        var filters = new LinkedHashMap<String, @Nullable Object>();
        row.getJsonObject(1).getMap().forEach(filters::put);
        return new AssignmentRule(row.getUUID(0), filters, assignee(row, 2), row.getInteger(4));
    }

    /** Of two columns: a person's number and a role. */
    static @Nullable Assignee assignee(Row row, int column) {
        var user = row.getInteger(column);
        var role = row.getUUID(column + 1);
        return user != null ? new Assignee.User(user) : role == null ? null : new Assignee.Role(role);
    }

    Future<AssignmentRule> get(GetRule call, Principal principal) {
        return one(ofProject(new Sql(SELECT + "assignment_rule" + PERSON), principal)
                .add(" AND r.id = ?", call.id()));
    }

    private Future<AssignmentRule> one(Sql sql) {
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("assignment rule");
            }
            return rule(rows.iterator().next());
        });
    }

    Future<AssignmentRule> create(CreateRule call, Principal principal) {
        if (principal.projectId() == null) {
            throw new Problem.NotFound("project");
        }
        return columns(call.rule(), principal).compose(said -> {
            var columns = new LinkedHashMap<String, @Nullable Object>();
            columns.put("tenant_id", principal.tenantId());
            columns.put("id", Ids.next());
            columns.put("project_id", principal.projectId());
            columns.put("created_at", clock.instant().truncatedTo(ChronoUnit.MICROS));
            columns.putAll(said);
            return one(new Sql("WITH r AS (INSERT INTO assignment_rule (" + String.join(", ", columns.keySet()) + ")")
                    .values(new ArrayList<>(columns.values()))
                    .add(" RETURNING *) " + SELECT + "r" + PERSON));
        });
    }

    Future<AssignmentRule> update(UpdateRule call, Principal principal) {
        if (call.changes().isEmpty()) {
            return get(new GetRule(call.id()), principal);
        }
        return columns(call.changes(), principal).compose(said -> {
            var sql = new Sql("WITH r AS (UPDATE assignment_rule r SET id = r.id");
            said.forEach((column, value) -> sql.add(", " + column + " = ?", value));
            return one(
                    ofProject(sql, principal).add(" AND r.id = ? RETURNING r.*) " + SELECT + "r" + PERSON, call.id()));
        });
    }

    /** What is said, as columns and their values. */
    private Future<Map<String, @Nullable Object>> columns(Changes<RuleField> changes, Principal principal) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        if (!changes.has(RuleField.FILTERS)) {
            return withAssignee(columns, changes, principal);
        }
        // Regular expressions take their time: not on an event loop.
        return vertx.executeBlocking(() -> filters(changes.get(RuleField.FILTERS, Map.class)), false)
                .compose(filters -> {
                    columns.put("filters", filters);
                    return withAssignee(columns, changes, principal);
                });
    }

    private Future<Map<String, @Nullable Object>> withAssignee(
            Map<String, @Nullable Object> columns, Changes<RuleField> changes, Principal principal) {
        return switch (changes.get(RuleField.ASSIGNEE, Assignee.class)) {
            case null -> Future.succeededFuture(columns);
            case Assignee.Role role -> Future.succeededFuture(assigned(columns, null, role.id()));
            case Assignee.User user -> person(user, principal).map(person -> assigned(columns, person, null));
        };
    }

    private static Map<String, @Nullable Object> assigned(
            Map<String, @Nullable Object> columns, @Nullable UUID person, @Nullable UUID role) {
        columns.put("assignee_person_id", person);
        columns.put("assignee_role_id", role);
        return columns;
    }

    private static JsonObject filters(@Nullable Map<?, ?> said) {
        try {
            var filters = new JsonObject();
            if (said != null) {
                said.forEach((name, value) -> filters.put((String) name, value));
            }
            RuleSearch.check(RuleFilters.read(filters.getMap()).regexes());
            if (filters.encode().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw new IllegalArgumentException("The filter has more than " + MAX_BYTES + " bytes");
            }
            return filters;
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(Violation.In.BODY, "/filters", "invalid", String.valueOf(e.getMessage()));
        }
    }

    private Future<UUID> person(Assignee.User user, Principal principal) {
        return new Sql(
                        "SELECT o.id FROM person o WHERE o.tenant_id = ? AND o.user_number = ?",
                        principal.tenantId(),
                        user.user())
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.Invalid(List.of(References.missing("/assignee/id", "person", user.user())));
                    }
                    return rows.iterator().next().getUUID(0);
                });
    }

    Future<Void> delete(DeleteRule call, Principal principal) {
        return ofProject(new Sql("DELETE FROM assignment_rule r"), principal)
                .add(" AND r.id = ?", call.id())
                .run(client)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new Problem.NotFound("assignment rule");
                    }
                    return null;
                });
    }

    /** All at once; whoever reorders the same ones at the same moment waits. */
    Future<Void> reorder(ReorderRules call, Principal principal) {
        var ids = call.orders().keySet().toArray(UUID[]::new);
        var orders = Arrays.stream(ids).map(call.orders()::get).toArray(Integer[]::new);
        return ofProject(new Sql("WITH locked AS (SELECT r.id FROM assignment_rule r"), principal)
                .add(" AND r.id = ANY(?) ORDER BY r.id FOR NO KEY UPDATE)", (Object) ids)
                .add(
                        " UPDATE assignment_rule r SET order_key = said.place FROM locked"
                                + " JOIN unnest(?::uuid[], ?::integer[]) said(id, place) ON said.id = locked.id",
                        ids,
                        orders)
                .add(" WHERE r.tenant_id = ? AND r.id = locked.id", principal.tenantId())
                .run(client)
                .mapEmpty();
    }
}
