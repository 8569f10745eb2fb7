package org.meetingsgateway.tck;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Segment;

/**
 * All that one tenant has, in no particular order.
 *
 * @param meetings with every part
 * @param segments of each meeting that has any, in arrival order
 */
public record Library(
        List<MeetingView> meetings, Map<UUID, List<Segment>> segments, List<Project> projects, List<Person> people) {
    /** Who owns the meetings that do not say whose they are. */
    public static final UUID PERSON = UUID.fromString("00000000-0000-7000-8000-000000000001");

    public Library {
        meetings = List.copyOf(meetings);
        segments = Map.copyOf(segments);
        projects = List.copyOf(projects);
        people = List.copyOf(people);
    }

    /**
     * Reads {@code meetings}, {@code projects} and {@code people} in the words of the canonical model. Only an {@code id}
     * is needed; a meeting may have {@code segments}, {@code reports} and {@code action_items} inside it.
     *
     * @throws IllegalArgumentException where something has a member that the model has not
     */
    public static Library read(JsonObject json) {
        return Members.whole(json, LibraryJson::library);
    }
}
