package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Conference;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonRef;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.model.RawDocument;
import org.meetingsgateway.model.Recording;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Source;
import org.meetingsgateway.model.Transcript;

/**
 * Reads a {@link Library} from JSON in the words of the canonical model. Only {@code id} is needed, the rest has a default:
 * what a case does not say does not matter to it. A meeting may have {@code segments} and {@code reports} inside it.
 */
final class LibraryJson {
    static final Instant NOW = Instant.parse("2011-06-20T09:00:00Z");
    static final Instant MOMENT = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    private final Map<UUID, Project> projects;
    private final Map<UUID, Person> people = new LinkedHashMap<>();
    private final Map<UUID, List<Segment>> segments = new HashMap<>();

    private LibraryJson(List<Project> projects, List<Person> people) {
        this.projects = projects.stream().collect(Collectors.toMap(Project::id, p -> p));
        people.forEach(person -> this.people.put(person.id(), person));
    }

    /**
     * Reads a tenant.
     *
     * @param callers those who are there even where nobody describes them, and whether they administrate the account
     */
    static Library library(Members given, Map<UUID, Boolean> callers, Set<String> otherAccounts) {
        var people = given.objects("people", DirectoryJson::person);
        var projects = given.objects("projects", DirectoryJson::project);
        var reader = new LibraryJson(projects, people);
        callers.forEach((id, administrator) ->
                reader.people.computeIfAbsent(id, missing -> DirectoryJson.undescribed(id, administrator)));
        var meetings = given.objects("meetings", reader::meeting);
        return new Library(
                given.object("account", DirectoryJson::account),
                given.instant("now", NOW),
                meetings,
                reader.segments,
                projects,
                List.copyOf(reader.people.values()),
                otherAccounts,
                given.objects("queries", query -> QueryJson.query(query, reader.people)),
                given.map("refused_statements", QueryJson::refusal),
                given.objects("rules", RuleRow::of));
    }

    private MeetingView meeting(Members m) {
        var id = m.id();
        var createdAt = m.instant("created_at", MOMENT);
        List<Segment> said = m.objects("segments", LibraryJson::segment);
        if (!said.isEmpty()) {
            segments.put(id, said);
        }
        var reports = m.objects("reports", report -> report(report, id));
        var actionItems = m.objects("action_items", item -> actionItem(item, id, m.string("alias", alias(id))));
        var meeting = new Meeting(
                id,
                m.string("alias", alias(id)),
                m.string("slug", "meeting-" + id),
                m.string("title"),
                m.string("description"),
                m.string("notes"),
                m.code("status", MeetingStatus.class, MeetingStatus.COMPLETED),
                m.code("platform", Platform.class),
                m.string("url"),
                m.string("location"),
                m.instant("starts_at"),
                m.instant("ended_at"),
                m.number("duration_seconds"),
                m.code("privacy", Privacy.class, Privacy.PROJECT),
                m.strings("tags"),
                projectRef(m.uuid("project_id")),
                personRef(m.uuid("owner_id", Library.PERSON)),
                m.objects("participants", LibraryJson::participant),
                m.uuids("shared_with"),
                m.object(
                        "conference",
                        c -> new Conference(c.string("number"), c.string("extension"), c.string("password"))),
                m.string("short_url"),
                m.object("recording", LibraryJson::recording),
                transcript(m, said.size()),
                m.string("summary"),
                m.instant("summary_generated_at"),
                m.instant("tasks_generated_at"),
                m.object("source", LibraryJson::source),
                reports.size(),
                actionItems.size(),
                createdAt,
                m.instant("updated_at", createdAt),
                m.integer("version", 1),
                m.string("tag", "0"));
        var text = said.stream().map(Segment::text).collect(Collectors.joining(" "));
        return new MeetingView(
                meeting,
                text,
                reports,
                actionItems,
                items(m, "agenda"),
                items(m, "minutes"),
                m.objects("raw", LibraryJson::document));
    }

    private @Nullable ProjectRef projectRef(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        var project = Objects.requireNonNull(projects.get(id), "no project " + id);
        return new ProjectRef(
                id,
                project.alias(),
                project.team(),
                project.slug(),
                project.name(),
                project.description(),
                project.flag(),
                project.createdAt(),
                project.archivedAt());
    }

