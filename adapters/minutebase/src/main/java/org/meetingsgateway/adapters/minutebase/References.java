package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;

/** The attributes of a meeting that point to people and to a workspace: by the ids that MinuteBase's clients know. */
final class References {
    private static final int LONGEST = 255;
    private static final int MOST = 1000;
    static final String NOBODY = "is nobody's id";

    private References() {}

    /**
     * Adds what a body points to to the changes; what there is not is an error of the body. A workspace that must not be seen
     * is a {@link Problem.Forbidden}.
     *
     * @param stored the meeting to change; null for a new one, or where its attendees stay
     * @return the people that were found on the way
     */
    static Future<Map<UUID, Person>> resolve(
            Body body, Changes.Builder<MeetingField> changes, @Nullable Meeting stored, Meetings meetings) {
        var attendance = body.has("attendee_ids") ? Attendance.ofAttribute(body) : null;
        var shared = body.has("shared_with_ids") ? new LinkedHashSet<>(body.texts("shared_with_ids")) : null;
        if (shared != null && shared.size() > MOST) {
            body.reject("shared_with_ids", "are too many: " + MOST + " at most");
            shared.clear();
        }
        var ids = new HashSet<String>();
        if (attendance != null) {
            ids.addAll(attendance.ids());
        }
        if (shared != null) {
            ids.addAll(shared);
        }
        return workspace(body, changes, meetings)
                .compose(done -> people(ids, attendance == null ? null : stored, meetings))
                .map(people -> {
                    if (attendance != null) {
                        changes.set(
                                MeetingField.PARTICIPANTS,
                                attendance.participants(
                                        stored,
                                        people,
                                        id -> body.reject("attendee_ids", Attendance.shown(id) + " " + NOBODY)));
                    }
                    if (shared != null) {
                        changes.set(MeetingField.SHARED_WITH, shared(shared, people, body));
                    }
                    return people;
                });
    }

    /** Those that have one of the ids, and those that the meeting points to. */
    static Future<Map<UUID, Person>> people(Set<String> ids, @Nullable Meeting stored, Meetings meetings) {
        var asked = ids.stream().filter(PeopleLookup::isId).collect(Collectors.toSet());
        if (stored != null) {
            MeetingJson.people(List.of(stored)).forEach(id -> asked.add(id.toString()));
        }
        return PeopleLookup.named(meetings, asked);
    }

    private static List<UUID> shared(Set<String> ids, Map<UUID, Person> people, Body body) {
        var byId = PeopleLookup.byId(people);
        var shared = new LinkedHashSet<UUID>();
        for (var id : ids) {
            var person = byId.get(id);
            if (person == null) {
                body.reject("shared_with_ids", Attendance.shown(id) + " " + NOBODY);
            } else {
                shared.add(person.id());
            }
        }
        return List.copyOf(shared);
    }

    private static Future<@Nullable Void> workspace(
            Body body, Changes.Builder<MeetingField> changes, Meetings meetings) {
        if (!body.has("project_id")) {
            return Future.succeededFuture();
        }
        var id = body.text("project_id", LONGEST);
        if (id == null || id.isBlank()) {
            changes.set(MeetingField.PROJECT_ID, null);
            return Future.succeededFuture();
        }
        return meetings.ask(new GetProject(id))
                .<@Nullable Void>map(project -> {
                    changes.set(MeetingField.PROJECT_ID, project.id());
                    return null;
                })
                .recover(failure -> {
                    if (failure instanceof Problem.NotFound) {
                        body.reject("project_id", "is no workspace's id");
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }
}
