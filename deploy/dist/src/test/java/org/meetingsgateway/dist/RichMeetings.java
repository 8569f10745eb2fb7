package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Meetings that have everything that a meeting can have, and such that have next to nothing. */
final class RichMeetings {
    private static final String UNICODE = "Größe 日本語 🎉 العربية \"quoted\" back\\slash \u2028 tab\tend";

    private final Tenant tenant;
    private final Api api;
    private final String ann;
    private final String ben;
    private final String cid;
    private final JsonObject sales;
    private final JsonObject support;
    private final List<String> ids = new ArrayList<>();

    RichMeetings(Tenant tenant) {
        this.tenant = tenant;
        this.ann = person("Ann", "Lee", "ann@acme.example");
        this.ben = person("Ben", "van der Berg", null);
        this.cid = person("Zoë", "Öztürk", "zoe@acme.example");
        this.sales = tenant.project("Sales 日本");
        this.support = tenant.project("Support");
        this.api = tenant.canonical(ann);
        write();
    }

    Tenant tenant() {
        return tenant;
    }

    String ann() {
        return ann;
    }

    /** What the desktop style is asked about. */
    JsonObject sales() {
        return sales;
    }

    List<String> ids() {
        return ids;
    }

    private String person(String first, String last, @Nullable String email) {
        return Tenant.created(tenant.admin()
                        .post(
                                tenant.path() + "/people",
                                new JsonObject()
                                        .put("first_name", first)
                                        .put("last_name", last)
                                        .put("email", email)))
                .getString("id");
    }

    private void write() {
        everything();
        longOne();
        trees();
        live();
        statuses();
        places();
        moments();
        little();
    }

    private String create(JsonObject meeting) {
        var id = Tenant.created(api.post("/v1/meetings", meeting)).getString("id");
        ids.add(id);
        return id;
    }

    private JsonObject inSales(@Nullable String title) {
        return new JsonObject().put("title", title).put("project_id", sales.getString("id"));
    }

    private void everything() {
        var id = create(inSales("Quarterly review: " + UNICODE)
                .put("description", "What was\nagreed " + UNICODE)
                .put("notes", "Only for us\n\n- " + UNICODE)
                .put("status", "completed")
                .put("platform", "teams")
                .put("url", "https://teams.example/l/meetup?a=1&b=%20#frag")
                .put("location", "Room 5, 2. OG — Süd")
                .put("starts_at", "2026-05-08T09:00:00.123456Z")
                .put("ended_at", "2026-05-08T10:30:59.999Z")
                .put("duration_seconds", 5459)
                .put("privacy", "account")
                .put("tags", Bodies.array("API", "größe", "a b, c"))
                .put(
                        "participants",
                        new JsonArray()
                                .add(new JsonObject().put("person_id", ben).put("status", "apologies"))
                                .add(new JsonObject().put("person_id", cid))
                                .add(new JsonObject()
                                        .put("name", "Grace Brewster Hopper")
                                        .put("email", "grace@navy.example")
                                        .put("status", "present"))
                                .add(new JsonObject().put("name", "Plato").put("status", "tentative"))
                                .add(new JsonObject().put("name", "李小龙").put("status", "absent")))
                .put("shared_with", Bodies.array(ben, cid))
                .put(
                        "conference",
                        new JsonObject()
                                .put("number", "+49 30 1234")
                                .put("extension", "77#")
                                .put("password", "geheim"))
                .put("short_url", "https://acme.example/m/1")
                .put(
                        "recording",
                        new JsonObject()
                                .put("url", "https://media.example/1.mp4?sig=a%2Bb")
                                .put("size_bytes", 52_449_999)
                                .put("sdk_upload_id", "0197d3a5-1111-7d00-8a00-0c1d2e3f4a5b")
                                .put("recall_recording_id", "0197d3a5-2222-7d00-8a00-0c1d2e3f4a5b")
                                .put("error", "The last minute is silent"))
                .put("summary", "All is well. " + UNICODE)
                .put("summary_generated_at", "2026-05-08T10:31:00.5Z")
                .put("tasks_generated_at", "2026-05-08T10:32:00Z")
                .put(
                        "agenda",
                        new JsonArray()
                                .add(Bodies.item("Opening", "note")
                                        .put("id", "intro")
                                        .put("contents", "Hello\nall"))
                                .add(Bodies.action("Count the votes", "2026-01-01T00:00:00.75Z", cid)))
                .put(
                        "minutes",
                        new JsonArray()
                                .add(Bodies.item("The budget is agreed", "decision")
                                        .put("contents", UNICODE))
                                .add(Bodies.action("Publish the budget", "2026-06-01T17:00:00.25Z", ben, cid)
                                        .put("id", "budget"))));
        say(
                id,
                Bodies.segment("Good morning.")
                        .put("speaker", "Ann")
                        .put("start_ms", 0)
                        .put("end_ms", 900),
                Bodies.segment(UNICODE)
                        .put("speaker", "Zoë Ö.")
                        .put("start_ms", 900.25)
                        .put("end_ms", 1_500.5)
                        .put("confidence", 0.987_654_321)
                        .put("final", true),
                Bodies.segment("  several\nlines  ").put("start_ms", 1_600).put("final", true),
                Bodies.segment("No more."));
        report(id, "Summary", "summary", "# " + UNICODE, "completed", true);
        report(id, "Customer mood", "mood", "fine", "failed", false);
        var task = task(id, "Call the bank " + UNICODE, "Zoë", "2026-05-09T00:00:00Z");
        api.post("/v1/action_items/" + task + "/comments", new JsonObject().put("text", "Nobody answers " + UNICODE));
        api.patch("/v1/action_items/" + task, new JsonObject().put("state", "completed"));
    }

