package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.DeleteProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.GetTeam;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** Projects and their members. */
final class ProjectTable {
    /** Of {@code p}, in the order that {@link #project} reads them. */
    static final String COLUMNS = """
            p.id, p.alias, p.team, p.slug, p.name, p.description, p.color, p.flag_left, p.flag_right, \
            ARRAY(SELECT pm.person_id FROM project_member pm WHERE pm.tenant_id = p.tenant_id AND pm.project_id = p.id \
            ORDER BY pm.person_id), \
            p.archived_at, p.created_at, p.updated_at, p.version""";

    private final SqlClient client;
    private final Clock clock;

    ProjectTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Future<Page<Project>> list(ListProjects call, Principal principal) {
        var keyset = Keyset.newestFirst(
                "p",
                "projects",
                String.valueOf(call.archived()),
                principal.view().name());
        var sql = new Sql("SELECT " + COLUMNS + " FROM project p");
        filter(sql, call, principal);
        keyset.slice(sql, call.slice());
        return sql.run(client).compose(rows -> {
            var projects = new ArrayList<Project>(rows.size());
            rows.forEach(row -> projects.add(project(row)));
            Future<@Nullable Long> total =
                    call.slice() instanceof Slice.Counted ? count(call, principal) : Future.succeededFuture(null);
            return total.map(n -> keyset.page(call.slice(), projects, p -> Cursor.of(p.createdAt(), p.id()), n));
        });
    }

    private static void filter(Sql sql, ListProjects call, Principal principal) {
        Visibility.ofProjects(sql, principal);
        if (call.archived() != null) {
            sql.add(call.archived() ? " AND p.archived_at IS NOT NULL" : " AND p.archived_at IS NULL");
        }
    }

