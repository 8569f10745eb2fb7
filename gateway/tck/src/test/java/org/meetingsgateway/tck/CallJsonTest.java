package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.KnownPerson;
import org.meetingsgateway.remote.Seen;

class CallJsonTest {
    private static Object read(String json) {
        return CallJson.of(new JsonObject(json));
    }

    @Test
    void changes_have_the_types_of_their_fields() {
        var call = read("""
                {"update_meeting": {"ref": "abc", "changes": {
                  "title": "Kick-off", "notes": null, "status": "failed", "duration_seconds": 60,
                  "starts_at": "2026-05-08T09:00:00Z", "tags": ["sales"],
                  "participants": [{"name": "Ann", "status": "present"}],
                  "minutes": [{"id": "1", "title": "Go", "type": "decision", "reference": [1],
                               "assignee_ids": [], "children": []}]}}}""");
        assertThat(call)
                .isEqualTo(new UpdateMeeting(
                        new MeetingRef("abc"),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, "Kick-off")
                                .set(MeetingField.NOTES, null)
                                .set(MeetingField.STATUS, MeetingStatus.FAILED)
                                .set(MeetingField.DURATION_SECONDS, 60L)
                                .set(MeetingField.STARTS_AT, Instant.parse("2026-05-08T09:00:00Z"))
                                .set(MeetingField.TAGS, List.of("sales"))
                                .set(
                                        MeetingField.PARTICIPANTS,
                                        List.of(new Participant(null, "Ann", null, AttendanceStatus.PRESENT)))
                                .set(
                                        MeetingField.MINUTES,
                                        List.of(new MinuteItem(
                                                "1",
                                                "Go",
                                                null,
                                                MinuteItem.Type.DECISION,
                                                List.of(1),
                                                null,
                                                List.of(),
                                                List.of())))
                                .build()));
    }

    @Test
    void versions_are_numbers() {
        var call = read("{\"update_meeting\": {\"ref\": \"a\", \"changes\": {}, \"expected\": {\"versions\": [3]}}}");
        assertThat(((UpdateMeeting) call).expected()).isEqualTo(new Precondition(Set.of(3L)));
    }

    @Test
    void changes_are_of_the_thing_that_the_call_is_about() {
        var call =
                read("{\"create_action_item\": {\"meeting\": \"abc\", \"action_item\": {\"state\": \"dismissed\"}}}");
        assertThat(call)
                .isEqualTo(new CreateActionItem(
                        new MeetingRef("abc"),
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.STATE, ActionItem.State.DISMISSED)
                                .build()));
    }

    @Test
    void lists_are_of_what_the_call_says() {
        var call =
                read("{\"append_segments\": {\"ref\": \"abc\", \"segments\": [{\"text\": \"Hi\", \"start_ms\": 12}]}}");
        assertThat(call)
                .isEqualTo(new AppendSegments(
                        new MeetingRef("abc"), List.of(new Segment("Hi", null, 12.0, null, null, null))));
    }

    @Test
    void what_was_seen_has_people_and_items() {
        var seen = CallJson.seen(new JsonObject("""
                {"people": [{"id": "00000000-0000-0000-0000-000000000001", "name": "Ann Lee", "email": null}],
                 "minutes": [{"id": "1", "title": "Go", "type": "note", "reference": [1],
                              "assignee_ids": [], "children": []}]}"""));
        assertThat(seen)
                .isEqualTo(new Seen(
                        List.of(new KnownPerson(new UUID(0, 1), "Ann Lee", null)),
                        null,
                        List.of(new MinuteItem(
                                "1", "Go", null, MinuteItem.Type.NOTE, List.of(1), null, List.of(), List.of()))));
    }

    @Test
    void what_is_misspelt_is_refused() {
        for (var json : List.of(
                "{\"update_meating\": {}}",
                "{\"delete_meeting\": {\"reff\": \"abc\"}}",
                "{\"update_meeting\": {\"ref\": \"abc\", \"changes\": {\"titel\": \"?\"}}}",
                "{\"delete_meeting\": {\"ref\": \"a\"}, \"create_upload\": {}}")) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
