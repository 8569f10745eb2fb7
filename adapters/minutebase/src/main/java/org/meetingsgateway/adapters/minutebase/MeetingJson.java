package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.remote.Document;

/**
 * Both directions of a meeting, side by side. Source: {@code http://support.minutebase.com/kb/api/meetings}. Pure functions.
 *
 * <p>{@code people} holds whom the meetings point to, see {@link #people}; who is not there is gone, and left out.
 */
final class MeetingJson {
    /** What stands where a meeting has no title: MinuteBase's meetings always have one. */
    static final String UNTITLED = "Untitled meeting";

    private MeetingJson() {}

    /** Whom meetings point to. */
    static Set<UUID> people(List<Meeting> meetings) {
        var people = new HashSet<UUID>();
        for (var meeting : meetings) {
            people.addAll(meeting.sharedWith());
            meeting.participants().stream()
                    .map(Participant::personId)
                    .filter(Objects::nonNull)
                    .forEach(people::add);
        }
        return people;
    }

    /** The basic set: in lists, and what a write is answered with. */
    static void basic(JsonGenerator json, Meeting meeting, Map<UUID, Person> people) throws IOException {
        basic(json, meeting, people, WorkspaceJson::project);
    }

    /** The basic set of all meetings of one list, which are in few workspaces. */
    static Paging.Item<Meeting> basics(Map<UUID, Person> people) {
        var workspaces = WorkspaceJson.eachOnce();
        return (json, meeting) -> basic(json, meeting, people, workspaces);
    }

    private static void basic(
            JsonGenerator json, Meeting meeting, Map<UUID, Person> people, Paging.Item<ProjectRef> workspace)
            throws IOException {
        json.writeStartObject();
        members(json, meeting, people, workspace);
        json.writeEndObject();
    }

    /**
     * The extended set, of one meeting alone.
     *
     * @param view with agenda, minutes and action items
     * @param overdueBefore see {@link ActionJson#overdueBefore}
     */
    static void extended(JsonGenerator json, MeetingView view, Map<UUID, Person> people, Instant overdueBefore)
            throws IOException {
        json.writeStartObject();
        members(json, view.meeting(), people, WorkspaceJson::project);
        json.writeFieldName("agenda");
        ItemJson.items(json, part(view.agenda()), List.of(), people, overdueBefore);
        json.writeFieldName("minutes");
        ItemJson.items(json, part(view.minutes()), part(view.actionItems()), people, overdueBefore);
        json.writeEndObject();
    }

    private static <T> List<T> part(@Nullable List<T> part) {
        return Objects.requireNonNull(part, "it was asked for");
    }

    private static void members(
            JsonGenerator json, Meeting meeting, Map<UUID, Person> people, Paging.Item<ProjectRef> workspace)
            throws IOException {
        json.writeStringField("id", meeting.alias());
        json.writeStringField("title", Objects.requireNonNullElse(meeting.title(), UNTITLED));
        json.writeStringField("description", Objects.requireNonNullElse(meeting.description(), ""));
        json.writeStringField("slug", meeting.slug());
        json.writeNumberField(
                "start_at",
                Objects.requireNonNullElse(meeting.startsAt(), meeting.createdAt())
                        .getEpochSecond());
        json.writeFieldName("project");
        if (meeting.project() == null) {
            json.writeNull();
        } else {
            workspace.write(json, meeting.project());
        }
        json.writeFieldName("attendees");
        AttendeeJson.attendees(json, meeting, people);
        json.writeArrayFieldStart("shared_with");
        for (var id : meeting.sharedWith()) {
            var person = people.get(id);
            if (person != null) {
                PersonJson.basic(json, person);
            }
        }
        json.writeEndArray();
        string(json, "location", meeting.location());
        json.writeStringField("privacy", meeting.privacy().code());
        json.writeArrayFieldStart("categories");
        for (var tag : meeting.tags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        string(json, "short_url", meeting.shortUrl());
        string(json, "conference_number", meeting.conference().number());
        string(json, "conference_ext", meeting.conference().extension());
        string(json, "conference_password", meeting.conference().password());
    }

    /** A meeting that was never stored, with its defaults, in the basic set. */
    static void unsaved(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Rejection.NO_ID);
        json.writeStringField("title", MeetingBody.TITLE);
        json.writeStringField("description", "");
        json.writeNullField("slug");
        json.writeNumberField("start_at", 0);
        json.writeNullField("project");
        for (var none : List.of("attendees", "shared_with")) {
            json.writeArrayFieldStart(none);
            json.writeEndArray();
        }
        json.writeNullField("location");
        json.writeStringField("privacy", Privacy.PROJECT.code());
        json.writeArrayFieldStart("categories");
        json.writeEndArray();
        for (var nothing : List.of("short_url", "conference_number", "conference_ext", "conference_password")) {
            json.writeNullField(nothing);
        }
        json.writeEndObject();
    }

    /** What either set carries of a meeting, besides its id, slug, workspace, agenda and minutes, and those it is shared with. */
    static Changes.Builder<MeetingField> read(Document meeting) {
        var title = meeting.textOrNull("title");
        return Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, UNTITLED.equals(title) ? null : title)
                .set(MeetingField.DESCRIPTION, Told.textOrNone(meeting, "description"))
                .set(MeetingField.LOCATION, meeting.textOrNull("location"))
                .set(MeetingField.STARTS_AT, Told.moment(meeting, "start_at"))
                .set(MeetingField.PRIVACY, privacy(meeting))
                .set(MeetingField.TAGS, Objects.requireNonNullElse(meeting.textsOrNull("categories"), List.of()))
                .set(MeetingField.PARTICIPANTS, AttendeeJson.read(meeting))
                .set(MeetingField.CONFERENCE_NUMBER, meeting.textOrNull("conference_number"))
                .set(MeetingField.CONFERENCE_EXTENSION, meeting.textOrNull("conference_ext"))
                .set(MeetingField.CONFERENCE_PASSWORD, meeting.textOrNull("conference_password"))
                .set(MeetingField.SHORT_URL, meeting.textOrNull("short_url"));
    }

    /** A word that nobody knows opens a meeting to nobody. */
    private static Privacy privacy(Document meeting) {
        return Coded.find(Privacy.class, meeting.text("privacy")).orElseGet(() -> {
            meeting.strange("privacy");
            return Privacy.PRIVATE;
        });
    }
}
