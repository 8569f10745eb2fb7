package org.meetingsgateway.server.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One meeting in the shape of each product: a transcript, a meeting with minutes, a live recording, and one to come. */
final class DemoMeetings {
    private final DemoClient client;
    private final String ann;
    private final String bob;
    private final String chloe;

    /** @param people newest first: Ann, Bob, Chloé */
    DemoMeetings(DemoClient client, List<JsonObject> people) {
        this.client = client;
        this.ann = people.get(0).getString("id");
        this.bob = people.get(1).getString("id");
        this.chloe = people.get(2).getString("id");
    }

    void create() throws StartFailure {
        var project = client.post(
                        "/v1/projects",
                        new JsonObject()
                                .put("name", "Team A")
                                .put("description", "Weekly product syncs")
                                .put("color", "#6366F1"))
                .getString("id");
        uploadedTranscript(project);
        meetingWithMinutes(project);
        liveRecording(project);
        meetingToCome(project);
    }

    /** As MeetLog has it: one text without times, a summary, a report. */
    private void uploadedTranscript(String project) throws StartFailure {
        var id = meeting(new JsonObject()
                .put("title", "Sales sync — Q2 kickoff")
                .put("status", "completed")
                .put("starts_at", "2026-05-08T08:43:40Z")
                .put("duration_seconds", 1842)
                .put("project_id", project)
                .put("tags", new JsonArray().add("sales"))
                .put("recording", new JsonObject().put("size_bytes", 18_400_000))
                .put("summary", "Q2 sales priorities and account assignments."));
        segments(
                id,
                new JsonObject()
                        .put("text", "Welcome everybody, today we'll cover the priorities of the second quarter."));
        client.post(
                "/v1/meetings/" + id + "/reports",
                new JsonObject()
                        .put("template_name", "Weekly digest")
                        .put("template_code", "weekly_digest")
                        .put(
                                "content",
                                "## Summary\nThree priorities were agreed.\n## Action items\n- Call the top ten accounts")
                        .put("is_auto_generated", true));
    }

    /** As MinuteBase has it: agenda, minutes, attendance, actions. */
    private void meetingWithMinutes(String project) throws StartFailure {
        var id = meeting(new JsonObject()
                .put("title", "Board meeting")
                .put("status", "completed")
                .put("starts_at", "2026-06-02T13:00:00Z")
                .put("ended_at", "2026-06-02T14:30:00Z")
                .put("location", "London, 4th floor")
                .put("project_id", project)
                .put("privacy", "account")
                .put(
                        "participants",
                        new JsonArray()
                                .add(participant(ann, "present"))
                                .add(participant(bob, "apologies"))
                                .add(new JsonObject()
                                        .put("name", "Dana (auditor)")
                                        .put("status", "present")))
                .put(
                        "agenda",
                        new JsonArray()
                                .add(new JsonObject().put("title", "Budget"))
                                .add(new JsonObject().put("title", "Hiring")))
                .put(
                        "minutes",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("title", "Budget")
                                        .put(
                                                "children",
                                                new JsonArray()
                                                        .add(new JsonObject()
                                                                .put("title", "The budget of 2027 is approved")
                                                                .put("type", "decision"))))));
        client.post(
                "/v1/meetings/" + id + "/action_items",
                new JsonObject()
                        .put("title", "Publish the budget")
                        .put("assignee", "Bob Stone")
                        .put("due_at", "2026-06-09T00:00:00Z"));
    }

    /** As the desktop client records it: segments with speakers and times. */
    private void liveRecording(String project) throws StartFailure {
        var id = meeting(new JsonObject()
                .put("title", "Stand-up")
                .put("status", "completed")
                .put("platform", "zoom")
                .put("url", "https://zoom.us/j/123456789")
                .put("starts_at", "2026-06-03T09:00:00Z")
                .put("ended_at", "2026-06-03T09:12:30Z")
                .put("duration_seconds", 750)
                .put("project_id", project)
                .put("participants", new JsonArray().add(participant(ann, null)).add(participant(chloe, null))));
        segments(
                id,
                said(0, "Ann", "Good morning. Who starts?"),
                said(2400, "Chloé", "I do: the importer is done, I am on its tests now."),
                said(9100, "Ann", "Great. Anything in your way?"));
    }

    private void meetingToCome(String project) throws StartFailure {
        meeting(new JsonObject()
                .put("title", "Planning")
                .put("starts_at", "2027-01-11T10:00:00Z")
                .put("project_id", project)
                .put("shared_with", new JsonArray().add(bob)));
    }

    private String meeting(JsonObject meeting) throws StartFailure {
        return client.post("/v1/meetings", meeting).getString("id");
    }

    private void segments(String meeting, JsonObject... segments) throws StartFailure {
        client.post(
                "/v1/meetings/" + meeting + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray(List.of(segments))));
    }

    private static JsonObject said(long startMs, String speaker, String text) {
        return new JsonObject()
                .put("text", text)
                .put("speaker", speaker)
                .put("start_ms", startMs)
                .put("final", true);
    }

    private static JsonObject participant(String person, @org.jspecify.annotations.Nullable String status) {
        var participant = new JsonObject().put("person_id", person);
        return status == null ? participant : participant.put("status", status);
    }
}
