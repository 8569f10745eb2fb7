package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.number;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.TimeZones;

/**
 * Actions as MinuteBase shows them. Source: {@code http://support.minutebase.com/kb/api/actions}; a comment's members are
 * ours. Pure functions.
 *
 * <p>{@code people} holds whom the actions point to, see {@link #people}; who is not there is gone, and left out.
 */
final class ActionJson {
    private ActionJson() {}

    /** The moment before which an open action is overdue: the caller's last midnight. */
    static Instant overdueBefore(Calendar calendar) {
        ZoneId zone = TimeZones.find(calendar.timezone()).orElse(ZoneOffset.UTC);
        return calendar.now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /** Whom the actions point to. */
    static Set<UUID> people(List<ActionItem> actions) {
        var people = new HashSet<UUID>();
        for (var action : actions) {
            action.assignees().forEach(assignment -> people.add(assignment.personId()));
            action.comments().stream()
                    .map(Comment::personId)
                    .filter(Objects::nonNull)
                    .forEach(people::add);
        }
        return people;
    }

    /** One action; its members are in alphabetical order. */
    static void action(JsonGenerator json, ActionItem action, Map<UUID, Person> people, Instant overdueBefore)
            throws IOException {
        json.writeStartObject();
        assignees(json, action, people);
        comments(json, action, people);
        moment(json, "completed_at", action.completedAt());
        json.writeStringField("contents", Objects.requireNonNullElse(action.description(), ""));
        moment(json, "dismissed_at", action.dismissedAt());
        moment(json, "due_by", action.dueAt());
        json.writeStringField("id", action.alias());
        json.writeStringField("meeting_id", action.meetingAlias());
        reference(json, action.reference());
        json.writeStringField("state", state(action, overdueBefore));
        json.writeStringField("title", action.title());
        json.writeStringField("type", "action");
        json.writeEndObject();
    }

    static String state(ActionItem action, Instant overdueBefore) {
        return switch (action.state()) {
            case COMPLETED -> "completed";
            case DISMISSED -> "dismissed";
            case OPEN -> action.dueAt() != null && action.dueAt().isBefore(overdueBefore) ? "overdue" : "uncompleted";
        };
    }

    static void assignees(JsonGenerator json, ActionItem action, Map<UUID, Person> people) throws IOException {
        json.writeArrayFieldStart("assignees");
        for (var assignment : action.assignees()) {
            var person = people.get(assignment.personId());
            if (person != null) {
                assignee(json, assignment, person);
            }
        }
        json.writeEndArray();
    }

    private static void assignee(JsonGenerator json, Assignment assignment, Person person) throws IOException {
        json.writeStartObject();
        moment(json, "completed_at", assignment.completedAt());
        moment(json, "created_at", assignment.assignedAt());
        json.writeFieldName("person");
        PersonJson.basic(json, person);
        json.writeEndObject();
    }

    static void comments(JsonGenerator json, ActionItem action, Map<UUID, Person> people) throws IOException {
        json.writeArrayFieldStart("comments");
        for (var comment : action.comments()) {
            var author = comment.personId() == null ? null : people.get(comment.personId());
            comment(json, Alias.of(comment.id()), comment.text(), author, comment.createdAt());
        }
        json.writeEndArray();
    }

    static void comment(JsonGenerator json, String id, String text, @Nullable Person author, Instant createdAt)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("text", text);
        json.writeFieldName("person");
        if (author == null) {
            json.writeNull();
        } else {
            PersonJson.basic(json, author);
        }
        moment(json, "created_at", createdAt);
        json.writeEndObject();
    }

    static void reference(JsonGenerator json, List<Integer> reference) throws IOException {
        json.writeArrayFieldStart("reference");
        for (int number : reference) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    /** Epoch seconds, rounded down, or null. */
    static void moment(JsonGenerator json, String name, @Nullable Instant moment) throws IOException {
        number(json, name, moment == null ? null : moment.getEpochSecond());
    }
}
