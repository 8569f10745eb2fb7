package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.Person;

/**
 * Who is to attend, as a client sent it.
 *
 * @param wanted by the id of the attendee, in the order in which they were sent; empty where no status was said
 */
record Attendance(Map<String, Optional<AttendanceStatus>> wanted) {
    private static final int MOST = 1000;
    private static final int SHOWN = 60;
    private static final String STATUSES =
            Arrays.stream(AttendanceStatus.values()).map(Coded::code).collect(Collectors.joining(", "));

    /** From the attribute {@code attendee_ids}: an array of ids, or an object of statuses by id. Null is nobody. */
    static Attendance ofAttribute(Body body) {
        var value = body.value("attendee_ids");
        BiConsumer<String, String> reject = (id, message) -> body.reject("attendee_ids", shown(id) + " " + message);
        if (value instanceof JsonObject statuses) {
            return of(statuses.getMap(), reject);
        }
        if (value == null || value instanceof JsonArray) {
            Map<String, @Nullable Object> ids = new LinkedHashMap<>();
            body.texts("attendee_ids").forEach(id -> ids.put(id, null));
            return of(ids, reject);
        }
        body.reject("attendee_ids", "must be a list of ids, or an object of statuses by id");
        return new Attendance(Map.of());
    }

    /** From an object of statuses by id: what is wrong is said of the id. */
    static Attendance ofStatuses(Map<String, ?> statuses, Body body) {
        return of(statuses, body::reject);
    }

    private static Attendance of(Map<String, ?> statuses, BiConsumer<String, String> reject) {
        var wanted = new LinkedHashMap<String, Optional<AttendanceStatus>>();
        statuses.forEach((id, value) -> {
            var status = value instanceof String code
                    ? Coded.find(AttendanceStatus.class, code)
                    : Optional.<AttendanceStatus>empty();
            if (value != null && status.isEmpty()) {
                reject.accept(id, "must be one of " + STATUSES);
            }
            if (wanted.size() < MOST) {
                wanted.put(id, status);
            } else {
                reject.accept(id, "is one too many: " + MOST + " attendees at most");
            }
        });
        return new Attendance(wanted);
    }

    Set<String> ids() {
        return wanted.keySet();
    }

    /**
     * The participants that are wanted. Whoever attends already keeps what was not said; who is known to the meeting by name
     * only can be kept, too.
     *
     * @param stored the meeting; null for a new one
     * @param people those that have one of the ids, and those that the meeting points to
     * @param unknown told the ids that are nobody's
     */
    List<Participant> participants(@Nullable Meeting stored, Map<UUID, Person> people, Consumer<String> unknown) {
        var byId = PeopleLookup.byId(people);
        var attending = stored == null
                ? Map.<String, List<Participant>>of()
                : stored.participants().stream()
                        .collect(Collectors.groupingBy(participant -> AttendeeJson.id(stored, participant, people)));
        var participants = new ArrayList<Participant>();
        var taken = new HashSet<String>();
        wanted.forEach((id, status) -> {
            var person = byId.get(id);
            var alias = person == null ? id : person.alias();
            if (!taken.add(alias)) {
                return; // by the other id of the same person
            }
            var kept = attending.get(alias);
            if (kept != null) {
                var personId = person == null ? null : person.id();
                kept.forEach(p ->
                        participants.add(new Participant(personId, p.name(), p.email(), status.orElse(p.status()))));
            } else if (person != null) {
                participants.add(new Participant(person.id(), null, null, status.orElse(AttendanceStatus.PRESENT)));
            } else {
                unknown.accept(id);
            }
        });
        return participants;
    }

    /** An id as a message shows it. */
    static String shown(String id) {
        return id.length() <= SHOWN ? id : id.substring(0, SHOWN) + "…";
    }
}
