package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Participant;

/**
 * Checks the persons and the project that a meeting, its agenda and its minutes are to point to, gives participants the
 * names of their persons, and items their numbers.
 */
final class References {
    private static final List<MeetingField> TREES = List.of(MeetingField.AGENDA, MeetingField.MINUTES);

    private record Known(String name, @Nullable String email) {}

    private final SqlClient client;
    private final Clock clock;

    References(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** An agenda or minutes as they are to be stored. */
    Future<List<MinuteItem>> items(Part part, List<MinuteItem> items, Principal principal) {
        var tree = new MinuteTree("/" + part.code(), items);
        return known(tree.assignees(), principal).map(people -> {
            refuse(tree.violations(people));
            return tree.stored(clock.instant());
        });
    }

    /** The assignees of an action item as they are to be stored: each once. */
    Future<UUID[]> assignees(List<?> ids, Principal principal) {
        var wanted = new LinkedHashSet<UUID>();
        ids.forEach(id -> wanted.add((UUID) id));
        return known(wanted, principal).map(people -> {
            var wrong = new ArrayList<Violation>();
            for (int i = 0; i < ids.size(); i++) {
                if (!people.contains((UUID) ids.get(i))) {
                    wrong.add(missing("/assignee_ids/" + i, "person", ids.get(i)));
                }
            }
            refuse(wrong);
            return wanted.toArray(UUID[]::new);
        });
    }

    private Future<Set<UUID>> known(Set<UUID> people, Principal principal) {
        if (people.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return new Sql(
                        "SELECT o.id FROM person o WHERE o.tenant_id = ? AND o.id = ANY(?)",
                        principal.tenantId(),
                        people.toArray(UUID[]::new))
                .run(client)
                .map(rows -> {
                    var known = new HashSet<UUID>();
                    rows.forEach(row -> known.add(row.getUUID(0)));
                    return known;
                });
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
    }

    /**
     * The changes as they are to be stored. One statement, and none where nothing is pointed to.
     *
     * @param changed the meeting that there is already: its project may stay, even when the writer is no member of it
     */
    Future<Changes<MeetingField>> resolve(
            Changes<MeetingField> given, @Nullable MeetingRef changed, Principal principal) {
        var changes = kept(given, changed == null, principal);
        var people = people(changes);
        var project = changes.get(MeetingField.PROJECT_ID, UUID.class);
        if (people.isEmpty() && project == null) {
            return Future.succeededFuture(resolve(changes, Map.of(), Set.of()));
        }
        var sql = new Sql(
                "SELECT true, o.id, o.first_name, o.last_name, o.email FROM person o WHERE o.tenant_id = ? AND o.id = ANY(?)",
                principal.tenantId(),
                people.toArray(UUID[]::new));
        if (project != null) {
            sql.add(" UNION ALL SELECT false, p.id, '', '', NULL FROM project p");
            Visibility.ofProjects(sql, principal);
            sql.add(" AND p.id = ?", project);
            if (changed != null) {
                sql.add(" UNION ALL SELECT false, m.project_id, '', '', NULL FROM meeting m");
                Visibility.ofMeetings(sql, principal);
                MeetingTable.identify(sql, changed);
                sql.add(" AND m.project_id = ?", project);
            }
        }
        return sql.run(client).map(rows -> {
            var known = new HashMap<UUID, Known>();
            var projects = new HashSet<UUID>();
            for (var row : rows) {
                if (row.getBoolean(0)) {
                    var name = (row.getString(2) + " " + row.getString(3)).strip();
                    known.put(row.getUUID(1), new Known(name, row.getString(4)));
                } else {
                    projects.add(row.getUUID(1));
                }
            }
            return resolve(changes, known, projects);
        });
    }

    /** Whoever asks about one project puts meetings into no other. */
    private static Changes<MeetingField> kept(Changes<MeetingField> given, boolean isNew, Principal principal) {
        if (principal.projectId() == null || !(isNew || given.has(MeetingField.PROJECT_ID))) {
            return given;
        }
        var kept = Changes.of(MeetingField.class);
        given.forEach(kept::set);
        return kept.set(MeetingField.PROJECT_ID, principal.projectId()).build();
    }

    private static MinuteTree tree(Changes<MeetingField> changes, MeetingField field) {
        return new MinuteTree("/" + field.code(), list(changes, field));
    }

    private static Set<UUID> people(Changes<MeetingField> changes) {
        var people = new LinkedHashSet<UUID>();
        var owner = changes.get(MeetingField.OWNER_ID, UUID.class);
        if (owner != null) {
            people.add(owner);
        }
        list(changes, MeetingField.SHARED_WITH).forEach(id -> people.add((UUID) id));
        list(changes, MeetingField.PARTICIPANTS).forEach(p -> {
            var person = ((Participant) p).personId();
            if (person != null) {
                people.add(person);
            }
        });
        TREES.forEach(field -> people.addAll(tree(changes, field).assignees()));
        return people;
    }

    private static List<?> list(Changes<MeetingField> changes, MeetingField field) {
        var list = changes.get(field, List.class);
        return list == null ? List.of() : list;
    }

    private Changes<MeetingField> resolve(Changes<MeetingField> changes, Map<UUID, Known> people, Set<UUID> projects) {
        var wrong = new ArrayList<Violation>();
        var project = changes.get(MeetingField.PROJECT_ID, UUID.class);
        if (project != null && !projects.contains(project)) {
            wrong.add(missing("/project_id", "project", project));
        }
        var owner = changes.get(MeetingField.OWNER_ID, UUID.class);
        if (owner != null && !people.containsKey(owner)) {
            wrong.add(missing("/owner_id", "person", owner));
        }
        var shared = list(changes, MeetingField.SHARED_WITH);
        for (int i = 0; i < shared.size(); i++) {
            if (!people.containsKey((UUID) shared.get(i))) {
                wrong.add(missing("/shared_with/" + i, "person", shared.get(i)));
            }
        }
        var participants = list(changes, MeetingField.PARTICIPANTS);
        var named = new ArrayList<Participant>(participants.size());
        for (int i = 0; i < participants.size(); i++) {
            var p = (Participant) participants.get(i);
            var person = p.personId() == null ? null : people.get(p.personId());
            if (p.personId() != null && person == null) {
                wrong.add(missing("/participants/" + i + "/person_id", "person", p.personId()));
            }
            named.add(
                    person == null
                            ? p
                            : new Participant(
                                    p.personId(),
                                    p.name() == null ? person.name() : p.name(),
                                    p.email() == null ? person.email() : p.email(),
                                    p.status()));
        }
        for (var field : TREES) {
            wrong.addAll(tree(changes, field).violations(people.keySet()));
        }
        refuse(wrong);
        var resolved = Changes.of(MeetingField.class);
        changes.forEach(resolved::set);
        if (!participants.isEmpty()) {
            resolved.set(MeetingField.PARTICIPANTS, named);
        }
        for (var field : TREES) {
            if (changes.has(field)) {
                resolved.set(field, tree(changes, field).stored(clock.instant()));
            }
        }
        return resolved.build();
    }

    static Violation missing(String pointer, String thing, Object id) {
        return new Violation(Violation.In.BODY, pointer, "not_found", "No such " + thing + ": " + id);
    }
}
