package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;

/** What a change of an action item means for its own row, and for the minutes that have it. */
final class ActionItemChanges {
    private ActionItemChanges() {}

    /** Columns of {@code a} and their new values. */
    static void assign(Sql sql, ActionItem seen, Changes<ActionItemField> changes, UUID[] assignees, Instant now) {
        changes.forEach((field, value) -> {
            switch (field) {
                case ASSIGNEE_IDS -> sql.add(", assignee_ids = ?", (Object) assignees);
                case TITLE, DESCRIPTION, ASSIGNEE, DUE_AT, STATE -> sql.add(", " + field.code() + " = ?", value);
            }
        });
        var state = changes.get(ActionItemField.STATE, ActionItem.State.class);
        var moved = state != null && state != seen.state();
        if (moved) {
            sql.add(
                    ", completed_at = ?, dismissed_at = ?",
                    state == ActionItem.State.COMPLETED ? now : null,
                    state == ActionItem.State.DISMISSED ? now : null);
        }
        // A dismissal leaves what each of the assignees has done.
        var parts = moved && state != ActionItem.State.DISMISSED;
        if (parts || changes.has(ActionItemField.ASSIGNEE_IDS)) {
            sql.add(parts ? ", assignees = complete_assignments(" : ", assignees = ");
            if (changes.has(ActionItemField.ASSIGNEE_IDS)) {
                sql.add("assign_people(a.tenant_id, ?::uuid[], a.assignees, ?)", assignees, now);
            } else {
                sql.add("a.assignees");
            }
            if (parts) {
                sql.add(", ?::timestamptz)", state == ActionItem.State.COMPLETED ? now : null);
            }
        }
    }

    /**
     * The minutes of {@code m} say the same as the item. Their lock version moves with them, so that nobody who saw the
     * item as it was before writes it back.
     */
    static void assignMinutes(Sql sql, ActionItem seen, Changes<ActionItemField> changes, UUID[] assignees) {
        var shown = new JsonObject();
        changes.forEach((field, value) -> {
            switch (field) {
                case TITLE -> shown.put("title", value);
                case DESCRIPTION -> shown.put("contents", value);
                case DUE_AT -> shown.put("due_at", value == null ? null : MeetingColumns.moment((Instant) value));
                case ASSIGNEE_IDS ->
                    shown.put(
                            "assignee_ids",
                            new JsonArray(
                                    Arrays.stream(assignees).map(UUID::toString).toList()));
                case ASSIGNEE, STATE -> {}
            }
        });
        if (seen.minuteId() != null && !shown.isEmpty()) {
            var place = place(seen.reference());
            sql.add(
                    ", edited_version = m.version + 1,"
                            + " minutes = jsonb_set(m.minutes, ?::text[], (m.minutes #> ?::text[]) || ?::jsonb)",
                    place,
                    place,
                    shown);
        }
    }

    /** Where in the tree an item with that number is. */
    private static String[] place(List<Integer> reference) {
        var path = new ArrayList<String>();
        for (int number : reference) {
            if (!path.isEmpty()) {
                path.add("children");
            }
            path.add(String.valueOf(number - 1));
        }
        return path.toArray(String[]::new);
    }
}
