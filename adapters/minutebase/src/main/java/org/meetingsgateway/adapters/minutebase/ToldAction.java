package org.meetingsgateway.adapters.minutebase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;

/**
 * What an item that is an action has beyond other items: the attributes of MinuteBase's page on actions. Persons are the
 * account's own, so an action item names its assignees, and nobody is assigned by id.
 */
final class ToldAction {
    private ToldAction() {}

    /** Reads the rest of an item. An action that has no id of its own is known by that of the item. */
    static RemoteActionItem read(
            Document item, String minuteId, String title, @Nullable String contents, @Nullable Instant dueAt) {
        item.skip("meeting_id");
        var id = Objects.requireNonNullElse(Told.textOrNone(item, "action_id"), minuteId);
        return new RemoteActionItem(
                id,
                minuteId,
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
                comments(item));
    }

    /** The ids that those have there to whom it is assigned. */
    static List<String> assigneeIds(Document action) {
        return Objects.requireNonNullElse(action.textsOrNull("assignee_ids"), List.of());
    }

    private static @Nullable String assignees(Document action) {
        var names = Objects.requireNonNullElse(action.objectsOrNull("assignees"), List.<Document>of()).stream()
                .map(ToldAction::assignee)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    /** When somebody was assigned, and was done with it, has no place in what is mirrored. */
    private static @Nullable String assignee(Document assignee) {
        assignee.skip("completed_at", "created_at");
        var person = assignee.object("person");
        person.skip("email");
        return Told.name(person);
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

    /** Nobody documents what a comment has: one without an id, words or a moment is left out and told of. */
    private static @Nullable List<RemoteComment> comments(Document action) {
        var told = action.objectsOrNull("comments");
        if (told == null) {
            return null;
        }
        var comments = new ArrayList<RemoteComment>();
        for (var comment : told) {
            var id = comment.textOrNull("id");
            var text = comment.textOrNull("text");
            var createdAt = Told.momentOrNull(comment, "created_at");
            var author = author(comment.objectOrNull("person"));
            if (id == null || text == null || createdAt == null) {
                action.strange("comments");
            } else {
                comments.add(new RemoteComment(id, author, text, createdAt));
            }
        }
        return comments;
    }

    private static @Nullable String author(@Nullable Document person) {
        if (person == null) {
            return null;
        }
        person.skip("email");
        return Told.name(person);
    }
}
