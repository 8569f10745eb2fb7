package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Page;

/** Action items. One is visible where its meeting is. */
record MemoryActionItems(Memory memory, MemoryMinutes minutes, MemoryReferences references) {
    private static final int MOST_COMMENTS = 1000;
    private static final int LONGEST_COMMENT = 10_000;

    Page<ActionItem> list(ListActionItems call, Principal principal) {
        var items = memory.among(call.query().meeting(), principal)
                .filter(row -> call.query().projectId() == null
                        || call.query().projectId().equals(row.get(MeetingField.PROJECT_ID, UUID.class)))
                .flatMap(row -> memory.actionItemsOf(row.id()).stream())
                .filter(item -> isWanted(item, call.query()))
                .sorted(order(call.query().sort()))
                .toList();
        return Slices.cut(items, call.slice(), ActionItem::id);
    }

    private static boolean isWanted(ActionItem item, ActionItemQuery query) {
        return (query.state() == null || query.state() == item.state())
                && (query.assigneeId() == null
                        || item.assignees().stream().anyMatch(a -> a.personId().equals(query.assigneeId())))
                && (query.dueBefore() == null
                        || (item.dueAt() != null && item.dueAt().isBefore(query.dueBefore())));
    }

    /** Items without the value come last in both directions. */
    private static Comparator<ActionItem> order(ActionItemQuery.Sort sort) {
        Function<ActionItem, @Nullable Instant> key = switch (sort.key()) {
            case CREATED_AT -> ActionItem::createdAt;
            case DUE_AT -> ActionItem::dueAt;
            case COMPLETED_AT -> ActionItem::completedAt;
            case DISMISSED_AT -> ActionItem::dismissedAt;
        };
        var known = Comparator.<ActionItem, Instant>comparing(
                        item -> Objects.requireNonNullElse(key.apply(item), Instant.EPOCH))
                .thenComparing(item -> item.id().toString());
        return Comparator.<ActionItem, Boolean>comparing(item -> key.apply(item) == null)
                .thenComparing(sort.descending() ? known.reversed() : known);
    }

    ActionItem get(GetActionItem call, Principal principal) {
        return memory.seen(
                "action item",
                memory.actionItems().values().stream()
                        .filter(item -> Checks.names(call.id(), item.id(), item.alias()))
                        .findFirst(),
                ActionItem::meetingId,
                principal);
    }

    ActionItem create(CreateActionItem call, Principal principal) {
        var row = memory.meeting(call.meeting(), principal);
        check(call.actionItem());
        var draft = new ActionItemDraft(memory.fresh().next(), row, memory.now());
        return stored(write(draft, null, call.actionItem()));
    }

    ActionItem update(UpdateActionItem call, Principal principal) {
        var old = get(new GetActionItem(call.id()), principal);
        Checks.seen(call.expected(), old.version());
        check(call.changes());
        return call.changes().isEmpty() ? old : stored(write(new ActionItemDraft(old), old, call.changes()));
    }

    private void check(Changes<ActionItemField> changes) {
        var wrong = new ArrayList<Violation>();
        references.people("/assignee_ids", new Written<>(changes).ids(ActionItemField.ASSIGNEE_IDS), wrong);
        Checks.refuse(wrong);
    }

    private ActionItem write(ActionItemDraft draft, @Nullable ActionItem old, Changes<ActionItemField> changes) {
        var given = new Written<>(changes);
        draft.says(
                        given.required(ActionItemField.TITLE, String.class, old == null ? null : old.title()),
                        given.text(ActionItemField.DESCRIPTION, old == null ? null : old.description()),
                        given.value(ActionItemField.DUE_AT, Instant.class, old == null ? null : old.dueAt()))
                .assignee(given.text(ActionItemField.ASSIGNEE, old == null ? null : old.assignee()));
        if (changes.has(ActionItemField.ASSIGNEE_IDS)) {
            draft.assignees(references.assigned(given.ids(ActionItemField.ASSIGNEE_IDS)));
        }
        var state = changes.get(ActionItemField.STATE, ActionItem.State.class);
        if (state != null) {
            draft.state(state, memory.now());
        }
        return draft.at(memory.now());
    }

    private ActionItem stored(ActionItem item) {
        memory.actionItems().put(item);
        minutes.follow(meeting(item), item);
        return item;
    }

    private MeetingRow meeting(ActionItem item) {
        return Objects.requireNonNull(memory.meetings().get(item.meetingId()));
    }

    /** One that is in the minutes leaves them too. */
    void delete(DeleteActionItem call, Principal principal) {
        var old = get(new GetActionItem(call.id()), principal);
        Checks.seen(call.expected(), old.version());
        var row = meeting(old);
        memory.actionItems().remove(old);
        if (old.minuteId() == null) {
            row.touched(memory.now());
        } else {
            minutes.drop(row, old.minuteId());
        }
    }

    ActionItem comment(AddComment call, Principal principal) {
        var length = call.text().codePointCount(0, call.text().length());
        if (call.text().isBlank() || length > LONGEST_COMMENT) {
            throw Checks.invalid("/text", "length", "must have 1 to " + LONGEST_COMMENT + " characters");
        }
        var old = get(new GetActionItem(call.id()), principal);
        if (old.comments().size() >= MOST_COMMENTS) {
            throw Checks.invalid("/text", "max_items", "would be comment " + (MOST_COMMENTS + 1) + " of the item");
        }
        var person = memory.person(principal.personId());
        var comment = new Comment(
                memory.fresh().next().id(),
                principal.personId(),
                person == null ? "Operator" : person.name(),
                call.text(),
                memory.now());
        return stored(new ActionItemDraft(old).comment(comment).at(memory.now()));
    }

    /** Newest first: what a search looks in. */
    List<ActionItem> visible(Principal principal) {
        return Memory.newestFirst(
                memory.meetings(principal).flatMap(row -> memory.actionItemsOf(row.id()).stream()),
                ActionItem::createdAt,
                ActionItem::id);
    }
}