    private PersonRef personRef(UUID id) {
        var person = people.computeIfAbsent(id, missing -> DirectoryJson.undescribed(id, false));
        return new PersonRef(id, person.alias(), person.user(), person.name());
    }

    static String alias(UUID id) {
        return id.toString().replace("-", "").substring(8);
    }

    private static Transcript transcript(Members m, int segments) {
        var state = MeetingViews.state(m.code("status", MeetingStatus.class, MeetingStatus.COMPLETED), segments);
        return m.object("transcript", t -> new Transcript(state, segments, t.integer("revision", segments)));
    }

    private static Segment segment(Members s) {
        return new Segment(
                s.string("text", ""),
                s.string("speaker"),
                s.fraction("start_ms"),
                s.fraction("end_ms"),
                s.fraction("confidence"),
                s.flag("final"));
    }

    private static Participant participant(Members p) {
        return new Participant(
                p.uuid("person_id"),
                p.string("name"),
                p.string("email"),
                p.code("status", Participant.AttendanceStatus.class));
    }

    private static Recording recording(Members r) {
        return new Recording(
                r.string("url"),
                r.number("size_bytes"),
                r.uuid("sdk_upload_id"),
                r.uuid("recall_recording_id"),
                r.string("error"));
    }

    private static Source source(Members s) {
        return new Source(
                s.string("style", Source.GATEWAY),
                s.uuid("connection_id"),
                s.string("native_id"),
                s.instant("synced_at"));
    }

    private static RawDocument document(Members d) {
        return new RawDocument(
                d.string("kind", "meeting"),
                d.instant("fetched_at", MOMENT),
                d.string("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                d.string("body_base64", ""));
    }

    private static Report report(Members r, UUID meeting) {
        var createdAt = r.instant("created_at", MOMENT);
        return new Report(
                r.id(),
                meeting,
                r.string("template_name", "Meeting minutes"),
                r.string("template_code", "meeting_minutes"),
                r.code("status", Report.Status.class, Report.Status.COMPLETED),
                Boolean.TRUE.equals(r.flag("is_auto_generated")),
                Boolean.TRUE.equals(r.flag("derived")),
                r.string("content"),
                createdAt,
                r.instant("updated_at", createdAt),
                r.integer("version", 1));
    }

    private static Assignment assignment(Members a) {
        return new Assignment(
                a.uuid("person_id", Library.PERSON),
                a.string("name", "Ada Lovelace"),
                a.instant("assigned_at", MOMENT),
                a.instant("completed_at"));
    }

    private static Comment comment(Members c) {
        return new Comment(
                c.id(),
                c.uuid("person_id"),
                c.string("author", "Ada Lovelace"),
                c.string("text", "A comment"),
                c.instant("created_at", MOMENT));
    }

    private static ActionItem actionItem(Members a, UUID meeting, String meetingAlias) {
        var id = a.id();
        var createdAt = a.instant("created_at", MOMENT);
        return new ActionItem(
                id,
                a.string("alias", alias(id)),
                meeting,
                meetingAlias,
                a.string("title", "To do"),
                a.string("description"),
                a.string("assignee"),
                a.objects("assignees", LibraryJson::assignment),
                a.instant("due_at"),
                a.code("state", ActionItem.State.class, ActionItem.State.OPEN),
                a.instant("completed_at"),
                a.instant("dismissed_at"),
                a.objects("comments", LibraryJson::comment),
                a.string("minute_id"),
                a.integers("reference"),
                createdAt,
                a.instant("updated_at", createdAt),
                a.integer("version", 1));
    }

    /** A list of items, numbered by their place. */
    private static List<MinuteItem> items(Members m, String name) {
        return MinuteItems.numbered(m.objects(name, LibraryJson::item), () -> "item");
    }

    private static MinuteItem item(Members i) {
        return new MinuteItem(
                i.string("id", "item"),
                i.string("title", "An item"),
                i.string("contents"),
                i.code("type", MinuteItem.Type.class, MinuteItem.Type.NOTE),
                List.of(),
                i.instant("due_at"),
                i.uuids("assignee_ids"),
                i.objects("children", LibraryJson::item));
    }
}
