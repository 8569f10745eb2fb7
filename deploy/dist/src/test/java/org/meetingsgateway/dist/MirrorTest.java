package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway mirrors what another one serves as MeetLog. */
class MirrorTest {
    private static final int WHOLE_SECONDS = "2026-01-01T00:00:00".length();

    @TempDir
    static Path data;

    static MortalGateway mirror;

    /** The account that is mirrored. */
    private final Tenant theirs = Tenant.create(SharedGateway.get());

    private final String ann = theirs.person("Ann");
    private final Api account = theirs.canonical(ann);

    /** Where it is mirrored to. */
    private final Tenant ours = Tenant.create(mirror.running());

    private final String bob = ours.person("Bob");

    @BeforeAll
    static void start() {
        mirror = new MortalGateway(data, Map.of("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8"));
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    private JsonObject create(String title, String status) {
        var meeting = Tenant.created(account.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("duration_seconds", 60)
                        .put("recording", new JsonObject().put("size_bytes", 7))));
        say(meeting.getString("id"), "Welcome to " + title);
        Tenant.created(account.post(
                "/v1/meetings/" + meeting.getString("id") + "/reports",
                new JsonObject()
                        .put("template_name", "Summary")
                        .put("template_code", "summary")
                        .put("content", "# " + title)));
        return meeting;
    }

