package org.meetingsgateway.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Source;

/** Meetings. */
record MemoryMeetings(
        Memory memory,
        MeetingViews views,
        MeetingLists lists,
        MemoryMinutes minutes,
        MemoryReferences references,
        MemoryFailures failures) {
    Page<MeetingView> list(ListMeetings call, Principal principal) {
        return Slices.cut(lists.of(call.query(), principal), call.slice(), MeetingRow::id)
                .map(row -> views.view(row, call.expand()));
    }

    MeetingView get(GetMeeting call, Principal principal) {
        return views.view(memory.meeting(call.ref(), principal), call.expand());
    }

    /** There is nobody who could be asked. */
    Freshness freshness(RefreshMeeting call, Principal principal) {
        return Freshness.of(memory.meeting(call.ref(), principal).source());
    }

    MeetingView create(CreateMeeting call, Principal principal) {
        if (call.connectionId() != null) {
            throw Checks.invalid("/source/connection_id", "not_found", "No such connection");
        }
        var changes = minutes.numbered(withDefaults(references.resolve(call.meeting(), null, principal), principal));
        if (changes.get(MeetingField.OWNER_ID) == null) {
            throw Checks.invalid("/owner_id", "required", "A meeting needs an owner");
        }
        var identity = memory.fresh().next();
        var slug = SlugNames.free(
                changes.get(MeetingField.TITLE, String.class),
                "meeting-" + identity.alias(),
                memory.meetings()::hasSlug);
        var row = new MeetingRow(
                identity.id(), identity.alias(), slug, new Source(Source.GATEWAY, null, null, null), memory.now());
        row.set(changes);
        memory.meetings().put(row);
        minutes.written(row);
        failures.follow(changes, row);
        return views.view(row, Expansion.USUAL);
    }

    private static Changes<MeetingField> withDefaults(Changes<MeetingField> given, Principal principal) {
        var all = Changes.of(MeetingField.class)
                .set(MeetingField.STATUS, MeetingStatus.SCHEDULED)
                .set(MeetingField.PRIVACY, Privacy.PROJECT)
                .set(MeetingField.OWNER_ID, principal.personId())
                .set(MeetingField.TAGS, List.of())
                .set(MeetingField.PARTICIPANTS, List.of())
                .set(MeetingField.SHARED_WITH, List.of())
                .set(MeetingField.AGENDA, List.of())
                .set(MeetingField.MINUTES, List.of());
        given.forEach(all::set);
        return all.build();
    }

    MeetingView update(UpdateMeeting call, Principal principal) {
        var row = memory.meeting(call.ref(), principal);
        editSeen(call.expected(), row);
        var changes = minutes.numbered(references.resolve(call.changes(), row, principal));
        if (!changes.isEmpty()) {
            row.set(changes);
            row.edited(memory.now());
            if (changes.has(MeetingField.MINUTES)) {
                minutes.written(row);
            }
            failures.follow(changes, row);
        }
        return views.view(row, Expansion.USUAL);
    }

    /** Whoever has seen the last edit has seen enough to edit: appends since then do not matter. */
    private static void editSeen(@Nullable Precondition expected, MeetingRow row) {
        if (expected != null
                && expected.versions().stream()
                        .noneMatch(seen -> seen >= row.editedVersion() && seen <= row.version())) {
            throw new Problem.PreconditionFailed();
        }
    }

    void delete(DeleteMeeting call, Principal principal) {
        var row = memory.meeting(call.ref(), principal);
        Checks.seen(call.expected(), row.version());
        memory.meetings().remove(row);
        failures.gone(row);
        memory.actionItems().removeOf(row.id());
        memory.reports().removeOf(row.id());
    }
}
