package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The MeetLog export API over HTTP: one test per fact of {@code contracts/facts/meetlog.md} that needs the whole system. */
class MeetLogSurfaceTest {
    static final String TRANSCRIPTS = "/api/v1/export/transcripts";
    static final String REPORTS = "/api/v1/export/reports";
    static final String PROJECTS = "/api/v1/export/projects";

    static Tenant tenant;
    static String ann;
    static String bob;
    static Api canonical;
    static Api meetlog;
    static JsonObject project;
    static JsonObject meeting;

    @BeforeAll
    static void data() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        canonical = tenant.canonical(ann);
        meetlog = tenant.meetlog(ann);
        project = Tenant.created(canonical.post(
                "/v1/projects",
                new JsonObject()
                        .put("name", "Team A")
                        .put("description", "Weekly product syncs")
                        .put("color", "#6366F1")));
        meeting = create("Sales sync — Q2 kickoff");
    }

    static JsonObject create(String title) {
        var m = Tenant.created(canonical.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", title)
                        .put("status", "completed")
                        .put("duration_seconds", 1842)
                        .put("project_id", project.getString("id"))
                        .put("summary", "Q2 sales priorities and account assignments.")
                        .put("recording", new JsonObject().put("size_bytes", 18_449_999))));
        canonical.post(
                "/v1/meetings/" + m.getString("id") + "/transcript/segments",
                new JsonObject()
                        .put(
                                "segments",
                                new JsonArray()
                                        .add(new JsonObject().put("text", "Welcome everybody,"))
                                        .add(new JsonObject().put("text", "today we'll cover…"))));
        return m;
    }

    static String seconds(String instant) {
        return Instant.ofEpochSecond(Instant.parse(instant).getEpochSecond()).toString();
    }

    static void assertError(Answer answer, int status, String code, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text())
                .isEqualTo("{\"error_code\":\"" + code + "\",\"error_message\":\"" + message + "\",\"status_code\":"
                        + status + "}");
    }

    @Test
    void a_list_item_has_six_keys_and_the_list_says_its_total() {
        var list = meetlog.get(TRANSCRIPTS);
        var item = list.items().stream()
                .filter(i -> i.getString("id").equals(meeting.getString("id")))
                .findFirst()
                .orElseThrow();
        assertThat(item.encode())
                .isEqualTo(new JsonObject()
                        .put("id", meeting.getString("id"))
                        .put("title", "Sales sync — Q2 kickoff")
                        .put("status", "completed")
                        .put("created_at", seconds(meeting.getString("created_at")))
                        .put("duration_seconds", 1842)
                        .putNull("source_url")
                        .encode());
        assertThat(list.json().fieldNames()).containsExactly("items", "meta");
        assertThat(list.json().getJsonObject("meta").fieldNames())
                .containsExactly("page", "page_size", "total", "total_pages");
    }

    @Test
    void a_transcript_has_ten_keys_in_order() {
        var report = Tenant.created(canonical.post(
                "/v1/meetings/" + meeting.getString("id") + "/reports",
                new JsonObject()
                        .put("template_name", "Digest")
                        .put("template_code", "digest")
                        .put("content", "## Summary\n…")));
        var detail = meetlog.get(TRANSCRIPTS + "/" + meeting.getString("id")).json();
        assertThat(detail.fieldNames())
                .containsExactly(
                        "id",
                        "title",
                        "status",
                        "created_at",
                        "duration_seconds",
                        "source_url",
                        "text",
                        "summary",
                        "file_size_mb",
                        "report_ids");
        assertThat(detail.getString("text")).isEqualTo("Welcome everybody, today we'll cover…");
        assertThat(detail.getDouble("file_size_mb")).isEqualTo(18.4);
        assertThat(detail.getJsonArray("report_ids")).containsExactly(report.getString("id"));
        var read = meetlog.get(REPORTS + "/" + report.getString("id")).json();
        assertThat(read.fieldNames())
                .containsExactly(
                        "id",
                        "transcription_id",
                        "template_name",
                        "template_code",
                        "status",
                        "is_auto_generated",
                        "created_at",
                        "content");
        assertThat(read.getString("transcription_id")).isEqualTo(meeting.getString("id"));
        assertThat(meetlog.get(REPORTS).items().getFirst().containsKey("content"))
                .isFalse();
    }

    @Test
    void minutes_are_a_report_and_make_a_meeting_readable() {
        var m = Tenant.created(canonical.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", "Minuted")
                        .put("minutes", new JsonArray().add(new JsonObject().put("title", "Agreed")))));
        var detail = meetlog.get(TRANSCRIPTS + "/" + m.getString("id")).json();
        assertThat(detail.getString("status")).isEqualTo("processing");
        var report = meetlog.get(
                        REPORTS + "/" + detail.getJsonArray("report_ids").getString(0))
                .json();
        assertThat(report.getString("template_code")).isEqualTo("meeting_minutes");
        assertThat(report.getString("content")).contains("Agreed");
    }

    @Test
    void a_meeting_with_nothing_to_read_is_not_there() {
        var m = Tenant.created(canonical.post("/v1/meetings", new JsonObject().put("title", "Plain")));
        assertThat(meetlog.get(TRANSCRIPTS + "/" + m.getString("id")).status()).isEqualTo(404);
    }

    @Test
    void what_is_not_the_owners_is_404_and_so_is_a_malformed_id() {
        var stranger = tenant.meetlog(bob);
        assertThat(stranger.get(TRANSCRIPTS + "/" + meeting.getString("id")).status())
                .isEqualTo(404);
        assertThat(stranger.get(TRANSCRIPTS).json().getJsonObject("meta"))
                .isEqualTo(new JsonObject("{\"page\":1,\"page_size\":50,\"total\":0,\"total_pages\":0}"));
        for (var id :
                List.of("nope", UUID.randomUUID().toString(), meeting.getString("slug"), meeting.getString("alias"))) {
            assertThat(meetlog.get(TRANSCRIPTS + "/" + id).status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void a_project_shows_its_owners_transcripts_with_four_keys() {
        var list = meetlog.get(PROJECTS).items();
        assertThat(list.getFirst().fieldNames())
                .containsExactly("id", "name", "description", "color", "created_at", "updated_at");
        var detail = meetlog.get(PROJECTS + "/" + project.getString("id")).json();
        assertThat(detail.fieldNames())
                .containsExactly("id", "name", "description", "color", "created_at", "updated_at", "transcripts");
        assertThat(detail.getJsonArray("transcripts").getJsonObject(0).fieldNames())
                .containsExactly("id", "title", "status", "created_at");
        var closed = Tenant.created(canonical.post(
                "/v1/projects", new JsonObject().put("name", "Closed").put("member_ids", new JsonArray().add(ann))));
        assertThat(tenant.meetlog(bob)
                        .get(PROJECTS + "/" + closed.getString("id"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_project_with_many_transcripts_lists_them_all() {
        var own = Tenant.create(SharedGateway.get());
        var person = own.person("Ann");
        var caller = own.canonical(person);
        var p = Tenant.created(caller.post("/v1/projects", new JsonObject().put("name", "Big")));
        var ids = new ArrayList<String>();
        for (int i = 0; i < 520; i++) {
            ids.addFirst(Tenant.created(caller.post(
                            "/v1/meetings",
                            new JsonObject()
                                    .put("title", "m" + i)
                                    .put("project_id", p.getString("id"))
                                    .put("recording", new JsonObject().put("size_bytes", 1))))
                    .getString("id"));
        }
        var shown = own.meetlog(person)
                .get(PROJECTS + "/" + p.getString("id"))
                .json()
                .getJsonArray("transcripts");
        assertThat(shown.stream().map(t -> ((JsonObject) t).getString("id"))).containsExactlyElementsOf(ids);
    }

    @Test
    void pages_are_clamped_and_what_is_no_number_is_refused() {
        assertMeta("page=0&page_size=0", 1, 1);
        assertMeta("page=-3&page_size=1000", 1, 100);
        assertMeta("page=999999999999999999999&page_size=7", 2_147_483_647L, 7);
        assertThat(meetlog.get(TRANSCRIPTS + "?page=999").items()).isEmpty();
        for (var bad : List.of("page=x", "page_size=1.5", "page=", "page_size=%20")) {
            var answer = meetlog.get(TRANSCRIPTS + "?" + bad);
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.json().getString("error_code")).isEqualTo("VALIDATION_ERROR");
        }
    }

    static void assertMeta(String query, long page, int size) {
        var meta = meetlog.get(TRANSCRIPTS + "?" + query).json().getJsonObject("meta");
        assertThat(meta.getLong("page")).as(query).isEqualTo(page);
        assertThat(meta.getInteger("page_size")).as(query).isEqualTo(size);
        long total = meta.getLong("total");
        assertThat(meta.getLong("total_pages")).isEqualTo((total + size - 1) / size);
    }

    @Test
    void all_pages_together_are_the_whole_list_newest_first() {
        var own = Tenant.create(SharedGateway.get());
        var person = own.person("Ann");
        var caller = own.canonical(person);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 23; i++) {
            ids.addFirst(Tenant.created(caller.post(
                            "/v1/meetings",
                            new JsonObject().put("recording", new JsonObject().put("url", "https://r.example/" + i))))
                    .getString("id"));
        }
        var key = own.meetlog(person);
        var seen = new ArrayList<String>();
        for (int page = 1; page <= 5; page++) {
            var answer = key.get(TRANSCRIPTS + "?page_size=5&page=" + page);
            assertThat(answer.json().getJsonObject("meta").getInteger("total")).isEqualTo(23);
            answer.items().forEach(i -> seen.add(i.getString("id")));
        }
        assertThat(seen).isEqualTo(ids);
        assertThat(key.get(TRANSCRIPTS).items().getFirst().getString("title")).isEqualTo("Untitled meeting");
    }

    @Test
    void an_undeclared_parameter_is_ignored_and_named() {
        var answer = meetlog.get(TRANSCRIPTS + "?q=x&page_size=1&order=asc");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Gateway-Ignored").split(", ")).containsExactlyInAnyOrder("q", "order");
        assertThat(meetlog.get(TRANSCRIPTS).header("Gateway-Ignored")).isNull();
    }

    @Test
    void head_is_get_without_a_body() {
        var get = meetlog.get(TRANSCRIPTS);
        var head = meetlog.send("HEAD", TRANSCRIPTS, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body().length()).isZero();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @Test
    void without_a_good_key_everything_is_401_in_the_styles_envelope() {
        for (var key : new String[] {null, "tk_live_nope", "nope", ""}) {
            var answer = meetlog.with(key).get(TRANSCRIPTS);
            assertThat(answer.status()).as("%s", key).isEqualTo(401);
            assertThat(answer.json().fieldNames()).containsExactly("error_code", "error_message", "status_code");
            assertThat(answer.json().getString("error_code")).isEqualTo("UNAUTHORIZED");
        }
        assertThat(meetlog.with(null)
                        .unchecked("GET", "/api/v1/export/nope", null)
                        .status())
                .isEqualTo(401);
        assertThat(meetlog.with(null)
                        .unchecked("GET", TRANSCRIPTS, null, "Authorization", "Basic dGtfbGl2ZV94Og==")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_missing_scope_is_named_even_for_what_is_not_there() {
        var key = tenant.meetlog(new JsonObject()
                .put("style", "meetlog")
                .put("person_id", ann)
                .put("scopes", new JsonArray().add("export:transcripts")));
        assertThat(key.get(TRANSCRIPTS).status()).isEqualTo(200);
        assertError(key.get(REPORTS), 403, "FORBIDDEN", "Missing scope export:reports");
        assertError(key.get(PROJECTS + "/nope"), 403, "FORBIDDEN", "Missing scope export:projects");
        assertError(key.get(REPORTS + "?page=x"), 403, "FORBIDDEN", "Missing scope export:reports");
    }

    @Test
    void a_key_outside_the_export_api_is_403_and_an_unknown_path_below_it_404() {
        assertThat(meetlog.unchecked("GET", "/api/v1/export/nope", null).json().getString("error_code"))
                .isEqualTo("NOT_FOUND");
        for (var path : List.of("/api/v1/meetings", "/api/other", "/meetlog/", "/meetlog/api/v1/users")) {
            var answer = meetlog.unchecked("GET", path, null);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().getString("error_code")).isEqualTo("FORBIDDEN");
        }
        var canonicalAnswer = meetlog.unchecked("GET", "/v1/meetings", null);
        assertThat(canonicalAnswer.status()).isEqualTo(401);
        assertThat(canonicalAnswer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void it_is_reached_by_path_by_prefix_and_by_host() {
        var prefixed = new Api(meetlog.base() + "/meetlog", "meetlog", meetlog.bearer());
        assertThat(prefixed.get(TRANSCRIPTS).json())
                .isEqualTo(meetlog.get(TRANSCRIPTS).json());
        assertThat(prefixed.with(null).unchecked("GET", "/v1/me", null).json().getString("error_code"))
                .isEqualTo("UNAUTHORIZED");
        var raw = RawHttp.of(meetlog.base())
                .send("GET " + TRANSCRIPTS + " HTTP/1.1\r\nHost: MeetLog.ru\r\nAuthorization: Bearer "
                        + meetlog.bearer() + "\r\nConnection: close\r\n\r\n");
        assertThat(raw).startsWith("HTTP/1.1 200").contains("\"items\"");
        var elsewhere = RawHttp.of(meetlog.base())
                .send("GET /v1/me HTTP/1.1\r\nHost: meetlog.ru\r\nAuthorization: Bearer " + meetlog.bearer()
                        + "\r\nConnection: close\r\n\r\n");
        assertThat(elsewhere).startsWith("HTTP/1.1 403").contains("\"error_code\":\"FORBIDDEN\"");
    }

    @Test
    void revoked_rotated_and_expired_keys_are_401_at_once() {
        var issued = Tenant.created(tenant.admin()
                .post(
                        tenant.path() + "/keys",
                        new JsonObject().put("style", "meetlog").put("person_id", ann)));
        var key = meetlog.with(issued.getString("secret"));
        assertThat(key.get(TRANSCRIPTS).status()).isEqualTo(200);
        var path = tenant.path() + "/keys/" + issued.getString("id");
        var rotated = tenant.admin().post(path + "/rotate", new JsonObject());
        assertThat(key.get(TRANSCRIPTS).status()).isEqualTo(401);
        var renewed = meetlog.with(rotated.json().getString("secret"));
        assertThat(renewed.get(TRANSCRIPTS).status()).isEqualTo(200);
        assertThat(tenant.admin().delete(path).status()).isEqualTo(204);
        assertThat(renewed.get(TRANSCRIPTS).status()).isEqualTo(401);
        var expired = tenant.meetlog(new JsonObject()
                .put("style", "meetlog")
                .put("person_id", ann)
                .put("expires_at", "2020-01-01T00:00:00Z"));
        assertThat(expired.get(TRANSCRIPTS).status()).isEqualTo(401);
    }

    @Test
    void an_imported_key_works_unchanged_and_only_once() {
        var secret = "tk_live_" + UUID.randomUUID().toString().replace("-", "");
        var body =
                new JsonObject().put("style", "meetlog").put("person_id", ann).put("secret", secret);
        assertThat(tenant.meetlog(body).bearer()).isEqualTo(secret);
        assertThat(meetlog.with(secret).get(TRANSCRIPTS).status()).isEqualTo(200);
        assertThat(tenant.admin().post(tenant.path() + "/keys", body).status()).isEqualTo(409);
    }
}
