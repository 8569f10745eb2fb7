package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Desktop recordings over HTTP and the store; each test has a tenant of its own. */
class DesktopSurfaceTest {
    private static final List<String> MEMBERS = List.of(
            ("id team created_by sdk_upload_id recall_recording_id platform meeting_title meeting_url duration_seconds"
                            + " status notes error_message video_url video_size_bytes participants transcript_text"
                            + " transcript_segments summary extracted_tasks tasks_generated_at summary_generated_at"
                            + " started_at completed_at created_at updated_at")
                    .split(" "));

    private Tenant tenant;
    private String ann;
    private JsonObject project;
    private Api key;
    private String recordings;

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        project = tenant.project("Team A");
        key = tenant.desktop(ann);
        recordings = recordings(project);
    }

    private static String recordings(JsonObject project) {
        return "/api/environments/" + project.getInteger("team") + "/desktop_recordings/";
    }

    private JsonObject created(JsonObject body) {
        return Tenant.created(key.post(recordings, body));
    }

    private JsonObject created() {
        return created(new JsonObject());
    }

    private String one(JsonObject recording) {
        return recordings + recording.getString("id") + "/";
    }

    private static JsonObject ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonObject segment(Object timestamp, String speaker, String text, boolean isFinal) {
        return new JsonObject()
                .put("timestamp", timestamp)
                .put("speaker", speaker)
                .put("text", text)
                .put("is_final", isFinal);
    }

    private static JsonObject segments(JsonObject... segments) {
        return new JsonObject().put("segments", new JsonArray(List.of(segments)));
    }

    private static void assertError(Answer answer, int status, String code, String detail, String attr) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().fieldNames()).containsExactly("type", "code", "detail", "attr");
        assertThat(answer.json().getString("code")).isEqualTo(code);
        assertThat(answer.json().getString("detail")).isEqualTo(detail);
        assertThat(answer.json().getString("attr")).isEqualTo(attr);
    }

    private static List<String> texts(JsonObject recording) {
        return recording.getJsonArray("transcript_segments").stream()
                .map(s -> ((JsonObject) s).getString("text"))
                .toList();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("results").stream()
                .map(r -> ((JsonObject) r).getString("id"))
                .toList();
    }

    @Test
    void a_recording_is_made_filled_read_and_deleted() {
        var made = created(new JsonObject().put("platform", "zoom").put("meeting_title", "does not count"));
        var membersOfNew = new ArrayList<>(MEMBERS);
        membersOfNew.add("upload_token");
        assertThat(made.fieldNames()).containsExactlyElementsOf(membersOfNew);
        assertThat(made.getString("status")).isEqualTo("recording");
        assertThat(made.getString("platform")).isEqualTo("zoom");
        assertThat(made.getString("meeting_title")).isNull();
        assertThat(made.getString("upload_token")).isNotEmpty();
        assertThat(made.getInteger("team")).isEqualTo(project.getInteger("team"));
        assertThat(made.getInteger("created_by"))
                .isEqualTo(tenant.admin()
                        .get(tenant.path() + "/people/" + ann)
                        .json()
                        .getInteger("user"));

        var appended = ok(key.post(
                one(made) + "append_segments/",
                segments(segment(0, "Ann", "Hello everybody.", true), segment(1500.5, "Bob", "Hello Ann.", true))));
        assertThat(appended.fieldNames()).containsExactlyElementsOf(MEMBERS);
        assertThat(appended.getString("transcript_text")).isEqualTo("Hello everybody. Hello Ann.");

        var changes = new JsonObject()
                .put("status", "ready")
                .put("meeting_title", " Kick-off ")
                .put("meeting_url", "https://zoom.us/j/1")
                .put("duration_seconds", 90)
                .put("notes", "n")
                .put("video_url", "https://media.example/1.mp4")
                .put("video_size_bytes", 48_234_496)
                .put("recall_recording_id", "3F2B8C1D-4A5E-4F60-9B7A-2C8D1E0F6A54")
                .put("participants", new JsonArray().add("Ann").add("Bob"))
                .put("summary", "s")
                .put(
                        "extracted_tasks",
                        new JsonArray()
                                .add(new JsonObject().put("title", "Offer").put("assignee", "Bob"))
                                .add(new JsonObject().put("title", "Budget").put("description", "2027")))
                .put("started_at", "2026-05-08T11:00:00+02:00")
                .put("completed_at", "2026-05-08T09:01:30.25Z");
        var changed = ok(key.patch(one(made), changes));
        var read = ok(key.get(one(made)));
        assertThat(read).isEqualTo(changed);
        assertThat(read.getString("meeting_title")).isEqualTo("Kick-off");
        assertThat(read.getString("started_at")).isEqualTo("2026-05-08T09:00:00Z");
        assertThat(read.getString("completed_at")).isEqualTo("2026-05-08T09:01:30.250000Z");
        assertThat(read.getString("recall_recording_id")).isEqualTo("3f2b8c1d-4a5e-4f60-9b7a-2c8d1e0f6a54");
        assertThat(read.getJsonArray("participants"))
                .isEqualTo(new JsonArray().add("Ann").add("Bob"));
        assertThat(read.getJsonArray("extracted_tasks"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("title", "Offer").put("assignee", "Bob"))
                        .add(new JsonObject()
                                .put("title", "Budget")
                                .put("description", "2027")
                                .putNull("assignee")));
        assertThat(texts(read)).containsExactly("Hello everybody.", "Hello Ann.");

        assertThat(ok(key.put(one(made), new JsonObject().put("platform", "meet")))
                        .getString("meeting_title"))
                .isEqualTo("Kick-off");
        assertThat(key.delete(one(made)).status()).isEqualTo(204);
        assertError(key.get(one(made)), 404, "not_found", "Not found.", null);
        assertThat(key.delete(one(made)).status()).isEqualTo(404);
    }

    @Test
    void a_recording_made_here_is_a_meeting_in_every_other_style() {
        var made = created(new JsonObject().put("platform", "teams"));
        ok(key.post(
                one(made) + "append_segments",
                segments(segment(1000, "Ann", "First.", true), segment(2000, "Bob", "Second.", true))));
        ok(key.patch(
                one(made),
                new JsonObject()
                        .put("status", "ready")
                        .put("meeting_title", "Stand-up")
                        .put("participants", new JsonArray().add("Grace Hopper"))
                        .put("video_size_bytes", 2_500_000)
                        .put("extracted_tasks", new JsonArray().add(new JsonObject().put("title", "Offer")))));

        var canonical = tenant.canonical(ann);
        var id = made.getString("id");
        var meeting = canonical.get("/v1/meetings/" + id).json();
        assertThat(meeting.getString("title")).isEqualTo("Stand-up");
        assertThat(meeting.getString("status")).isEqualTo("completed");
        assertThat(meeting.getString("platform")).isEqualTo("teams");
        assertThat(meeting.getString("privacy")).isEqualTo("project");
        assertThat(meeting.getString("project_id")).isEqualTo(project.getString("id"));
        assertThat(meeting.getString("owner_id")).isEqualTo(ann);
        assertThat(meeting.getJsonObject("transcript").getInteger("segment_count"))
                .isEqualTo(2);
        assertThat(meeting.getJsonArray("action_items").getJsonObject(0).getString("title"))
                .isEqualTo("Offer");

        var transcript =
                tenant.meetlog(ann).get("/api/v1/export/transcripts/" + id).json();
        assertThat(transcript.getString("text")).isEqualTo("First. Second.");
        assertThat(transcript.getString("title")).isEqualTo("Stand-up");
        assertThat(transcript.getString("status")).isEqualTo("completed");
        assertThat(transcript.getDouble("file_size_mb")).isEqualTo(2.5);

        var minutebase = tenant.minutebase(ann);
        var shown =
                minutebase.get("/api/v1/meetings/" + meeting.getString("alias")).json();
        assertThat(shown.getString("title")).isEqualTo("Stand-up");
        assertThat(shown.getJsonArray("attendees").getJsonObject(0).getString("surname"))
                .isEqualTo("Hopper");
        assertThat(minutebase
                        .get("/api/v1/actions")
                        .json()
                        .getJsonArray("results")
                        .getJsonObject(0)
                        .getString("title"))
                .isEqualTo("Offer");
    }

    @Test
    void meetings_of_every_other_style_are_recordings_here_once_there_is_something_to_read() {
        var canonical = tenant.canonical(ann);
        var body = new JsonObject()
                .put("title", "By v1")
                .put("project_id", project.getString("id"))
                .put("starts_at", "2026-05-08T09:00:00Z")
                .put("participants", new JsonArray().add(new JsonObject().put("name", "Bob Stone")));
        var meeting = Tenant.created(canonical.post("/v1/meetings", body)).getString("id");
        assertThat(key.get(recordings + meeting).status()).isEqualTo(404);
        assertThat(ok(key.get(recordings)).getInteger("count")).isZero();
        canonical.post(
                "/v1/meetings/" + meeting + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(new JsonObject().put("text", "Only a text."))));
        var minutebase = tenant.minutebase(ann);
        var made = minutebase
                .post(
                        "/api/v1/meetings",
                        new JsonObject()
                                .put("title", "By MinuteBase")
                                .put("start_at", 1_778_317_200) // 2026-05-09T09:00:00Z
                                .put("project_id", project.getString("alias")))
                .json();
        minutebase.post(
                "/api/v1/meetings/" + made.getString("id") + "/minutes",
                new JsonObject()
                        .put("lock_version", 1)
                        .put("title", "Publish the budget")
                        .put("type", "action"));

        var page = ok(key.get(recordings));
        assertThat(page.getInteger("count")).isEqualTo(2);
        var first = page.getJsonArray("results").getJsonObject(0);
        assertThat(first.getString("meeting_title")).isEqualTo("By MinuteBase");
        assertThat(first.getString("started_at")).isEqualTo("2026-05-09T09:00:00Z");
        assertThat(first.getString("transcript_text")).isEmpty();
        assertThat(first.getJsonArray("extracted_tasks").getJsonObject(0).getString("title"))
                .isEqualTo("Publish the budget");
        var second = page.getJsonArray("results").getJsonObject(1);
        assertThat(second.getString("id")).isEqualTo(meeting);
        assertThat(second.getString("status")).isEqualTo("processing");
        assertThat(second.getString("platform")).isEqualTo("desktop_audio");
        assertThat(second.getString("sdk_upload_id")).isEqualTo(meeting);
        assertThat(second.getJsonArray("participants")).isEqualTo(new JsonArray().add("Bob Stone"));
        assertThat(second.getJsonArray("transcript_segments"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .putNull("timestamp")
                                .putNull("speaker")
                                .put("text", "Only a text.")
                                .putNull("confidence")
                                .putNull("is_final")));
    }

    @Test
    void both_base_paths_with_and_without_a_slash_are_the_same() {
        var made = created();
        var read = ok(key.get(one(made)));
        var team = project.getInteger("team");
        for (var base : List.of("/api/environments/", "/api/projects/")) {
            for (var slash : List.of("", "/")) {
                var path = base + team + "/desktop_recordings/" + made.getString("id") + slash;
                assertThat(ok(key.get(path))).isEqualTo(read);
                assertThat(ok(new Api(key.base() + "/desktop", "desktop", key.bearer()).get(path)))
                        .isEqualTo(read);
            }
        }
    }

    @Test
    void current_is_the_only_project_of_the_key_else_the_newest_of_its_person() {
        var made = created();
        var newer = tenant.project("Team B");
        var limited = tenant.desktop(ann, project.getString("id"));
        assertThat(ids(ok(limited.get("/api/projects/@current/desktop_recordings"))))
                .containsExactly(made.getString("id"));
        assertThat(Tenant.created(key.post("/api/projects/@current/desktop_recordings/", new JsonObject()))
                        .getInteger("team"))
                .isEqualTo(newer.getInteger("team"));
        assertThat(ids(ok(limited.get(recordings)))).containsExactly(made.getString("id"));
        var team = newer.getInteger("team");
        assertError(
                limited.get(recordings(newer)),
                403,
                "permission_denied",
                "API key does not have access to the requested project: ID " + team + ".",
                null);
    }

    @Test
    void a_project_has_to_be_there_and_to_be_the_persons() {
        var bob = tenant.person("Bob");
        var bobs = Tenant.created(tenant.admin()
                .post(
                        tenant.path() + "/projects",
                        new JsonObject().put("name", "Bob's").put("member_ids", new JsonArray().add(bob))));
        assertError(key.get(recordings(bobs)), 403, "permission_denied", "You don't have access to the project.", null);
        for (var id : List.of("0", "999999999", "9999999999999999999999", "x", "1.5", "-1")) {
            assertError(
                    key.get("/api/projects/" + id + "/desktop_recordings/"),
                    404,
                    "not_found",
                    "Project not found.",
                    null);
        }
        var made = created();
        var other = tenant.project("Other");
        for (var method : List.of("GET", "PUT", "PATCH", "DELETE")) {
            var path = recordings(other) + made.getString("id");
            var body = method.startsWith("P")
                    ? new JsonObject().put("platform", "zoom").toBuffer()
                    : null;
            var answer = key.send(method, path, body, "Content-Type", "application/json");
            assertError(answer, 404, "not_found", "Not found.", null);
        }
        assertError(key.get(recordings + "no-uuid"), 404, "not_found", "Not found.", null);
        assertThat(key.get(one(made)).status()).isEqualTo(200);
    }

    @Test
    void a_scope_is_asked_for_after_the_project() {
        var reader = tenant.desktop(new JsonObject()
                .put("style", "desktop")
                .put("person_id", ann)
                .put("scopes", new JsonArray().add("desktop_recording:read")));
        var writer = tenant.desktop(new JsonObject()
                .put("style", "desktop")
                .put("person_id", ann)
                .put("scopes", new JsonArray().add("desktop_recording:write")));
        var made = Tenant.created(writer.post(recordings, new JsonObject()));
        assertThat(writer.get(recordings).status()).isEqualTo(200);
        assertThat(reader.get(recordings).status()).isEqualTo(200);
        for (var path : List.of(recordings, one(made) + "append_segments/")) {
            var refused = reader.post(path, new JsonObject());
            assertError(
                    refused,
                    403,
                    "permission_denied",
                    "API key missing required scope 'desktop_recording:write'",
                    null);
            assertThat(refused.json().getString("type")).isEqualTo("authentication_error");
        }
        assertThat(reader.post("/api/projects/0/desktop_recordings/", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_key_is_taken_from_the_header_else_the_body_else_the_query_and_only_the_first_counts() {
        var nobody = key.with(null);
        var query = recordings + "?personal_api_key=" + key.bearer();
        assertThat(nobody.get(query).status()).isEqualTo(200);
        var inBody = new JsonObject().put("personal_api_key", key.bearer());
        assertThat(nobody.post(recordings, inBody).status()).isEqualTo(201);
        assertThat(nobody.send(
                                "POST",
                                recordings,
                                Buffer.buffer("platform=zoom&personal_api_key=" + key.bearer()),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(201);
        assertError(
                nobody.get(recordings),
                401,
                "not_authenticated",
                "Authentication credentials were not provided.",
                null);
        var invalid = "Personal API key found in request %s is invalid.";
        assertError(
                key.with("phx_wrong").get(query),
                401,
                "authentication_failed",
                invalid.formatted("Authorization header"),
                null);
        assertError(
                nobody.post(query, new JsonObject().put("personal_api_key", "phx_wrong")),
                401,
                "authentication_failed",
                invalid.formatted("body"),
                null);
        assertError(
                nobody.get(recordings + "?personal_api_key=phx_wrong"),
                401,
                "authentication_failed",
                invalid.formatted("query string"),
                null);
        assertThat(key.with(tenant.meetlog(ann).bearer()).get(recordings).status())
                .isEqualTo(401);
    }

    @Test
    void forms_and_multipart_bodies_are_as_good_as_json() {
        var form = key.send(
                "POST",
                recordings,
                Buffer.buffer("platform=slack"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(Tenant.created(form).getString("platform")).isEqualTo("slack");
        var made = created();
        var changed = key.send(
                "PATCH",
                one(made),
                Buffer.buffer("meeting_title=Caf%C3%A9+talk&duration_seconds=90&participants=Ann&participants=Bob"),
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8");
        assertThat(ok(changed).getString("meeting_title")).isEqualTo("Café talk");
        assertThat(changed.json().getInteger("duration_seconds")).isEqualTo(90);
        assertThat(changed.json().getJsonArray("participants"))
                .isEqualTo(new JsonArray().add("Ann").add("Bob"));
        var multipart = "--b\r\nContent-Disposition: form-data; name=\"notes\"\r\n\r\nline 1\r\nline 2\r\n--b--\r\n";
        assertThat(ok(key.send(
                                "PATCH",
                                one(made),
                                Buffer.buffer(multipart),
                                "Content-Type",
                                "multipart/form-data; boundary=b"))
                        .getString("notes"))
                .isEqualTo("line 1\r\nline 2");
        assertError(
                key.send("POST", recordings, Buffer.buffer("x"), "Content-Type", "text/plain"),
                415,
                "unsupported_media_type",
                "Unsupported media type \"text/plain\" in request.",
                null);
        assertError(
                key.send("POST", recordings, Buffer.buffer("[]"), "Content-Type", "application/json"),
                400,
                "invalid_input",
                "Invalid data. Expected a dictionary, but got list.",
                null);
        var broken = key.send("POST", recordings, Buffer.buffer("{"), "Content-Type", "application/json");
        assertThat(broken.json().getString("code")).isEqualTo("parse_error");
        assertThat(broken.json().getString("detail")).startsWith("JSON parse error - ");
    }

    @Test
    void what_is_not_to_be_had_is_said_with_the_methods_that_are() {
        var made = created();
        assertError(
                key.get(recordings, "Accept", "text/html"),
                406,
                "not_acceptable",
                "Could not satisfy the request Accept header.",
                null);
        var put = key.put(recordings, new JsonObject());
        assertError(put, 405, "method_not_allowed", "Method \"PUT\" not allowed.", null);
        assertThat(put.header("Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
        assertThat(key.get(one(made)).header("Allow")).isEqualTo("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
        assertThat(key.get(one(made)).header("Vary")).contains("Accept");
        var get = key.get(one(made) + "append_segments/");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(key.send("HEAD", one(made), null).status()).isEqualTo(200);
        var nobody = new Api(key.base() + "/desktop", "desktop", null);
        for (var path : List.of("/api/no/such/path", "/api/projects/1/no", one(made) + "no")) {
            assertError(nobody.get(path), 404, "not_found", "Endpoint not found.", null);
        }
    }

    @Test
    void pages_lead_to_each_other() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var recording = created();
            ok(key.patch(one(recording), new JsonObject().put("started_at", "2026-05-0" + (i + 1))));
            made.addFirst(recording.getString("id"));
        }
        var first = ok(key.get(recordings + "?status=recording&limit=2"));
        assertThat(first.fieldNames()).containsExactly("count", "next", "previous", "results");
        assertThat(first.getInteger("count")).isEqualTo(5);
        assertThat(ids(first)).isEqualTo(made.subList(0, 2));
        assertThat(first.getString("next")).isEqualTo(key.base() + recordings + "?limit=2&offset=2&status=recording");
        assertThat(first.getString("previous")).isNull();
        var second = ok(key.get(first.getString("next").substring(key.base().length())));
        assertThat(ids(second)).isEqualTo(made.subList(2, 4));
        assertThat(second.getString("previous")).isEqualTo(key.base() + recordings + "?limit=2&status=recording");
        var last = ok(key.get(second.getString("next").substring(key.base().length())));
        assertThat(ids(last)).isEqualTo(made.subList(4, 5));
        assertThat(last.getString("next")).isNull();
        var past = ok(key.get(recordings + "?limit=2&offset=99"));
        assertThat(past.getJsonArray("results")).isEmpty();
        assertThat(past.getString("previous")).isEqualTo(key.base() + recordings + "?limit=2&offset=97");
        for (var nonsense : List.of("limit=0", "limit=-1&offset=-1", "limit=x&offset=x", "limit=&offset=")) {
            assertThat(ids(ok(key.get(recordings + "?" + nonsense)))).isEqualTo(made);
        }
        var prefixed = new Api(key.base() + "/desktop", "desktop", key.bearer());
        assertThat(ok(prefixed.get("/api/projects/@current/desktop_recordings?limit=1"))
                        .getString("next"))
                .isEqualTo(key.base() + "/desktop/api/projects/@current/desktop_recordings?limit=1&offset=1");
    }

    @Test
    void a_vendors_host_leads_here_and_is_in_the_links() {
        created();
        created();
        var raw = RawHttp.of(key.base())
                .send("GET /api/projects/@current/desktop_recordings/?limit=1 HTTP/1.1\r\nHost: eu.posthog.com\r\n"
                        + "Authorization: Bearer   " + key.bearer() + "\r\nConnection: close\r\n\r\n");
        assertThat(raw)
                .startsWith("HTTP/1.1 200")
                .contains(
                        "\"next\":\"http://eu.posthog.com/api/projects/@current/desktop_recordings/?limit=1&offset=1\"");
        assertThat(RawHttp.of(key.base())
                        .send("GET /anything HTTP/1.1\r\nHost: us.posthog.com\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("\"invalid_request\"");
    }

    @Test
    void lists_are_filtered() {
        var zoom = created(new JsonObject().put("platform", "zoom"));
        var none = Tenant.created(tenant.canonical(ann)
                        .post(
                                "/v1/meetings",
                                new JsonObject()
                                        .put("project_id", project.getString("id"))
                                        .put("recording", new JsonObject().put("size_bytes", 1))))
                .getString("id");
        ok(key.post(one(zoom) + "append_segments", segments(segment(1, "Ann", "100% of the BUDGET_2027", true))));
        ok(key.patch(one(zoom), new JsonObject().put("status", "ready")));
        var both = List.of(zoom.getString("id"), none);
        assertThat(found("platform=zoom")).containsExactly(zoom.getString("id"));
        assertThat(found("platform=desktop_audio")).containsExactly(none);
        assertThat(found("platform=webex")).isEmpty();
        assertThat(found("status=ready")).containsExactly(zoom.getString("id"));
        assertThat(found("status=processing")).containsExactly(none);
        assertThat(found("status=complete")).isEmpty();
        assertThat(found("status=&platform=&search=&user_id=")).containsExactlyInAnyOrderElementsOf(both);
        assertThat(found("search=budget_20")).containsExactly(zoom.getString("id"));
        assertThat(found("search=0%25%20of")).containsExactly(zoom.getString("id"));
        assertThat(found("search=budget%252027")).isEmpty();
        assertThat(found("user_id=" + zoom.getInteger("created_by"))).containsExactlyInAnyOrderElementsOf(both);
        assertThat(found("user_id=999999")).isEmpty();
        assertError(key.get(recordings + "?user_id=ann"), 400, "invalid_input", "Enter a number.", "user_id");
        assertThat(key.get(recordings + "?order=x").header("Gateway-Ignored")).contains("order");
    }

    private List<String> found(String query) {
        return ids(ok(key.get(recordings + "?" + query)));
    }

    @Test
    void who_prefers_it_gets_no_transcript_back() {
        var made = created();
        var append = key.post(
                one(made) + "append_segments/", segments(segment(1, "Ann", "One", true)), "Prefer", "return=minimal");
        var members = new ArrayList<>(MEMBERS);
        members.removeAll(List.of("transcript_text", "transcript_segments"));
        assertThat(ok(append).fieldNames()).containsExactlyElementsOf(members);
        assertThat(append.header("Preference-Applied")).isEqualTo("return=minimal");
        var patch = key.patch(one(made), new JsonObject(), "Prefer", "return=minimal");
        assertThat(ok(patch).fieldNames()).containsExactlyElementsOf(members);
        assertThat(key.patch(one(made), new JsonObject()).header("Preference-Applied"))
                .isNull();
        assertThat(texts(ok(key.get(one(made), "Prefer", "return=minimal")))).containsExactly("One");
    }

    @Test
    void repeats_are_skipped_and_finals_replace_what_was_not_final() {
        var append = one(created()) + "append_segments/";
        ok(key.post(append, segments(segment(0, "Ann", "Hel", false), segment(0, "Bob", "Hi", true))));
        ok(key.post(append, segments(segment(0, "Ann", "Hello", true), segment("0", "Bob", "Hi", true))));
        ok(key.post(append, segments(segment(0, "Ann", "Bye", true), segment(7, "Ann", "Hello", true))));
        var last = ok(key.post(append, segments(segment(null, "Ann", "So", true), segment(null, "Ann", "So", true))));
        assertThat(texts(last)).containsExactly("Hello", "Hi", "Bye", "Hello", "So", "So");
        assertThat(last.getString("transcript_text")).isEqualTo("Hello Hi Bye Hello So So");
    }

    @Test
    void the_first_wrong_field_is_named_and_nothing_is_stored() {
        var made = created();
        var append = one(made) + "append_segments/";
        assertError(key.post(append, new JsonObject()), 400, "required", "This field is required.", "segments");
        assertError(
                key.post(append, segments()),
                400,
                "min_length",
                "Ensure this field has at least 1 elements.",
                "segments");
        assertError(
                key.post(append, segments(segment(1, "Ann", "ok", true), new JsonObject().put("timestamp", 2))),
                400,
                "required",
                "This field is required.",
                "segments__1__text");
        assertError(
                key.patch(
                        one(made),
                        new JsonObject()
                                .put("status", "complete")
                                .put("meeting_url", "no url")
                                .put("notes", "lost")),
                400,
                "invalid_input",
                "Enter a valid URL.",
                "meeting_url");
        assertError(
                key.patch(one(made), new JsonObject().put("extracted_tasks", new JsonArray().add(new JsonObject()))),
                400,
                "required",
                "This field is required.",
                "extracted_tasks__0__title");
        assertError(
                key.put(one(made), new JsonObject().put("status", "ready")),
                400,
                "required",
                "This field is required.",
                "platform");
        assertError(
                key.post(recordings, new JsonObject().put("platform", "webex")),
                400,
                "invalid_choice",
                "\"webex\" is not a valid choice.",
                "platform");
        assertError(
                key.post(recordings + UUID.randomUUID() + "/append_segments/", new JsonObject()),
                404,
                "not_found",
                "Not found.",
                null);
        var read = ok(key.get(one(made)));
        assertThat(read.getString("notes")).isNull();
        assertThat(texts(read)).isEmpty();
    }

    @Test
    void a_long_transcript_is_whole_and_in_order() {
        var made = created();
        var spoken = IntStream.range(0, 2_500).mapToObj(n -> "said “" + n + "”").toList();
        for (int from = 0; from < spoken.size(); from += 500) {
            var batch = IntStream.range(from, from + 500)
                    .mapToObj(n -> segment(n, "Ann", spoken.get(n), true))
                    .toArray(JsonObject[]::new);
            ok(key.post(one(made) + "append_segments/", segments(batch), "Prefer", "return=minimal"));
        }
        var read = ok(key.get(one(made)));
        assertThat(texts(read)).isEqualTo(spoken);
        assertThat(read.getString("transcript_text")).isEqualTo(String.join(" ", spoken));
        assertThat(ok(key.get(recordings)).getJsonArray("results").getJsonObject(0))
                .isEqualTo(read);
    }
}