    /** More segments than anybody gets in one piece. */
    private void longOne() {
        var id = create(inSales("A long day").put("status", "completed").put("starts_at", "2026-02-28T22:59:59Z"));
        for (int batch = 0; batch < 3; batch++) {
            int first = batch * 800;
            say(
                    id,
                    IntStream.range(first, first + 800)
                            .mapToObj(n -> Bodies.segment("word " + n)
                                    .put("speaker", n % 3 == 0 ? null : "Speaker " + n % 3)
                                    .put("start_ms", n * 1_000.5))
                            .toArray(JsonObject[]::new));
        }
    }

    private void trees() {
        var deep = Bodies.item("Level 5", "note");
        for (int level = 4; level > 0; level--) {
            deep = Bodies.item("Level " + level, level == 2 ? "decision" : "note")
                    .put("children", new JsonArray().add(deep));
        }
        var id = create(inSales("Board")
                .put("status", "processing")
                .put("agenda", new JsonArray().add(deep).add(Bodies.item("Any other business", "note")))
                .put(
                        "minutes",
                        new JsonArray()
                                .add(Bodies.item("Money", "note")
                                        .put(
                                                "children",
                                                new JsonArray()
                                                        .add(Bodies.action("Pay the bill", "2025-01-31T12:00:00Z", ann)
                                                                .put("contents", "In\nfull"))
                                                        .add(Bodies.action("Frame it", null))))
                                .add(Bodies.action("Close the shop", "2027-10-31T00:30:00Z", ben)
                                        .put(
                                                "children",
                                                new JsonArray().add(Bodies.action("Lock the door", null, cid))))));
        for (var action : api.get("/v1/meetings/" + id + "/action_items").items()) {
            var state = switch (action.getString("title")) {
                case "Frame it" -> "dismissed";
                case "Lock the door" -> "completed";
                default -> "open";
            };
            var one = "/v1/action_items/" + action.getString("id");
            api.patch(one, new JsonObject().put("state", state).put("assignee", "Whoever is there"));
            api.post(one + "/comments", new JsonObject().put("text", "About: " + action.getString("title")));
        }
        task(id, "Not in the minutes", null, null);
        create(inSales("Only an agenda")
                .put("agenda", new JsonArray().add(Bodies.action("Talk", "2026-01-01T00:00:00.75Z", cid))));
    }

