package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Field;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.server.contract.RequestContract;

/** What is answered can be sent back, and then changes nothing. Every body passes the contract. */
class BodyRoundTripTest {
    private static final RequestContract CONTRACT = RequestContract.load("canonical");

    private static final Set<String> WRITABLE = Set.of(
            "title",
            "description",
            "notes",
            "status",
            "platform",
            "url",
            "location",
            "starts_at",
            "ended_at",
            "duration_seconds",
            "privacy",
            "tags",
            "project_id",
            "owner_id",
            "participants",
            "shared_with",
            "conference",
            "short_url",
            "agenda",
            "minutes",
            "recording",
            "summary",
            "summary_generated_at",
            "tasks_generated_at");
    private static final Set<String> NEVER_EMPTY = Set.of("status", "privacy", "owner_id");
    private static final Set<MeetingField> LISTS = Set.of(
            MeetingField.TAGS,
            MeetingField.PARTICIPANTS,
            MeetingField.SHARED_WITH,
            MeetingField.AGENDA,
            MeetingField.MINUTES);

    @Provide
    Arbitrary<MeetingView> meetings() {
        return Things.meetings();
    }

    @Provide
    Arbitrary<Person> people() {
        return Things.people();
    }

    @Provide
    Arbitrary<Project> projects() {
        return Things.projects();
    }

    @Provide
    Arbitrary<Set<String>> clearable() {
        return Arbitraries.of(WRITABLE.stream()
                        .filter(name -> !NEVER_EMPTY.contains(name))
                        .sorted()
                        .toList())
                .set();
    }

    private static JsonObject checked(String path, JsonObject body) {
        return CONTRACT.operation(HttpMethod.PATCH, path).check(Requests.of(HttpMethod.PATCH, path, body));
    }

    private static JsonObject only(JsonObject answer, Set<String> names) {
        var body = new JsonObject();
        names.forEach(name -> body.put(name, answer.getValue(name)));
        return body;
    }

    private static <F extends Enum<F> & Field> Map<F, Object> values(Changes<F> changes) {
        var values = new HashMap<F, Object>();
        changes.forEach(values::put);
        return values;
    }

    @Property(tries = 200)
    void a_meeting_that_was_answered_can_be_written_back(@ForAll("meetings") MeetingView view) {
        var answer = new JsonObject(MeetingJson.SHAPE.bytes(view));
        var changes = MeetingJson.changes(checked("/v1/meetings/:id", only(answer, WRITABLE)));
        assertThat(stored(changes)).isEqualTo(values(view));
    }

    /** With the items numbered, as whoever stores them does it. */
    private static Map<MeetingField, Object> stored(Changes<MeetingField> changes) {
        var values = values(changes);
        for (var field : List.of(MeetingField.AGENDA, MeetingField.MINUTES)) {
            values.computeIfPresent(
                    field,
                    (name, items) -> MinuteItems.numbered(
                            ((List<?>) items)
                                    .stream().map(MinuteItem.class::cast).toList(),
                            () -> "new"));
        }
        return values;
    }

    private static Map<MeetingField, Object> values(MeetingView view) {
        var m = view.meeting();
        var values = new HashMap<MeetingField, Object>();
        values.put(MeetingField.TITLE, m.title());
        values.put(MeetingField.DESCRIPTION, m.description());
        values.put(MeetingField.NOTES, m.notes());
        values.put(MeetingField.STATUS, m.status());
        values.put(MeetingField.PLATFORM, m.platform());
        values.put(MeetingField.URL, m.url());
        values.put(MeetingField.LOCATION, m.location());
        values.put(MeetingField.STARTS_AT, m.startsAt());
        values.put(MeetingField.ENDED_AT, m.endedAt());
        values.put(MeetingField.DURATION_SECONDS, m.durationSeconds());
        values.put(MeetingField.PRIVACY, m.privacy());
        values.put(MeetingField.TAGS, m.tags());
        values.put(
                MeetingField.PROJECT_ID,
                m.project() == null ? null : m.project().id());
        values.put(MeetingField.OWNER_ID, m.owner().id());
        values.put(MeetingField.PARTICIPANTS, m.participants());
        values.put(MeetingField.SHARED_WITH, m.sharedWith());
        values.put(MeetingField.CONFERENCE_NUMBER, m.conference().number());
        values.put(MeetingField.CONFERENCE_EXTENSION, m.conference().extension());
        values.put(MeetingField.CONFERENCE_PASSWORD, m.conference().password());
        values.put(MeetingField.SHORT_URL, m.shortUrl());
        values.put(MeetingField.RECORDING_URL, m.recording().url());
        values.put(MeetingField.RECORDING_SIZE_BYTES, m.recording().sizeBytes());
        values.put(MeetingField.RECORDING_SDK_UPLOAD_ID, m.recording().sdkUploadId());
        values.put(MeetingField.RECORDING_RECALL_RECORDING_ID, m.recording().recallRecordingId());
        values.put(MeetingField.RECORDING_ERROR, m.recording().error());
        values.put(MeetingField.AGENDA, view.agenda());
        values.put(MeetingField.MINUTES, view.minutes());
        values.put(MeetingField.SUMMARY, m.summary());
        values.put(MeetingField.SUMMARY_GENERATED_AT, m.summaryGeneratedAt());
        values.put(MeetingField.TASKS_GENERATED_AT, m.tasksGeneratedAt());
        assertThat(values).as("every field is compared").containsOnlyKeys(MeetingField.values());
        return values;
    }

