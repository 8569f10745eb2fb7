package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Person;

/**
 * The items of an agenda or of the minutes as they are shown; {@link ItemReader} is the other direction. MinuteBase's
 * pages on them are lost: this is our design, from what its page on actions says of them.
 */
final class ItemJson {
    private ItemJson() {}

    /**
     * An array of items.
     *
     * @param actions the action items of the meeting; none for an agenda, whose actions are items only
     * @param people whom items and actions point to, see {@link #people}; who is not there is left out
     * @param overdueBefore the moment before which an open action is overdue, see {@link ActionJson#overdueBefore}
     */
    static void items(
            JsonGenerator json,
            List<MinuteItem> items,
            List<ActionItem> actions,
            Map<UUID, Person> people,
            Instant overdueBefore)
            throws IOException {
        var byItem = new HashMap<String, ActionItem>();
        for (var action : actions) {
            if (action.minuteId() != null) {
                byItem.put(action.minuteId(), action);
            }
        }
        new Items(byItem, people, overdueBefore).write(json, items);
    }

    /** Whom items and actions point to. */
    static Set<UUID> people(List<MinuteItem> items, List<ActionItem> actions) {
        var people = new HashSet<>(ActionJson.people(actions));
        collect(items, people);
        return people;
    }

    private static void collect(List<MinuteItem> items, Set<UUID> people) {
        for (var item : items) {
            people.addAll(item.assigneeIds());
            collect(item.children(), people);
        }
    }

    /** Whether there is an action among the items. */
    static boolean haveAction(List<MinuteItem> items) {
        return items.stream().anyMatch(item -> item.type() == MinuteItem.Type.ACTION || haveAction(item.children()));
    }

    /** An item that was never stored: what stands where a rejected one says nothing. */
    static void unsavedMembers(JsonGenerator json, MinuteItem.Type type) throws IOException {
        json.writeStringField("id", Rejection.NO_ID);
        json.writeNullField("title");
        json.writeStringField("contents", "");
        json.writeStringField("type", type.code());
        ActionJson.reference(json, List.of());
        json.writeArrayFieldStart("children");
        json.writeEndArray();
        if (type == MinuteItem.Type.ACTION) {
            json.writeArrayFieldStart("assignee_ids");
            json.writeEndArray();
            json.writeNullField("due_by");
        }
    }

    private record Items(Map<String, ActionItem> actions, Map<UUID, Person> people, Instant overdueBefore) {
        void write(JsonGenerator json, List<MinuteItem> items) throws IOException {
            json.writeStartArray();
            for (var item : items) {
                write(json, item);
            }
            json.writeEndArray();
        }

        private void write(JsonGenerator json, MinuteItem item) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", Alias.of(item.id()));
            json.writeStringField("title", item.title());
            json.writeStringField("contents", Objects.requireNonNullElse(item.contents(), ""));
            json.writeStringField("type", item.type().code());
            ActionJson.reference(json, item.reference());
            json.writeFieldName("children");
            write(json, item.children());
            if (item.type() == MinuteItem.Type.ACTION) {
                action(json, item, actions.get(item.id()));
            }
            json.writeEndObject();
        }

        private void action(JsonGenerator json, MinuteItem item, @Nullable ActionItem action) throws IOException {
            if (action != null) {
                json.writeStringField("action_id", action.alias());
            }
            json.writeArrayFieldStart("assignee_ids");
            for (var id : item.assigneeIds()) {
                var person = people.get(id);
                if (person != null) {
                    json.writeString(person.alias());
                }
            }
            json.writeEndArray();
            if (action != null) {
                ActionJson.assignees(json, action, people);
                ActionJson.comments(json, action, people);
                ActionJson.moment(json, "completed_at", action.completedAt());
                ActionJson.moment(json, "dismissed_at", action.dismissedAt());
            }
            ActionJson.moment(json, "due_by", item.dueAt());
            if (action != null) {
                json.writeStringField("meeting_id", action.meetingAlias());
                json.writeStringField("state", ActionJson.state(action, overdueBefore));
            }
        }
    }
}