    /** Words that are still replaced. */
    private void live() {
        var id = create(inSales(null).put("status", "recording").put("platform", "desktop_audio"));
        say(id, Bodies.segment("Hel").put("speaker", "Ann").put("start_ms", 5).put("final", false));
        say(
                id,
                Bodies.segment("Hello").put("speaker", "Ann").put("start_ms", 5).put("final", true),
                Bodies.segment("wor").put("speaker", "Ann").put("start_ms", 400).put("final", false));
        report(id, "Being written", "later", "", "processing", false);
    }

    private void statuses() {
        for (var status : List.of("scheduled", "recording", "uploading", "processing", "completed", "failed")) {
            create(inSales("It is " + status)
                    .put("status", status)
                    .put("recording", new JsonObject().put("url", "https://media.example/" + status)));
        }
        for (var platform : List.of("zoom", "meet", "slack")) {
            create(inSales("On " + platform)
                    .put("platform", platform)
                    .put("status", "completed")
                    .put("recording", new JsonObject().put("size_bytes", 1_049_999)));
        }
    }

    /** Of several people, in several projects, for several eyes. */
    private void places() {
        var recording = new JsonObject().put("size_bytes", 0);
        create(new JsonObject().put("title", "Of no project").put("recording", recording));
        create(new JsonObject()
                .put("title", "Of another project")
                .put("project_id", support.getString("id"))
                .put("recording", recording));
        create(inSales("Of somebody else").put("owner_id", ben).put("recording", recording));
        create(inSales("Of somebody else, for Ann")
                .put("owner_id", ben)
                .put("privacy", "private")
                .put("shared_with", Bodies.array(ann))
                .put("recording", recording));
        create(inSales("For nobody else").put("privacy", "private").put("recording", recording));
        create(inSales("For everybody").put("privacy", "public").put("recording", recording));
        var tenantOfBen = tenant.canonical(ben);
        Tenant.created(
                tenantOfBen.post("/v1/meetings", inSales("Ann never sees it").put("privacy", "private")));
    }

    /** Clocks are changed at the first four, in London and in New York. */
    private void moments() {
        for (var moment : List.of(
                "2026-03-29T00:59:59.999999Z",
                "2026-03-29T01:00:00Z",
                "2026-10-25T00:30:00.000001Z",
                "2026-03-08T07:00:00Z",
                "1969-12-31T23:59:59Z",
                "2099-12-31T23:59:59.5Z")) {
            create(inSales("At " + moment)
                    .put("starts_at", moment)
                    .put("ended_at", moment)
                    .put("duration_seconds", 0)
                    .put("recording", new JsonObject().put("url", "https://media.example/" + moment)));
        }
    }

    private void little() {
        create(inSales(null).put("minutes", new JsonArray().add(Bodies.item("Nobody came", "note"))));
        create(new JsonObject());
        create(inSales("x".repeat(1_000)).put("summary", "A summary alone is nothing to read"));
        var blank = create(inSales("  blanks around  ").put("tags", Bodies.array(" a ")));
        say(blank, Bodies.segment("One."));
    }

    private void say(String meeting, JsonObject... segments) {
        var said = api.post(
                "/v1/meetings/" + meeting + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray(List.of(segments))));
        if (said.status() != 200) {
            throw new AssertionError(said.text());
        }
    }

    private void report(String meeting, String name, String code, String content, String status, boolean generated) {
        Tenant.created(api.post(
                "/v1/meetings/" + meeting + "/reports",
                new JsonObject()
                        .put("template_name", name)
                        .put("template_code", code)
                        .put("content", content)
                        .put("status", status)
                        .put("is_auto_generated", generated)));
    }

    private String task(String meeting, String title, @Nullable String assignee, @Nullable String dueAt) {
        return Tenant.created(api.post(
                        "/v1/meetings/" + meeting + "/action_items",
                        new JsonObject()
                                .put("title", title)
                                .put("description", assignee == null ? null : "Before noon")
                                .put("assignee", assignee)
                                .put("due_at", dueAt)))
                .getString("id");
    }
}
