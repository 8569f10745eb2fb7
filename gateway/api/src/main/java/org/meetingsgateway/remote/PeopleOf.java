package org.meetingsgateway.remote;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;

/** Whom writing calls name by ids of the gateway: those who take part, and those who are to do something. */
public final class PeopleOf {
    private PeopleOf() {}

    /** Of one call; nobody where it names none. Owners, and those it is shared with, are the gateway's matter. */
    public static Set<UUID> call(Call<?> call) {
        var people = new LinkedHashSet<UUID>();
        switch (call) {
            case CreateMeeting create -> meeting(create.meeting(), people);
            case UpdateMeeting update -> meeting(update.changes(), people);
            case UpdateRecording update -> meeting(update.changes(), people);
            case ReplaceMinutes replace -> items(replace.items(), people);
            case CreateActionItem create -> actionItem(create.actionItem(), people);
            case UpdateActionItem update -> actionItem(update.changes(), people);
            default -> {} // it names nobody
        }
        return people;
    }

    private static void meeting(Changes<MeetingField> changes, Set<UUID> people) {
        list(changes.get(MeetingField.PARTICIPANTS)).stream()
                .map(participant -> ((Participant) participant).personId())
                .filter(Objects::nonNull)
                .forEach(people::add);
        items(list(changes.get(MeetingField.AGENDA)), people);
        items(list(changes.get(MeetingField.MINUTES)), people);
    }

    private static void items(List<?> items, Set<UUID> people) {
        for (var each : items) {
            var item = (MinuteItem) each;
            people.addAll(item.assigneeIds());
            items(item.children(), people);
        }
    }

    private static void actionItem(Changes<ActionItemField> changes, Set<UUID> people) {
        list(changes.get(ActionItemField.ASSIGNEE_IDS)).forEach(id -> people.add((UUID) id));
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
