package org.meetingsgateway.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Report;

/** Agenda and minutes. An item of the minutes that is an action has an action item, which is the truth about it. */
record MemoryMinutes(Memory memory, MemoryReferences references) {
    MinuteItems get(GetMinutes call, Principal principal) {
        return shown(memory.meeting(call.ref(), principal), call.part());
    }

    MinuteItems replace(ReplaceMinutes call, Principal principal) {
        var wrong = new ArrayList<Violation>();
        references.items("/" + call.part().code(), call.items(), wrong);
        Checks.refuse(wrong);
        var row = memory.meeting(call.ref(), principal);
        if (row.lockVersion(call.part()) != call.lockVersion()) {
            throw new Problem.PreconditionFailed();
        }
        var field = MeetingRow.field(call.part());
        var changes =
                numbered(Changes.of(MeetingField.class).set(field, call.items()).build());
        if (!row.items(call.part()).equals(changes.get(field))) {
            row.set(changes);
            row.edited(memory.now());
            written(row);
        }
        return shown(row, call.part());
    }

    private static MinuteItems shown(MeetingRow row, Part part) {
        return new MinuteItems(row.lockVersion(part), row.items(part));
    }

    private Map<String, ActionItem> linked(MeetingRow row) {
        Map<String, ActionItem> linked = new HashMap<>();
        memory.actionItemsOf(row.id()).stream()
                .filter(action -> action.minuteId() != null)
                .forEach(action -> linked.put(Objects.requireNonNull(action.minuteId()), action));
        return linked;
    }

    /** The same changes with items that have numbers and ids. */
    Changes<MeetingField> numbered(Changes<MeetingField> changes) {
        var numbered = Changes.of(MeetingField.class);
        changes.forEach(numbered::set);
        for (var part : Part.values()) {
            var field = MeetingRow.field(part);
            if (changes.has(field)) {
                numbered.set(
                        field,
                        MinuteItems.numbered(
                                MemoryReferences.items(changes, field),
                                () -> memory.fresh().next().alias()));
            }
        }
        return numbered.build();
    }

    /** The minutes were written: their action items follow. */
    void written(MeetingRow row) {
        var linked = linked(row);
        MinuteTrees.actions(row.items(Part.MINUTES)).forEach(item -> {
            var old = linked.remove(item.id());
            if (old == null) {
                store(new ActionItemDraft(memory.fresh().next(), row, memory.now()), item);
            } else if (!says(old, item)) {
                store(new ActionItemDraft(old), item);
            }
        });
        linked.values().forEach(gone -> memory.actionItems().remove(gone));
        keepReport(row);
    }

    /** Written minutes are a report too. */
    private void keepReport(MeetingRow row) {
        if (row.items(Part.MINUTES).isEmpty()) {
            memory.reportsOf(row.id()).stream().filter(Report::derived).forEach(memory.reports()::remove);
        } else if (memory.reportsOf(row.id()).stream().noneMatch(Report::derived)) {
            var report = MemoryReports.derived(row);
            memory.reports().put(report);
        }
    }

    private void store(ActionItemDraft draft, MinuteItem item) {
        var written = draft.says(item.title(), item.contents(), item.dueAt())
                .assignees(references.assigned(item.assigneeIds()))
                .linked(item)
                .at(memory.now());
        memory.actionItems().put(written);
    }

    private static boolean says(ActionItem action, MinuteItem item) {
        return action.title().equals(item.title())
                && Objects.equals(action.description(), item.contents())
                && Objects.equals(action.dueAt(), item.dueAt())
                && action.reference().equals(item.reference())
                && action.assignees().stream()
                        .map(Assignment::personId)
                        .toList()
                        .equals(item.assigneeIds());
    }

    /** What a library says of the minutes' actions stays, and the minutes say it too; the rest follows from the minutes. */
    void seeded(MeetingRow row) {
        var linked = linked(row);
        var items = MinuteTrees.map(row.items(Part.MINUTES), item -> MinuteTrees.saying(item, linked.get(item.id())));
        row.seed(MeetingField.MINUTES, items);
        MinuteTrees.actions(items).forEach(item -> {
            var old = linked.get(item.id());
            if (old == null) {
                store(new ActionItemDraft(memory.fresh().next(), row, row.createdAt()), item);
            } else {
                var seed = new ActionItemDraft(old, old.version()).linked(item).at(old.updatedAt());
                memory.actionItems().put(seed);
            }
        });
        if (!items.isEmpty()) {
            keepReport(row);
        }
    }

    /** The minutes say what an action item of theirs says now. */
    void follow(MeetingRow row, ActionItem action) {
        var items = row.items(Part.MINUTES);
        var now = MinuteTrees.map(
                items, item -> MinuteTrees.saying(item, item.id().equals(action.minuteId()) ? action : null));
        if (!now.equals(items)) {
            row.set(Changes.of(MeetingField.class)
                    .set(MeetingField.MINUTES, now)
                    .build());
            row.edited(memory.now());
        } else {
            row.touched(memory.now());
        }
    }

    /** The minutes say the same as these action items, and lose those that are gone; counts as no change. */
    void follow(MeetingRow row, List<ActionItem> kept, List<ActionItem> gone) {
        var before = row.items(Part.MINUTES);
        var items = before;
        for (var action : kept) {
            items = MinuteTrees.map(
                    items, item -> MinuteTrees.saying(item, item.id().equals(action.minuteId()) ? action : null));
        }
        for (var action : gone) {
            items = action.minuteId() == null ? items : MinuteTrees.without(items, action.minuteId());
        }
        if (!items.equals(before)) {
            row.set(numbered(Changes.of(MeetingField.class)
                    .set(MeetingField.MINUTES, items)
                    .build()));
            written(row);
        }
    }

    /** The minutes lose one item; its children move up in its place. */
    void drop(MeetingRow row, String id) {
        row.set(numbered(Changes.of(MeetingField.class)
                .set(MeetingField.MINUTES, MinuteTrees.without(row.items(Part.MINUTES), id))
                .build()));
        row.edited(memory.now());
        written(row);
    }
}
