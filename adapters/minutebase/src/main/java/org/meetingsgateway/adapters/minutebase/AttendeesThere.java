package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;

/**
 * Who attends a meeting there.
 *
 * @param statuses by id, in the product's words
 */
record AttendeesThere(List<PersonThere> people, Map<String, String> statuses) {
    private static final String PRESENT = Participant.AttendanceStatus.PRESENT.code();

    /** Of a meeting that is not made yet. */
    static final AttendeesThere NOBODY = new AttendeesThere(List.of(), Map.of());

    static AttendeesThere read(Document meeting) {
        var attendees = Objects.requireNonNullElse(meeting.objectsOrNull("attendees"), List.<Document>of());
        var statuses = new HashMap<String, String>();
        for (var attendee : attendees) {
            var status = attendee.textOrNull("status");
            if (status != null) {
                statuses.put(Told.id(attendee), status);
            }
        }
        return new AttendeesThere(attendees.stream().map(PersonThere::read).toList(), statuses);
    }

    /** Statuses by id, as they are sent. Whoever has none keeps the one that they have there. */
    JsonObject sent(List<Participant> participants, List<String> ids) {
        var sent = new JsonObject();
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var status = status(id, participants.get(i).status());
            var other = sent.getString(id);
            if (other != null && !other.equals(status)) {
                throw new RemoteFailure.Refused(
                        "Two participants are one person there: "
                                + Attendance.shown(participants.get(i).called()),
                        null,
                        null);
            }
            sent.put(id, status);
        }
        return sent;
    }

    private String status(String id, Participant.@Nullable AttendanceStatus status) {
        return status == null ? statuses.getOrDefault(id, PRESENT) : status.code();
    }
}
