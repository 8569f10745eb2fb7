package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;

/**
 * An agenda or the minutes as they are read, with the actions in them, which have the attributes of MinuteBase's page on
 * actions. Persons are the account's own, so an action item names its assignees, and nobody is assigned by id.
 */
final class ToldItems {
    private final List<RemoteActionItem> actionItems = new ArrayList<>();

    /** The actions of what was read, from the top down; each has the id of its item. */
    List<RemoteActionItem> actionItems() {
        return actionItems;
    }

    /** References count by places, so they are counted and not read. */
    List<MinuteItem> read(List<Document> items) {
        return MinuteItems.numbered(items(items), () -> "");
    }

    private List<MinuteItem> items(List<Document> items) {
        return items.stream().map(this::item).toList();
    }

    private MinuteItem item(Document item) {
        item.skip("reference");
        var id = Objects.requireNonNullElse(item.textOrNull("id"), "");
        var title = item.text("title");
        var contents = Told.textOrNone(item, "contents");
        var type = type(item);
        var isAction = type == MinuteItem.Type.ACTION;
        var dueAt = isAction ? Told.momentOrNull(item, "due_by") : null;
        if (isAction) {
            actionItems.add(new RemoteActionItem(
                    item.textOrNull("action_id"),
                    id.isEmpty() ? null : id,
                    Changes.of(ActionItemField.class)
                            .set(ActionItemField.TITLE, title)
                            .set(ActionItemField.DESCRIPTION, contents)
                            .set(ActionItemField.ASSIGNEE, assignees(item))
                            .set(ActionItemField.DUE_AT, dueAt)
                            .set(ActionItemField.STATE, state(item))
                            .build(),
                    null,
                    Told.momentOrNull(item, "completed_at"),
                    Told.momentOrNull(item, "dismissed_at"),
                    comments(item)));
        }
        var children = Objects.requireNonNullElse(item.objectsOrNull("children"), List.<Document>of());
        return new MinuteItem(id, title, contents, type, List.of(), dueAt, List.of(), items(children));
    }

    private static MinuteItem.Type type(Document item) {
        var word = item.textOrNull("type");
        if (word == null) {
            return MinuteItem.Type.NOTE;
        }
        return Coded.find(MinuteItem.Type.class, word).orElseGet(() -> {
            item.strange("type");
            return MinuteItem.Type.NOTE;
        });
    }

    /** When an action was assigned, and what of it each of several has done, have no place in what is mirrored. */
    private static @Nullable String assignees(Document action) {
        action.skip("assignee_ids", "meeting_id");
        var names = Objects.requireNonNullElse(action.objectsOrNull("assignees"), List.<Document>of()).stream()
                .map(ToldItems::assignee)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    private static @Nullable String assignee(Document assignee) {
        assignee.skip("completed_at", "created_at");
        var person = assignee.object("person");
        person.skip("email");
        return Told.name(person);
    }

    private static @Nullable List<RemoteComment> comments(Document action) {
        var comments = action.objectsOrNull("comments");
        return comments == null
                ? null
                : comments.stream().map(ToldItems::comment).toList();
    }

    private static RemoteComment comment(Document comment) {
        var person = comment.objectOrNull("person");
        if (person != null) {
            person.skip("email");
        }
        return new RemoteComment(
                comment.text("id"),
                person == null ? null : Told.name(person),
                comment.text("text"),
                Told.moment(comment, "created_at"));
    }

    private static ActionItem.State state(Document action) {
        return switch (action.textOrNull("state")) {
            case "completed" -> ActionItem.State.COMPLETED;
            case "dismissed" -> ActionItem.State.DISMISSED;
            case null -> ActionItem.State.OPEN;
            case "uncompleted", "overdue" -> ActionItem.State.OPEN;
            default -> {
                action.strange("state");
                yield ActionItem.State.OPEN;
            }
        };
    }
}
