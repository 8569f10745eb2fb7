package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.remote.Document;

/**
 * Attendees: a person's basic set and a status. Meetings of other styles know some participants by name only; these are
 * shown as people of the meeting, with an id that is good in it. Pure functions.
 */
final class AttendeeJson {
    private AttendeeJson() {}

    /**
     * The array of a meeting's attendees.
     *
     * @param people whom the meeting points to; a participant who is not there is shown by name
     */
    static void attendees(JsonGenerator json, Meeting meeting, Map<UUID, Person> people) throws IOException {
        json.writeStartArray();
        for (var participant : meeting.participants()) {
            json.writeStartObject();
            PersonJson.basicMembers(json, person(meeting, participant, people));
            json.writeStringField(
                    "status",
                    Objects.requireNonNullElse(participant.status(), AttendanceStatus.PRESENT)
                            .code());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What {@link #attendees} says of the participants, who are nobody's people here. */
    static List<Participant> read(Document meeting) {
        return Objects.requireNonNullElse(meeting.objectsOrNull("attendees"), List.<Document>of()).stream()
                .map(attendee ->
                        new Participant(null, Told.name(attendee), attendee.textOrNull("email"), status(attendee)))
                .toList();
    }

    private static @Nullable AttendanceStatus status(Document attendee) {
        var word = attendee.textOrNull("status");
        var status = word == null ? Optional.<AttendanceStatus>empty() : Coded.find(AttendanceStatus.class, word);
        if (word != null && status.isEmpty()) {
            attendee.strange("status");
        }
        return status.orElse(null);
    }

    /** The id by which a participant is shown and can be sent back. */
    static String id(Meeting meeting, Participant participant, Map<UUID, Person> people) {
        return person(meeting, participant, people).alias();
    }

    /** The person who takes part, or one made of what is known of them: the name, split at its first blank. */
    private static Person person(Meeting meeting, Participant participant, Map<UUID, Person> people) {
        var person = participant.personId() == null ? null : people.get(participant.personId());
        return person == null ? named(meeting, participant) : person;
    }

    private static Person named(Meeting meeting, Participant participant) {
        var name = Objects.requireNonNullElse(participant.name(), "");
        var blank = name.indexOf(' ');
        return new Person(
                meeting.id(),
                Alias.hashed(meeting.id() + ":" + name),
                0,
                blank < 0 ? name : name.substring(0, blank),
                blank < 0 ? "" : name.substring(blank + 1),
                participant.email(),
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                meeting.createdAt(),
                meeting.createdAt(),
                1);
    }
}