    @Property(tries = 200)
    void null_clears_what_it_names_and_nothing_else(@ForAll("clearable") Set<String> names) {
        var body = new JsonObject();
        names.forEach(body::putNull);
        var changes = values(MeetingJson.changes(checked("/v1/meetings/:id", body)));
        var expected = new HashMap<MeetingField, Object>();
        for (var field : MeetingField.values()) {
            var name = Stream.of("conference", "recording")
                    .filter(object -> field.code().startsWith(object + "_"))
                    .findFirst()
                    .orElse(field.code());
            if (names.contains(name)) {
                expected.put(field, LISTS.contains(field) ? List.of() : null);
            }
        }
        assertThat(changes).isEqualTo(expected);
    }

    @Property(tries = 100)
    void objects_merge_member_by_member(@ForAll("meetings") MeetingView view) {
        var number = view.meeting().conference().number();
        var error = view.meeting().recording().error();
        var body = new JsonObject()
                .put("conference", new JsonObject().put("number", number))
                .put("recording", new JsonObject().put("error", error));
        var expected = new HashMap<MeetingField, Object>();
        expected.put(MeetingField.CONFERENCE_NUMBER, number);
        expected.put(MeetingField.RECORDING_ERROR, error);
        assertThat(values(MeetingJson.changes(checked("/v1/meetings/:id", body))))
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void a_person_that_was_answered_can_be_written_back(@ForAll("people") Person person) {
        var answer = new JsonObject(PersonJson.SHAPE.bytes(person));
        var names = Stream.of(PersonField.values()).map(PersonField::code).collect(Collectors.toSet());
        var changes = PersonJson.changes(checked("/v1/people/:id", only(answer, names)));
        assertThat(changes.get(PersonField.FIRST_NAME)).isEqualTo(person.firstName());
        assertThat(changes.get(PersonField.LAST_NAME)).isEqualTo(person.lastName());
        assertThat(changes.get(PersonField.EMAIL)).isEqualTo(person.email());
        assertThat(changes.get(PersonField.ADMINISTRATOR)).isEqualTo(person.administrator());
        assertThat(changes.get(PersonField.ADDRESS)).isEqualTo(person.address());
        assertThat(changes.get(PersonField.TIMEZONE)).isEqualTo(person.timezone());
        assertThat(changes.get(PersonField.WEEK_START)).isEqualTo(person.weekStart());
        assertThat(values(changes)).containsOnlyKeys(PersonField.values());
    }

    @Property(tries = 100)
    void a_project_that_was_answered_can_be_written_back(@ForAll("projects") Project project) {
        var answer = new JsonObject(ProjectJson.SHAPE.bytes(project));
        var body = only(answer, Set.of("name", "description", "color", "member_ids"));
        var expected = new HashMap<ProjectField, Object>();
        expected.put(ProjectField.NAME, project.name());
        expected.put(ProjectField.DESCRIPTION, project.description());
        expected.put(ProjectField.COLOR, project.color());
        expected.put(ProjectField.MEMBER_IDS, project.memberIds());
        assertThat(values(ProjectJson.changes(checked("/v1/projects/:id", body))))
                .isEqualTo(expected);
    }

    @Test
    void an_action_item_that_was_answered_can_be_written_back() {
        var item = Things.actionItem(UUID.randomUUID());
        var answer = new JsonObject(ActionItemJson.SHAPE.bytes(item));
        var names =
                Stream.of(ActionItemField.values()).map(ActionItemField::code).collect(Collectors.toSet());
        var expected = new HashMap<ActionItemField, Object>();
        expected.put(ActionItemField.TITLE, item.title());
        expected.put(ActionItemField.DESCRIPTION, item.description());
        expected.put(ActionItemField.ASSIGNEE, item.assignee());
        expected.put(
                ActionItemField.ASSIGNEE_IDS,
                item.assignees().stream().map(Assignment::personId).toList());
        expected.put(ActionItemField.DUE_AT, item.dueAt());
        expected.put(ActionItemField.STATE, item.state());
        assertThat(expected).as("every field is compared").containsOnlyKeys(ActionItemField.values());
        assertThat(values(ActionItemJson.changes(checked("/v1/action_items/:id", only(answer, names)))))
                .isEqualTo(expected);
    }

    @Test
    void null_assigns_an_action_item_to_nobody() {
        var changes = ActionItemJson.changes(checked("/v1/action_items/:id", new JsonObject().putNull("assignee_ids")));
        assertThat(values(changes)).isEqualTo(Map.of(ActionItemField.ASSIGNEE_IDS, List.of()));
    }
}
