package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.access.Scopes;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.RateStatus.Window;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The surface over a source in memory; every answer is checked by the contract. */
class CanonicalSurfaceTest {
    private static final RequestContract REQUESTS = RequestContract.load("canonical");
    private static final ResponseContract ANSWERS = ResponseContract.of("canonical");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-04T00:00:30.9Z"), ZoneOffset.UTC);
    private static final CanonicalSurface SURFACE = new CanonicalSurface(REQUESTS, List.of(), CLOCK);
    private static final String FIRST = "00000000-0000-7000-8000-0000000000a1";
    private static final String MEETING = "/v1/meetings/" + FIRST;
    private static final String TAG = "\"5-5\"";

    private final Library library = Library.read(new JsonObject()
            .put("people", new JsonArray().add(new JsonObject().put("id", Library.PERSON.toString())))
            .put(
                    "meetings",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("id", FIRST)
                                    .put("starts_at", "2026-01-03T00:00:00Z")
                                    .put(
                                            "segments",
                                            new JsonArray()
                                                    .add(new JsonObject()
                                                            .put("text", "Hello")
                                                            .put("start_ms", 0.5)
                                                            .put("end_ms", 1200))
                                                    .add(new JsonObject().put("text", "world"))))
                            .add(new JsonObject()
                                    .put("id", "00000000-0000-7000-8000-0000000000a2")
                                    .put("starts_at", "2026-01-02T00:00:00Z"))
                            .add(new JsonObject().put("id", "00000000-0000-7000-8000-0000000000a3"))));

    private final MeetingView written = library.meetings().getFirst();
    private final SurfaceHarness harness = new SurfaceHarness(
            SURFACE,
            source(),
            Map.of(
                    "token", caller(Library.PERSON, Scopes.CANONICAL),
                    "reader", caller(Library.PERSON, Set.of("meetings:read")),
                    "gone", caller(UUID.randomUUID(), Scopes.CANONICAL),
                    "nobody", caller(null, Set.of("b", "a"))));

    private static Caller caller(@Nullable UUID person, Set<String> scopes) {
        return new Caller(new Principal(new UUID(0, 9), "acme", person, "c", scopes, Principal.View.PERMITTED), null);
    }

    /** Reads are those of the memory; writes are taken, and answered with a meeting that is there. */
    private MeetingSource source() {
        var memory = MemorySource.of(library);
        return new Answers()
                .on(ListMeetings.class, memory::call)
                .on(GetMeeting.class, memory::call)
                .on(RefreshMeeting.class, memory::call)
                .on(GetTranscript.class, memory::call)
                .on(ListSegments.class, memory::call)
                .on(GetPerson.class, memory::call)
                .on(CreateMeeting.class, (call, who) -> Future.succeededFuture(written))
                .on(UpdateMeeting.class, (call, who) -> Future.succeededFuture(written))
                .on(DeleteMeeting.class, (call, who) -> Future.succeededFuture())
                .on(AppendSegments.class, (call, who) -> Future.succeededFuture(new Appended(1, 0, 0, 1, 1)))
                .build();
    }

    private Served serve(WireRequest request, String target) {
        if (!request.headers().contains("Authorization")) {
            request.headers().set("Authorization", "Bearer token");
        }
        var served = Requests.now(harness.serve(request));
        var response = served.response();
        SURFACE.rateHeaders(new RateStatus(List.of(new Window(10, 60, 9, 60, 1))), response.headers());
        response.with("X-Request-Id", "r1");
        ANSWERS.check(request.method(), target, response);
        return served;
    }

    private Served get(String target, String... headers) {
        return serve(Requests.get(target, headers), target);
    }

    private Served send(HttpMethod method, String target, JsonObject body, String... headers) {
        return serve(Requests.of(method, target, body, headers), target);
    }

    private static JsonObject json(Served served) {
        return new JsonObject(served.response().body());
    }

    private static String header(Served served, String name) {
        return served.response().headers().get(name);
    }

    @Test
    void exactly_what_the_contract_describes_is_served() {
        var served = SURFACE.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path().replaceAll(":[a-z_]+", "{}"))
                .collect(Collectors.toSet());
        assertThat(served)
                .isEqualTo(REQUESTS.operations().stream()
                        .filter(operation -> operation.contains(" /v1/")
                                && !operation.contains("/v1/admin/")
                                && !operation.contains("/v1/sources"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void pages_are_linked_with_the_same_query_until_the_last() {
        var first = get("/v1/meetings?limit=2&sort=-starts_at&fields=slug");
        assertThat(json(first).getJsonArray("items")).hasSize(2);
        var cursor = json(first).getString("next_cursor");
        var link = header(first, "Link");
        assertThat(link)
                .startsWith("<https://gw.example/v1/meetings?")
                .contains("limit=2", "sort=-starts_at", "fields=slug", "cursor=" + cursor)
                .endsWith(">; rel=\"next\"");
        var target = link.substring(1, link.indexOf('>')).substring("https://gw.example".length());
        var last = get(target);
        assertThat(json(last).getJsonArray("items")).hasSize(1);
        assertThat(json(last).getValue("next_cursor")).isNull();
        assertThat(header(last, "Link")).isNull();
        assertThat(last.calls())
                .singleElement()
                .isInstanceOfSatisfying(
                        ListMeetings.class,
                        call -> assertThat(((Slice.After) call.slice()).cursor())
                                .isEqualTo(cursor));
    }

    @Test
    void filters_become_the_query() {
        var call = (ListMeetings) get("/v1/meetings?status=completed,failed&sort=updated_at&has_transcript=false"
                        + "&starts_after=2026-01-01T00:00:00%2B01:00&participant=Ada%20L&tag=a%2Cb")
                .calls()
                .getFirst();
        assertThat(call.query().statuses()).containsExactlyInAnyOrder(MeetingStatus.COMPLETED, MeetingStatus.FAILED);
        assertThat(call.query().sort()).isEqualTo(new Sort(Sort.Key.UPDATED_AT, false));
        assertThat(call.query().hasTranscript()).isFalse();
        assertThat(call.query().startsAfter()).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(call.query().participant()).isEqualTo("Ada L");
        assertThat(call.query().tag()).isEqualTo("a,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/meetings", MEETING, MEETING + "/transcript", MEETING + "/transcript/segments"})
    void what_the_caller_has_is_not_sent_again(String target) {
        var tag = header(get(target), "ETag");
        var known = get(target, "If-None-Match", "\"other\", " + tag);
        assertThat(known.response().status()).isEqualTo(304);
        assertThat(known.response().body().length()).isZero();
        assertThat(header(known, "ETag")).isEqualTo(tag);
        assertThat(get(target, "If-None-Match", "\"other\"").response().status())
                .isEqualTo(200);
    }

    @Test
    void a_transcript_is_given_as_the_caller_likes_it() {
        var target = MEETING + "/transcript";
        assertThat(json(get(target)).fieldNames()).containsExactly("state", "revision", "segment_count");
        assertThat(json(get(target + "?expand=text")).getString("text")).isEqualTo("Hello world");
        var text = get(target, "Accept", "text/plain, application/json;q=0.9");
        assertThat(text.response().body()).hasToString("Hello world");
        assertThat(header(text, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(text, "Vary")).isEqualTo("Accept");
        assertThat(header(text, "ETag")).isNotEqualTo(header(get(target), "ETag"));
        assertThat(get(target, "Accept", "image/png").response().status()).isEqualTo(406);
    }

    @Test
    void numbers_of_segments_have_a_fraction_where_they_need_one() {
        var items = get(MEETING + "/transcript/segments").response().body().toString();
        assertThat(items).contains("\"start_ms\":0.5", "\"end_ms\":1200,");
    }

    @Test
    void segments_are_appended_as_they_were_sent() {
        var segment = new JsonObject()
                .put("text", "Hi")
                .put("speaker", "Ada")
                .put("start_ms", 1200)
                .putNull("end_ms")
                .put("confidence", 0.5)
                .put("final", false);
        var served = send(
                HttpMethod.POST,
                MEETING + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(segment)));
        assertThat(((AppendSegments) served.calls().getFirst()).segments())
                .containsExactly(new Segment("Hi", "Ada", 1200.0, null, 0.5, false));
    }

    @Test
    void what_was_created_is_named() {
        var served = send(HttpMethod.POST, "/v1/meetings", new JsonObject().put("title", "T"));
        assertThat(served.response().status()).isEqualTo(201);
        assertThat(header(served, "Location")).isEqualTo(MEETING);
        assertThat(((CreateMeeting) served.calls().getFirst()).meeting().get(MeetingField.TITLE))
                .isEqualTo("T");
    }

    @Test
    void a_change_of_a_meeting_says_which_version_it_has_seen() {
        var body = new JsonObject().put("title", "T");
        assertThat(send(HttpMethod.PATCH, MEETING, body).response().status()).isEqualTo(428);
        assertThat(send(HttpMethod.DELETE, MEETING, body).response().status()).isEqualTo(428);
        assertThat(send(HttpMethod.PATCH, MEETING, body, "If-Match", "5")
                        .response()
                        .status())
                .isEqualTo(400);
        assertThat(expected(send(HttpMethod.PATCH, MEETING, body, "If-Match", TAG)))
                .isEqualTo(new Precondition(Set.of(5L)));
        assertThat(expected(send(HttpMethod.PATCH, MEETING, body, "If-Match", "*")))
                .isNull();
        var current = header(get(MEETING), "ETag");
        assertThat(expected(send(HttpMethod.PATCH, MEETING, body, "If-Match", current)))
                .isEqualTo(new Precondition(Set.of(written.meeting().version())));
        var deleted = send(HttpMethod.DELETE, MEETING, body, "If-Match", TAG);
        assertThat(deleted.response().status()).isEqualTo(204);
        assertThat(((DeleteMeeting) deleted.calls().getFirst()).expected()).isEqualTo(new Precondition(Set.of(5L)));
    }

    private static @Nullable Precondition expected(Served served) {
        return ((UpdateMeeting) served.calls().getFirst()).expected();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/merge-patch+json, 200",
        "application/merge-patch+json; charset=utf-8, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415"
    })
    void a_patch_is_json_of_two_kinds(String type, int status) {
        var served = send(
                HttpMethod.PATCH, MEETING, new JsonObject().put("title", "T"), "If-Match", "*", "Content-Type", type);
        assertThat(served.response().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields=nope",
                "fields=",
                "expand=source",
                "expand=text",
                "limit=0",
                "limit=101",
                "limit=1&limit=2",
                "sort=title",
                "status=",
                "starts_after=2026-01-01",
                "project_id=7",
                "nope=1"
            })
    void a_parameter_that_is_wrong_is_named_and_nothing_is_asked(String query) {
        var served = get("/v1/meetings?" + query);
        assertThat(served.response().status()).isEqualTo(422);
        assertThat(json(served).getJsonArray("errors").getJsonObject(0).getString("parameter"))
                .isEqualTo(query.substring(0, query.indexOf('=')));
        assertThat(served.calls()).isEmpty();
    }

    @Test
    void members_that_the_gateway_writes_are_refused_as_such() {
        var served = send(HttpMethod.POST, "/v1/meetings", new JsonObject().put("version", 3));
        assertThat(json(served).getJsonArray("errors").getJsonObject(0).getString("code"))
                .isEqualTo("read_only");
        assertThat(served.calls()).isEmpty();
    }

    @Test
    void a_scope_is_needed_and_me_needs_none() {
        assertThat(get("/v1/people", "Authorization", "Bearer reader")
                        .response()
                        .status())
                .isEqualTo(403);
        var nobody = json(get("/v1/me", "Authorization", "bearer  nobody"));
        assertThat(nobody)
                .isEqualTo(new JsonObject()
                        .put("tenant", "acme")
                        .putNull("person")
                        .put("scopes", new JsonArray().add("a").add("b"))
                        .put("surface", "canonical"));
        assertThat(json(get("/v1/me")).getJsonObject("person").getString("id")).isEqualTo(Library.PERSON.toString());
        assertThat(get("/v1/me", "Authorization", "Bearer gone").response().status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "Basic dG9rZW4=", "Bearer", "Bearer ", "Bearer a b", "Bearertoken"})
    void only_a_bearer_token_is_a_credential(String authorization) {
        assertThat(SURFACE.credential(Requests.get("/v1/me", "Authorization", authorization)))
                .isNull();
    }

    @Test
    void two_credentials_are_none() {
        assertThat(SURFACE.credential(Requests.get("/v1/me", "Authorization", "Bearer a", "Authorization", "Bearer b")))
                .isNull();
    }

    @Test
    void a_problem_names_the_request() {
        var served = Requests.now(harness.serve(Requests.get("/v1/nope", "Authorization", "Bearer token")));
        var response = (WireResponse.Bytes) served.response().with("X-Request-Id", "r1");
        ANSWERS.check(HttpMethod.GET, "/v1/nope", response);
        assertThat(new JsonObject(Buffer.buffer(response.body().getBytes())).getString("request_id"))
                .isEqualTo("r1");
    }
}