    private Future<@Nullable Long> count(ListProjects call, Principal principal) {
        var sql = new Sql("SELECT count(*) FROM project p");
        filter(sql, call, principal);
        return sql.run(client).map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Project> get(GetProject call, Principal principal) {
        var sql = new Sql("SELECT " + COLUMNS + " FROM project p");
        Visibility.ofProjects(sql, principal);
        identify(sql, call.id());
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("project");
            }
            return project(rows.iterator().next());
        });
    }

    Future<Project> team(GetTeam call, Principal principal) {
        var sql = new Sql("SELECT " + COLUMNS + " FROM project p");
        Visibility.ofProjects(sql, principal);
        return sql.add(" AND p.team = ?", call.team()).run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("project");
            }
            return project(rows.iterator().next());
        });
    }

    static void identify(Sql sql, String id) {
        var uuid = Ids.uuid(id);
        if (uuid.isPresent()) {
            sql.add(" AND p.id = ?", uuid.get());
        } else {
            sql.add(" AND (p.alias = ? OR p.slug = ?)", id, id);
        }
    }

    /** Members given: the creator is one of them. None given: everyone in the tenant belongs to it. */
    Future<Project> create(CreateProject call, Principal principal) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var alias = Ids.alias(now);
        var id = Ids.next();
        var members = members(call.project());
        if (!members.isEmpty() && principal.personId() != null) {
            members.add(principal.personId());
        }
        var project = call.project();
        return new Sql(
                        "WITH p AS (INSERT INTO project (tenant_id, id, alias, slug, name, description, color, open_to_all,"
                                + " archived_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                        principal.tenantId(),
                        id,
                        alias,
                        Slugs.base(project.get(ProjectField.NAME, String.class), "project-" + alias),
                        project.get(ProjectField.NAME),
                        project.get(ProjectField.DESCRIPTION),
                        project.get(ProjectField.COLOR),
                        members.isEmpty(),
                        Boolean.TRUE.equals(project.get(ProjectField.ARCHIVED)) ? now : null,
                        now,
                        now)
                .add(
                        " INSERT INTO project_member (tenant_id, project_id, person_id) SELECT ?, ?, unnest(?::uuid[])",
                        principal.tenantId(),
                        id,
                        Sql.ids(members))
                .run(client)
                .compose(done -> get(new GetProject(id.toString()), principal));
    }

    private static Set<UUID> members(Changes<ProjectField> project) {
        List<?> given = project.get(ProjectField.MEMBER_IDS, List.class);
        var members = new LinkedHashSet<UUID>();
        if (given != null) {
            given.forEach(id -> members.add((UUID) id));
        }
        return members;
    }

    Future<Project> update(UpdateProject call, Principal principal) {
        return get(new GetProject(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            if (call.changes().isEmpty()) {
                return Future.succeededFuture(seen);
            }
            return write(call, seen, principal).compose(written -> {
                if (!written) {
                    throw new Problem.PreconditionFailed();
                }
                return changed(seen.id(), principal);
            });
        });
    }

    private Future<Boolean> write(UpdateProject call, Project seen, Principal principal) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var sql = new Sql("WITH p AS (UPDATE project p SET version = p.version + 1, updated_at = ?", now);
        call.changes().forEach((field, value) -> assign(sql, field, value, now));
        sql.add(
                " WHERE p.tenant_id = ? AND p.id = ? AND (NOT ? OR p.version = ?) RETURNING p.id)",
                principal.tenantId(),
                seen.id(),
                call.expected() != null,
                seen.version());
        if (call.changes().has(ProjectField.MEMBER_IDS)) {
            var members = Sql.ids(members(call.changes()));
            sql.add(
                            ", left_project AS (DELETE FROM project_member pm USING p WHERE pm.tenant_id = ? AND pm.project_id = p.id"
                                    + " AND pm.person_id <> ALL(?))",
                            principal.tenantId(),
                            members)
                    .add(
                            ", joined AS (INSERT INTO project_member (tenant_id, project_id, person_id)"
                                    + " SELECT ?, p.id, person_id FROM p, unnest(?::uuid[]) person_id ON CONFLICT DO NOTHING)",
                            principal.tenantId(),
                            members);
        }
        return sql.add(" SELECT id FROM p").run(client).map(rows -> rows.size() > 0);
    }

    private static void assign(Sql sql, ProjectField field, @Nullable Object value, Instant now) {
        switch (field) {
            case NAME, DESCRIPTION, COLOR -> sql.add(", " + field.code() + " = ?", value);
            case MEMBER_IDS -> sql.add(", open_to_all = ?", value == null || ((List<?>) value).isEmpty());
            case ARCHIVED -> {
                if (Boolean.TRUE.equals(value)) {
                    sql.add(", archived_at = coalesce(p.archived_at, ?)", now);
                } else {
                    sql.add(", archived_at = NULL");
                }
            }
        }
    }

    Future<Void> delete(DeleteProject call, Principal principal) {
        return get(new GetProject(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            return new Sql(
                            "DELETE FROM project p WHERE p.tenant_id = ? AND p.id = ? AND (NOT ? OR p.version = ?)",
                            principal.tenantId(),
                            seen.id(),
                            call.expected() != null,
                            seen.version())
                    .run(client)
                    .recover(failure -> Failures.stillUsed(failure, "The project has meetings or connections"))
                    .map(rows -> {
                        if (rows.rowCount() == 0) {
                            throw Versions.missed(call.expected(), "project");
                        }
                        return null;
                    });
        });
    }

    /** One statement; the project changes only where somebody joined. */
    Future<Project> addMember(AddMember call, Principal principal) {
        var sql = locked(call.id(), principal)
                .add(
                        ", o AS (SELECT o.id FROM person o WHERE o.tenant_id = ? AND o.id = ?)",
                        principal.tenantId(),
                        call.personId())
                .add(
                        ", moved AS (INSERT INTO project_member (tenant_id, project_id, person_id)"
                                + " SELECT ?, p.id, o.id FROM p, o WHERE NOT p.open_to_all"
                                + " ON CONFLICT DO NOTHING RETURNING project_id)",
                        principal.tenantId());
        return moved(sql, principal)
                .add(" SELECT p.id, EXISTS (SELECT FROM o) FROM p")
                .run(client)
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("project");
                    }
                    var row = rows.iterator().next();
                    if (!row.getBoolean(1)) {
                        throw new Problem.Invalid(
                                Violation.In.BODY, "/person_id", "not_found", "No such person: " + call.personId());
                    }
                    return changed(row.getUUID(0), principal);
                });
    }

    /**
     * One statement. The last member stays: a project of nobody could not be told from one of everybody. Whoever else is a
     * member is locked, which looks at them as they are now and not as they were when the statement began to wait.
     */
    Future<Project> removeMember(RemoveMember call, Principal principal) {
        var sql = locked(call.id(), principal)
                .add(
                        ", other AS (SELECT pm.person_id FROM p JOIN project_member pm ON pm.tenant_id = ? AND pm.project_id = p.id"
                                + " AND pm.person_id <> ? LIMIT 1 FOR KEY SHARE OF pm)",
                        principal.tenantId(),
                        call.personId())
                .add(
                        ", moved AS (DELETE FROM project_member pm USING p WHERE pm.tenant_id = ? AND pm.project_id = p.id"
                                + " AND pm.person_id = ? AND EXISTS (SELECT FROM other) RETURNING pm.project_id)",
                        principal.tenantId(),
                        call.personId());
        return moved(sql, principal)
                .add(
                        " SELECT p.id, p.open_to_all, EXISTS (SELECT FROM moved), EXISTS (SELECT FROM project_member pm"
                                + " WHERE pm.tenant_id = ? AND pm.project_id = p.id AND pm.person_id = ?) FROM p",
                        principal.tenantId(),
                        call.personId())
                .run(client)
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("project");
                    }
                    var row = rows.iterator().next();
                    if (row.getBoolean(1)) {
                        throw new Problem.Conflict("Everyone belongs to this project");
                    }
                    if (!row.getBoolean(3)) { // as it was before the statement
                        throw new Problem.NotFound("member");
                    }
                    if (!row.getBoolean(2)) {
                        throw new Problem.Conflict("The last member of a project stays; archive it instead");
                    }
                    return changed(row.getUUID(0), principal);
                });
    }

    /** The project as {@code p}, so that nobody opens it to all meanwhile. */
    private static Sql locked(String id, Principal principal) {
        var sql = new Sql("WITH p AS (SELECT p.id, p.open_to_all FROM project p");
        Visibility.ofProjects(sql, principal);
        identify(sql, id);
        return sql.add(" FOR NO KEY UPDATE)");
    }

    private Sql moved(Sql sql, Principal principal) {
        return sql.add(
                ", changed AS (UPDATE project p SET version = p.version + 1, updated_at = ? FROM moved"
                        + " WHERE p.tenant_id = ? AND p.id = moved.project_id)",
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                principal.tenantId());
    }

    /** By the operator's eyes: whoever leaves a project still gets the answer. */
    private Future<Project> changed(UUID id, Principal principal) {
        return get(new GetProject(id.toString()), principal.withView(Principal.View.TENANT));
    }

    static Project project(Row row) {
        return new Project(
                row.getUUID(0),
                row.getString(1),
                row.getInteger(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                MeetingColumns.flag(row, 7),
                List.of(row.getArrayOfUUIDs(9)),
                Sql.instantOrNull(row, 10),
                Sql.instant(row, 11),
                Sql.instant(row, 12),
                row.getLong(13));
    }
}
