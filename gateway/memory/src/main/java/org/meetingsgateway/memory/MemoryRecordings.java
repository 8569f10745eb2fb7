package org.meetingsgateway.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.CreateUpload;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Upload;

/** Meetings as recordings. An upload's token follows from its id. */
record MemoryRecordings(
        Memory memory,
        MeetingViews views,
        MemoryMinutes minutes,
        MemoryReferences references,
        MemoryFailures failures) {
    Upload upload(CreateUpload call, Principal principal) {
        var id = memory.fresh().next().id();
        return new Upload(id, "upload-token-" + id);
    }

    MeetingView update(UpdateRecording call, Principal principal) {
        var row = memory.meeting(call.ref(), principal);
        var changes = minutes.numbered(references.resolve(told(call, row), row, principal));
        row.set(changes);
        if (changes.has(MeetingField.MINUTES)) {
            minutes.written(row);
        }
        if (call.segments() != null) {
            row.retell(call.segments());
        }
        if (call.actionItems() != null) {
            replace(call.actionItems(), row);
        }
        row.edited(memory.now());
        failures.follow(changes, row);
        return views.view(row, Expansion.USUAL);
    }

    private static Changes<MeetingField> told(UpdateRecording call, MeetingRow row) {
        if (call.participants() == null) {
            return call.changes();
        }
        var known = row.list(MeetingField.PARTICIPANTS, Participant.class);
        var all = Changes.of(MeetingField.class);
        call.changes().forEach(all::set);
        return all.set(MeetingField.PARTICIPANTS, Participant.named(call.participants(), known))
                .build();
    }

    private void replace(List<Changes<ActionItemField>> wanted, MeetingRow row) {
        var old = new ArrayList<>(memory.actionItemsOf(row.id()));
        var kept = new ArrayList<ActionItem>();
        for (var changes : wanted) {
            var same = old.stream()
                    .filter(item -> item.title().equals(changes.get(ActionItemField.TITLE)))
                    .findFirst()
                    .orElse(null);
            old.remove(same);
            kept.add(write(same, changes, row));
        }
        kept.forEach(memory.actionItems()::put);
        old.forEach(memory.actionItems()::remove);
        memory.order(kept);
        minutes.follow(row, kept, old);
    }

    private ActionItem write(@Nullable ActionItem old, Changes<ActionItemField> changes, MeetingRow row) {
        var given = new Written<>(changes);
        var description = given.text(ActionItemField.DESCRIPTION, old == null ? null : old.description());
        var assignee = given.text(ActionItemField.ASSIGNEE, old == null ? null : old.assignee());
        if (old != null && Objects.equals(description, old.description()) && Objects.equals(assignee, old.assignee())) {
            return old;
        }
        var draft =
                old == null ? new ActionItemDraft(memory.fresh().next(), row, memory.now()) : new ActionItemDraft(old);
        return draft.says(
                        given.required(ActionItemField.TITLE, String.class, null),
                        description,
                        old == null ? null : old.dueAt())
                .assignee(assignee)
                .at(memory.now());
    }
}