    private void say(String meeting, String text) {
        var segment = new JsonObject().put("text", text);
        var said = account.post(
                "/v1/meetings/" + meeting + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(segment)));
        assertThat(said.status()).as(said.text()).isEqualTo(200);
    }

    /** With the API key of its owner. */
    private String connect() {
        return connect(theirs.meetlog(ann).bearer());
    }

    private String connect(String credential) {
        return connect("meetlog", credential, quota(1_000, 1), 1);
    }

    private String connect(String style, String credential, JsonObject quota, int pollSeconds) {
        return Tenant.created(ours.admin()
                        .post(
                                ours.path() + "/connections",
                                new JsonObject()
                                        .put("style", style)
                                        .put("name", "Ann's")
                                        .put("base_url", SharedGateway.get().api())
                                        .put("credential", credential)
                                        .put("project_id", ours.project("P").getString("id"))
                                        .put("owner_id", bob)
                                        .put("quota", quota)
                                        .put("poll_seconds", pollSeconds)))
                .getString("id");
    }

    private static JsonObject quota(int requests, int seconds) {
        return new JsonObject().put("requests", requests).put("window_seconds", seconds);
    }

    private JsonObject connection(String id) {
        return ours.admin().get(ours.path() + "/connections/" + id).json();
    }

    /** What the gateway tells of a meeting, as far as it is the account's. MeetLog has whole seconds. */
    private static JsonObject told(Api api, String id) {
        var answer = api.get("/v1/meetings/" + id + "?expand=transcript,reports");
        if (answer.status() != 200) {
            return new JsonObject().put("status", answer.status());
        }
        var meeting = answer.json();
        return new JsonObject()
                .put("id", meeting.getString("id"))
                .put("title", meeting.getString("title"))
                .put("status", meeting.getString("status"))
                .put("duration_seconds", meeting.getLong("duration_seconds"))
                .put("created_at", meeting.getString("created_at").substring(0, WHOLE_SECONDS))
                .put("text", meeting.getJsonObject("transcript").getString("text"))
                .put(
                        "reports",
                        new JsonArray(meeting.getJsonArray("reports").stream()
                                .map(JsonObject.class::cast)
                                .map(report -> new JsonObject()
                                        .put("id", report.getString("id"))
                                        .put("content", report.getString("content")))
                                .toList()));
    }

    private void waitUntilEqual(String meeting) {
        Wait.until(
                "the mirror tells the same",
                () -> told(ours.canonical(bob), meeting).equals(told(account, meeting)));
    }

    @Test
    void meetings_come_with_their_ids_texts_and_reports_and_later_changes_and_deletions_follow() {
        var first = create("Kickoff", "completed").getString("id");
        var id = connect();
        waitUntilEqual(first);

        var meeting = ours.canonical(bob).get("/v1/meetings/" + first).json();
        assertThat(meeting.getString("owner_id")).isEqualTo(bob);
        assertThat(meeting.getJsonObject("source").getString("style")).isEqualTo("meetlog");
        assertThat(meeting.getJsonObject("source").getString("connection_id")).isEqualTo(id);
        assertThat(meeting.getJsonObject("source").getString("native_id")).isEqualTo(first);

        var second = create("Retrospective", "completed").getString("id");
        waitUntilEqual(second);
        var version = ours.canonical(bob).get("/v1/meetings/" + second).json().getLong("version");

        account.patch("/v1/meetings/" + first, new JsonObject().put("title", "Renamed"), "If-Match", "*");
        waitUntilEqual(first);
        assertThat(ours.canonical(bob).get("/v1/meetings/" + second).json().getLong("version"))
                .as("what did not change is not written")
                .isEqualTo(version);

        account.delete("/v1/meetings/" + first, "If-Match", "*");
        Wait.until(
                "the deletion follows",
                () -> ours.canonical(bob).get("/v1/meetings/" + first).status() == 404);
        assertThat(told(ours.canonical(bob), second)).isEqualTo(told(account, second));
        assertThat(connection(id).getString("state")).isEqualTo("active");
    }

    @Test
    void what_the_account_sent_is_readable_byte_for_byte_with_its_hash() throws Exception {
        var meeting = create("Evidence ☂", "completed").getString("id");
        connect();
        waitUntilEqual(meeting);
        var export = theirs.meetlog(ann);
        var transcript = export.get("/api/v1/export/transcripts/" + meeting);
        var report = export.get("/api/v1/export/reports/"
                + transcript.json().getJsonArray("report_ids").getString(0));

        var reader = ours.canonical(bob, "meetings:read");
        var raw = reader.get("/v1/meetings/" + meeting + "?expand=raw").json().getJsonArray("raw");
        var sent = List.of(transcript.body(), report.body());
        assertThat(raw).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            var document = raw.getJsonObject(i);
            var bytes = sent.get(i).getBytes();
            assertThat(document.getString("kind")).isEqualTo(i == 0 ? "transcript" : "report");
            assertThat(Base64.getDecoder().decode(document.getString("body_base64")))
                    .isEqualTo(bytes);
            assertThat(document.getString("sha256"))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            assertThat(document.getInstant("fetched_at")).isBeforeOrEqualTo(Instant.now());
        }
        assertThat(reader.get("/v1/meetings?fields=raw&expand=raw").items())
                .containsExactly(new JsonObject().put("id", meeting).put("raw", raw));
        assertThat(account.get("/v1/meetings/" + meeting + "?expand=raw").json().getJsonArray("raw"))
                .as("where it was made")
                .isEmpty();
        assertThat(reader.get("/v1/meetings/" + meeting).json().containsKey("raw"))
                .isFalse();
    }

    @Test
    void a_transcript_that_comes_late_is_waited_for() {
        var late = create("Late", "processing").getString("id");
        connect();
        waitUntilEqual(late);

        say(late, "and goodbye");
        account.patch("/v1/meetings/" + late, new JsonObject().put("status", "completed"), "If-Match", "*");
        waitUntilEqual(late);
    }

    @Test
    void what_no_list_shows_is_found_when_a_meeting_has_its_turn() {
        var meeting = create("Reported", "completed").getString("id");
        connect();
        waitUntilEqual(meeting);
        Tenant.created(account.post(
                "/v1/meetings/" + meeting + "/reports",
                new JsonObject()
                        .put("template_name", "Late")
                        .put("template_code", "late")
                        .put("content", "# Late")));
        waitUntilEqual(meeting);
    }

    @Test
    void a_refused_credential_is_told_and_a_new_one_is_used_at_once() {
        var meeting = create("Secret", "completed").getString("id");
        var good = theirs.meetlog(ann).bearer();
        var id = connect(good.substring(0, good.length() - 4) + "0000");
        Wait.until("it is told", () -> connection(id).getString("state").equals("reauth_needed"));
        var failure =
                ours.canonical(bob).get("/v1/failures?kind=connection").items().getFirst();
        assertThat(failure.getString("connection_id")).isEqualTo(id);
        assertThat(failure.getValue("resolved_at")).isNull();

        ours.admin()
                .patch(ours.path() + "/connections/" + id, new JsonObject().put("credential", good), "If-Match", "*");
        waitUntilEqual(meeting);
        Wait.until("it is well", () -> connection(id).getString("state").equals("active"));
        assertThat(ours.canonical(bob).get("/v1/failures?resolved=false").items())
                .isEmpty();
    }

    @Test
    void a_first_load_that_is_killed_goes_on_and_loses_nothing() {
        var ids = IntStream.range(0, 120)
                .mapToObj(i -> create("Meeting " + i, "completed").getString("id"))
                .collect(Collectors.toSet());
        connect();
        Wait.until("some are there", () -> !mirrored().isEmpty());
        mirror.killAndRestart();

        Wait.until("all are there", () -> mirrored().size() == ids.size());
        assertThat(mirrored().keySet()).isEqualTo(ids);
        for (var meeting : ids) {
            assertThat(told(ours.canonical(bob), meeting)).isEqualTo(told(account, meeting));
        }
    }

    /** A complete pass is made every ten polls, which is later than this waits. */
    @Test
    void what_is_new_in_an_account_of_several_pages_is_here_with_the_next_poll() {
        for (int i = 0; i < 120; i++) {
            planned("Meeting " + i, "2026-01-01T00:00:00Z");
        }
        var id = connect("minutebase", theirs.key("minutebase", ann), quota(1_000, 1), 10);
        Wait.untilLong("all are there", () -> connection(id).getString("last_success_at") != null);
        var first = connection(id).getString("last_success_at");

        planned("The latest", "2027-01-01T00:00:00Z");
        waitUntilFirst("The latest", "-starts_at");
        planned("The earliest", "2020-01-01T00:00:00Z");
        waitUntilFirst("The earliest", "starts_at");
        Wait.until(
                "it is said", () -> !connection(id).getString("last_success_at").equals(first));
    }

    private void planned(String title, String startsAt) {
        Tenant.created(account.post(
                "/v1/meetings", new JsonObject().put("title", title).put("starts_at", startsAt)));
    }

    private void waitUntilFirst(String title, String order) {
        var api = ours.canonical(bob);
        Wait.until(
                "it is here",
                () -> api.get("/v1/meetings?limit=1&sort=" + order).items().stream()
                        .anyMatch(meeting -> meeting.getString("title").equals(title)));
    }

    @Test
    void another_quota_has_its_effect_at_once_and_slow_accounts_take_no_turn_from_others() {
        var meeting = create("Rare", "completed").getString("id");
        var slow = IntStream.range(0, 20)
                .mapToObj(i -> connect("meetlog", theirs.meetlog(ann).bearer(), quota(1, 3_600), 1))
                .toList();
        // Each has read its list, and waits an hour for the meeting on it.
        slow.forEach(id -> Wait.until(
                "it waits", () -> connection(id).getJsonObject("quota").getString("resets_at") != null));
        assertThat(told(ours.canonical(bob), meeting).getInteger("status")).isEqualTo(404);

        ours.admin()
                .patch(
                        ours.path() + "/connections/" + slow.getLast(),
                        new JsonObject().put("quota", quota(1_000, 1)),
                        "If-Match",
                        "*");
        waitUntilEqual(meeting);
        slow.forEach(id -> ours.admin().delete(ours.path() + "/connections/" + id, "If-Match", "*"));
    }

    private Map<String, JsonObject> mirrored() {
        var api = ours.canonical(bob);
        var first = api.get("/v1/meetings?limit=100").json();
        var next = first.getString("next_cursor");
        var rest = next == null
                ? List.<JsonObject>of()
                : api.get("/v1/meetings?limit=100&cursor=" + next).items();
        return Stream.concat(first.getJsonArray("items").stream().map(JsonObject.class::cast), rest.stream())
                .collect(Collectors.toMap(meeting -> meeting.getString("id"), Function.identity()));
    }
}
