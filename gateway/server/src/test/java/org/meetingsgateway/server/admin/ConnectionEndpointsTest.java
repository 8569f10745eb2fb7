package org.meetingsgateway.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.server.access.AdminToken;
import org.meetingsgateway.server.access.AesGcm;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.config.Cidr;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.federation.Credentials;
import org.meetingsgateway.server.federation.FakeUpstream;
import org.meetingsgateway.server.federation.SourceEndpoints;
import org.meetingsgateway.server.federation.Upstreams;
import org.meetingsgateway.server.store.ConnectionActions;
import org.meetingsgateway.server.store.ConnectionRemoval;
import org.meetingsgateway.server.store.ConnectionReports;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TestDatabase;
import org.meetingsgateway.server.upstream.AddressPolicy;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Connections on a real database; every answer is checked by the contract. What the mirror writes is written by hand. */
class ConnectionEndpointsTest {
    private static final String LIST = "/v1/admin/tenants/:tenant_slug/connections";
    private static final String ONE = LIST + "/:connection_id";
    private static final String SECRET = "good-1234567890";
    private static final ResponseContract ANSWERS = ResponseContract.of("canonical");
    private static final AesGcm ENCRYPTION = new AesGcm(new SecretKeySpec(new byte[32], "AES"));
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<UUID> REMOVED = new CopyOnWriteArrayList<>();

    private static Vertx vertx;
    private static Store store;
    private static TenantTable tenants;
    private static List<Endpoint> endpoints;

    private Account tenant;
    private UUID person;
    private UUID project;

    static ConnectionAdmin connections(Store store, Clock clock) {
        return new ConnectionAdmin(
                new ConnectionTable(store.client(), clock),
                new ConnectionReports(store.client()),
                new ConnectionActions(store.client(), clock),
                new ConnectionRemoval(store.client(), clock),
                Upstreams.of(Map.of("meetlog", new FakeUpstream(false), "desktop", new FakeUpstream(true))),
                new Credentials(ENCRYPTION),
                AddressPolicy.publicOr(List.of(Cidr.parse("127.0.0.0/8").orElseThrow())),
                (tenantId, connectionId) -> REMOVED.add(connectionId),
                clock);
    }

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        var clock = Clock.systemUTC();
        store = new Store(vertx, TestDatabase.create(), clock, (kind, assignee) -> {});
        tenants = new TenantTable(store.client(), clock);
        var contract = RequestContract.load("canonical");
        var connections = connections(store, clock);
        endpoints = new ArrayList<>(new ConnectionEndpoints(tenants, connections, new Resource(contract)).endpoints());
        endpoints.addAll(
                new SourceEndpoints(contract, connections.table(), connections.upstreams(), clock).endpoints());
    }

    @AfterAll
    static void close() {
        wait(store.close());
        wait(vertx.close());
    }

    @BeforeEach
    void newTenant() {
        tenant = wait(tenants.create("fed-" + COUNT.incrementAndGet(), "Acme", "UTC", 1));
        person = wait(store.source()
                        .call(
                                new CreatePerson(Changes.of(PersonField.class)
                                        .set(PersonField.FIRST_NAME, "Ada")
                                        .set(PersonField.LAST_NAME, "L")
                                        .build()),
                                operator()))
                .id();
        project = wait(store.source()
                        .call(
                                new CreateProject(Changes.of(ProjectField.class)
                                        .set(ProjectField.NAME, "P")
                                        .build()),
                                operator()))
                .id();
    }

    private Principal operator() {
        return AdminToken.of(tenant.id(), tenant.slug());
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private Future<WireResponse> send(
            HttpMethod method, String path, String id, JsonObject body, Map<String, String> query, String... ifMatch) {
        var endpoint = endpoints.stream()
                .filter(each -> each.method().equals(method) && each.path().equals(path))
                .findFirst()
                .orElseThrow();
        var headers = MultiMap.caseInsensitiveMultiMap();
        List.of(ifMatch).forEach(tag -> headers.add("If-Match", tag));
        var request = new WireRequest(
                method,
                "http://host",
                target(path, id),
                Map.of("tenant_slug", tenant.slug(), "connection_id", id, "source_id", id),
                MultiMap.caseInsensitiveMultiMap().addAll(query),
                headers,
                body == null ? Buffer.buffer() : body.toBuffer());
        return Future.succeededFuture(request)
                .compose(r -> endpoint.serve().serve(r, new Meetings(store.source(), operator())));
    }

    private String target(String path, String id) {
        return path.replace(":tenant_slug", tenant.slug())
                .replace(":connection_id", id)
                .replace(":source_id", id);
    }

    private JsonObject answer(int status, HttpMethod method, String path, String id, JsonObject body) {
        return answer(status, method, path, id, body, Map.of());
    }

    private JsonObject answer(
            int status, HttpMethod method, String path, String id, JsonObject body, Map<String, String> query) {
        var response = (WireResponse.Bytes) wait(send(method, path, id, body, query));
        assertThat(response.status()).isEqualTo(status);
        response.with("X-Request-Id", "set-by-the-listener");
        if (!path.startsWith("/v1/admin/")) {
            response.with("RateLimit-Policy", "\"default\";q=1;w=1").with("RateLimit", "\"default\";r=1;t=1");
        }
        ANSWERS.check(method, target(path, id), response);
        assertThat(response.body().toString()).doesNotContain("good-");
        return response.body().length() == 0 ? null : response.body().toJsonObject();
    }

    private Problem problem(HttpMethod method, String path, String id, JsonObject body, String... ifMatch) {
        try {
            throw new AssertionError("no problem, but "
                    + wait(send(method, path, id, body, Map.of(), ifMatch)).status());
        } catch (CompletionException e) {
            assertThat(String.valueOf(e.getCause())).doesNotContain("good-");
            return (Problem) e.getCause();
        }
    }

    private List<String> wrong(HttpMethod method, String path, String id, JsonObject body) {
        return ((Problem.Invalid) problem(method, path, id, body))
                .violations().stream().map(Violation::field).toList();
    }

    private JsonObject input() {
        return new JsonObject()
                .put("style", "meetlog")
                .put("base_url", "https://meetlog.example")
                .put("credential", SECRET)
                .put("project_id", project.toString())
                .put("owner_id", person.toString());
    }

    private String created() {
        return answer(201, HttpMethod.POST, LIST, "", input()).getString("id");
    }

    private JsonObject get(String id) {
        return answer(200, HttpMethod.GET, ONE, id, null);
    }

    private void sql(String text, Object... values) {
        wait(store.client().preparedQuery(text).execute(Tuple.from(values)));
    }

    private void issue(String id, String code) {
        var now = Instant.parse("2026-03-01T09:00:00Z").atOffset(ZoneOffset.UTC);
        sql(
                "INSERT INTO connection_issue (tenant_id, id, connection_id, code, detail, first_seen, last_seen)"
                        + " VALUES ($1, gen_random_uuid(), $2, $3, 'It is so', $4, $4)",
                tenant.id(),
                UUID.fromString(id),
                code,
                now);
    }

    /** A meeting of the connection. */
    private UUID mirrored(String id, String nativeId, boolean here, boolean missing) {
        var meeting = wait(store.source()
                        .call(
                                new CreateMeeting(Changes.of(MeetingField.class)
                                        .set(MeetingField.OWNER_ID, person)
                                        .build()),
                                operator()))
                .meeting()
                .id();
        sql(
                "UPDATE meeting SET source_style = 'meetlog', connection_id = $3, native_id = $4, synced_at = now()"
                        + " WHERE tenant_id = $1 AND id = $2",
                tenant.id(),
                meeting,
                UUID.fromString(id),
                nativeId);
        sql(
                "INSERT INTO mirrored (tenant_id, connection_id, native_id, meeting_id, fingerprint, day, settled,"
                        + " seen_pass, missing_since) VALUES ($1, $2, $3, $4, 'f', $5, $6, 1, $7)",
                tenant.id(),
                UUID.fromString(id),
                nativeId,
                here ? meeting : null,
                LocalDate.parse("2026-03-01"),
                here,
                missing ? Instant.parse("2026-03-02T09:00:00Z").atOffset(ZoneOffset.UTC) : null);
        return meeting;
    }

    private MeetingView meeting(UUID id) {
        return wait(store.source().call(new GetMeeting(new MeetingRef(id.toString()), Set.of()), operator()));
    }

    @Test
    void a_connection_is_made_with_defaults_and_found() {
        var made = answer(201, HttpMethod.POST, LIST, "", input());

        assertThat(made.getString("state")).isEqualTo("active");
        assertThat(made.getString("name")).isEqualTo("meetlog");
        assertThat(made.getInteger("poll_seconds")).isEqualTo(60);
        assertThat(made.getJsonObject("quota").encode())
                .isEqualTo("{\"limit\":60,\"window_seconds\":60,\"remaining\":60,\"resets_at\":null}");
        assertThat(made.getJsonObject("progress").getString("phase")).isEqualTo("first_load");
        assertThat(made.getValue("lag_seconds")).isNull();
        assertThat(get(made.getString("id"))).isEqualTo(made);
        var listed = answer(200, HttpMethod.GET, LIST, "", null).getJsonArray("items");
        assertThat(listed.getJsonObject(0).getString("id")).isEqualTo(made.getString("id"));
    }

    @Test
    void what_is_left_of_the_quota_is_what_fits_after_the_next_request() {
        var id = created();
        sql("UPDATE connection SET next_free_at = now() + interval '30 seconds' WHERE id = $1", UUID.fromString(id));
        var some = get(id).getJsonObject("quota");
        assertThat(some.getInteger("remaining")).isBetween(31, 34);
        assertThat(some.getString("resets_at")).isNotNull();
        sql("UPDATE connection SET next_free_at = now() + interval '1 hour' WHERE id = $1", UUID.fromString(id));
        assertThat(get(id).getJsonObject("quota").getInteger("remaining")).isZero();
    }

    @Test
    void a_credential_is_stored_encrypted_and_bound_to_its_row() throws Exception {
        var id = UUID.fromString(created());
        var stored = wait(store.client()
                        .preparedQuery("SELECT credential FROM connection WHERE id = $1")
                        .execute(Tuple.of(id)))
                .iterator()
                .next()
                .getBuffer(0);

        assertThat(stored.toString(StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        var opened = ENCRYPTION.decrypt(stored, "connection " + tenant.id() + " " + id);
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(SECRET);
        assertThatThrownBy(() -> ENCRYPTION.decrypt(stored, "connection " + tenant.id() + " " + UUID.randomUUID()))
                .isInstanceOf(AesGcm.WrongKey.class);
        assertThatThrownBy(() -> ENCRYPTION.decrypt(stored, "connection " + UUID.randomUUID() + " " + id))
                .isInstanceOf(AesGcm.WrongKey.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1",
                "http://169.254.169.254",
                "http://[::1]:80",
                "http://[::ffff:10.0.0.1]",
                "http://0x7f.1",
                "http://10.1",
                "ftp://meetlog.example",
                "https://user:pw@meetlog.example",
                "https://meetlog.example/api",
                "https://meetlog.example?token=x"
            })
    void a_base_url_that_must_not_be_called_is_refused(String url) {
        assertThat(wrong(HttpMethod.POST, LIST, "", input().put("base_url", url)))
                .containsExactly("/base_url");
        assertThat(wrong(HttpMethod.PATCH, ONE, created(), new JsonObject().put("base_url", url)))
                .containsExactly("/base_url");
    }

    @Test
    void an_address_that_the_operator_allows_is_taken() {
        for (var url : List.of("http://127.0.0.1:9000", "http://localhost:9000")) {
            assertThat(answer(201, HttpMethod.POST, LIST, "", input().put("base_url", url + "/"))
                            .getString("base_url"))
                    .isEqualTo(url);
        }
    }

    @Test
    void everything_that_is_wrong_with_an_account_is_told_at_once() {
        assertThat(wrong(
                        HttpMethod.POST,
                        LIST,
                        "",
                        input().put("credential", "bad").put("base_url", "x")))
                .containsExactlyInAnyOrder("/credential", "/base_url");
        assertThat(wrong(HttpMethod.POST, LIST, "", input().put("style", "minutebase")))
                .containsExactly("/style");
        assertThat(wrong(HttpMethod.POST, LIST, "", input().put("credential", "good-\r\nHost: evil")))
                .containsExactly("/credential");
        assertThat(wrong(
                        HttpMethod.POST,
                        LIST,
                        "",
                        input().put("poll_seconds", 0).put("state", "active")))
                .containsExactlyInAnyOrder("/poll_seconds", "/state");
        assertThat(wrong(
                        HttpMethod.POST,
                        LIST,
                        "",
                        input().put("quota", new JsonObject().put("requests", 0).put("window_seconds", 1))))
                .containsExactly("/quota/requests");
        assertThat(wrong(HttpMethod.PATCH, ONE, created(), new JsonObject().put("credential", "bad")))
                .containsExactly("/credential");
    }

    @Test
    void project_and_owner_are_of_the_tenant() {
        var other = tenant;
        var project = this.project.toString();
        var person = this.person.toString();
        newTenant();

        assertThat(other).isNotEqualTo(tenant);
        assertThat(wrong(HttpMethod.POST, LIST, "", input().put("project_id", project)))
                .containsExactly("/project_id");
        assertThat(wrong(HttpMethod.POST, LIST, "", input().put("owner_id", person)))
                .containsExactly("/owner_id");
    }

    @Test
    void another_tenants_connections_are_not_there() {
        var id = created();
        newTenant();

        assertThat(answer(200, HttpMethod.GET, LIST, "", null).getJsonArray("items"))
                .isEmpty();
        assertThat(answer(200, HttpMethod.GET, "/v1/sources", "", null).getJsonArray("items"))
                .isEmpty();
        assertThat(problem(HttpMethod.GET, "/v1/sources/:source_id", id, null)).isInstanceOf(Problem.NotFound.class);
        for (var unknown : List.of(id, UUID.randomUUID().toString(), "x", "%00")) {
            assertThat(problem(HttpMethod.GET, ONE, unknown, null)).isInstanceOf(Problem.NotFound.class);
            assertThat(problem(HttpMethod.PATCH, ONE, unknown, new JsonObject().put("name", "x")))
                    .isInstanceOf(Problem.NotFound.class);
            assertThat(problem(HttpMethod.DELETE, ONE, unknown, null)).isInstanceOf(Problem.NotFound.class);
            assertThat(problem(HttpMethod.GET, ONE + "/completeness", unknown, null))
                    .isInstanceOf(Problem.NotFound.class);
            for (var action : List.of("pause", "resume", "resync", "accept-deletions", "reject-deletions")) {
                assertThat(problem(HttpMethod.POST, ONE + "/" + action, unknown, null))
                        .isInstanceOf(Problem.NotFound.class);
            }
        }
    }

    @Test
    void a_patch_changes_what_it_names() {
        var id = created();
        var changed = answer(
                200,
                HttpMethod.PATCH,
                ONE,
                id,
                new JsonObject()
                        .put("name", "Sales")
                        .put("poll_seconds", 5)
                        .put("credential", "good-2")
                        .put("quota", new JsonObject().put("requests", 10).put("window_seconds", 30)));

        assertThat(changed.getString("name")).isEqualTo("Sales");
        assertThat(changed.getInteger("poll_seconds")).isEqualTo(5);
        assertThat(changed.getJsonObject("quota").getInteger("limit")).isEqualTo(10);
        assertThat(changed.getInteger("version")).isEqualTo(2);
        assertThat(answer(200, HttpMethod.PATCH, ONE, id, new JsonObject().putNull("quota"))
                        .getJsonObject("quota")
                        .getInteger("limit"))
                .isEqualTo(60);
        assertThat(problem(HttpMethod.PATCH, ONE, id, new JsonObject().put("name", "x"), "\"1\""))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(problem(HttpMethod.DELETE, ONE, id, null, "\"1\"")).isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void another_base_url_is_looked_through_from_the_beginning() {
        var id = created();
        sql(
                "UPDATE connection SET cursor = 'c', phase = 'incremental', pages_done = 7 WHERE id = $1",
                UUID.fromString(id));

        answer(200, HttpMethod.PATCH, ONE, id, new JsonObject().put("base_url", "https://meetlog.example/"));
        assertThat(get(id).getJsonObject("progress").getInteger("pages_done")).isEqualTo(7);
        var moved = answer(200, HttpMethod.PATCH, ONE, id, new JsonObject().put("base_url", "https://new.example"));
        assertThat(moved.getJsonObject("progress").getString("phase")).isEqualTo("first_load");
        assertThat(moved.getJsonObject("progress").getInteger("pages_done")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "upstream_unwell, degraded",
        "quota_spent, rate_limited",
        "credential_refused, reauth_needed",
        "mass_deletion, review"
    })
    void the_state_is_what_is_most_in_the_way(String code, String state) {
        var id = created();
        issue(id, "item_failed");
        if (!code.equals("upstream_unwell")) {
            issue(id, "upstream_unwell");
        }
        issue(id, code);

        var seen = get(id);
        assertThat(seen.getString("state")).isEqualTo(state);
        assertThat(seen.getJsonArray("issues").toString()).contains(code, "2026-03-01T09:00:00Z");
        assertThat(answer(200, HttpMethod.GET, "/v1/sources/:source_id", id, null)
                        .getString("state"))
                .isEqualTo(state);
        sql("UPDATE connection_issue SET resolved_at = now() WHERE connection_id = $1", UUID.fromString(id));
        assertThat(get(id).getString("state")).isEqualTo("active");
    }

    @Test
    void a_connection_is_paused_resumed_and_read_again() {
        var id = created();
        issue(id, "credential_refused");

        var paused = answer(200, HttpMethod.POST, ONE + "/pause", id, null);
        assertThat(paused.getString("state")).isEqualTo("paused");
        assertThat(answer(200, HttpMethod.POST, ONE + "/pause", id, null)).isEqualTo(paused);
        assertThat(answer(200, HttpMethod.POST, ONE + "/resume", id, null).getString("state"))
                .isEqualTo("reauth_needed");
        sql("UPDATE connection SET cursor = 'c', phase = 'idle', pages_done = 7 WHERE id = $1", UUID.fromString(id));
        assertThat(answer(200, HttpMethod.POST, ONE + "/resync", id, null)
                        .getJsonObject("progress")
                        .getString("phase"))
                .isEqualTo("first_load");
    }

    @Test
    void a_review_ends_with_a_decision_about_what_vanished() {
        var id = created();
        mirrored(id, "gone", true, true);
        mirrored(id, "there", true, false);
        for (var action : List.of("accept-deletions", "reject-deletions")) {
            assertThat(problem(HttpMethod.POST, ONE + "/" + action, id, null)).isInstanceOf(Problem.Conflict.class);
            issue(id, "mass_deletion");
            assertThat(get(id).getString("state")).isEqualTo("review");
            assertThat(answer(200, HttpMethod.POST, ONE + "/" + action, id, null)
                            .getString("state"))
                    .isEqualTo("active");
            var decided = wait(store.client()
                    .preparedQuery(
                            "SELECT native_id, decision FROM mirrored WHERE tenant_id = $1 AND decision IS NOT NULL")
                    .execute(Tuple.of(tenant.id())));
            assertThat(decided).hasSize(1).allMatch(row -> row.getString(0).equals("gone"));
            assertThat(decided.iterator().next().getString(1))
                    .isEqualTo(action.startsWith("accept") ? "delete" : "keep");
        }
    }

    @Test
    void theirs_is_compared_with_ours_by_day() {
        var id = created();
        mirrored(id, "a", true, false);
        mirrored(id, "b", false, false);
        mirrored(id, "c", true, true);

        assertThat(answer(200, HttpMethod.GET, ONE + "/completeness", id, null).encode())
                .isEqualTo("{\"days\":[{\"date\":\"2026-03-01\",\"upstream\":2,\"gateway\":2,\"missing\":[\"b\"]}]}");
        assertThat(get(id).getJsonObject("progress").getInteger("pending_transcripts"))
                .isEqualTo(1);
    }

    @Test
    void meetings_of_a_deleted_connection_become_the_gateways_own() {
        var id = created();
        var kept = mirrored(id, "a", true, false);
        var before = meeting(kept).meeting();
        assertThat(before.source().connectionId()).hasToString(id);

        answer(204, HttpMethod.DELETE, ONE, id, null);
        assertThat(REMOVED).as("who has it open hears of it").contains(UUID.fromString(id));

        var after = meeting(kept).meeting();
        assertThat(after.source().style()).isEqualTo("gateway");
        assertThat(after.source().connectionId()).isNull();
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(problem(HttpMethod.GET, ONE, id, null)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void meetings_are_deleted_with_their_connection_where_that_is_asked_for() {
        var id = created();
        var other = created();
        var gone = mirrored(id, "a", true, false);
        var stays = mirrored(other, "a", true, false);

        answer(204, HttpMethod.DELETE, ONE, id, null, Map.of("meetings", "delete"));

        assertThatThrownBy(() -> meeting(gone)).hasCauseInstanceOf(Problem.NotFound.class);
        assertThat(meeting(stays).meeting().source().connectionId()).hasToString(other);
        assertThatThrownBy(() -> wait(send(HttpMethod.DELETE, ONE, other, null, Map.of("meetings", "burn"))))
                .hasCauseInstanceOf(Problem.Invalid.class);
    }

    @Test
    void a_person_who_owns_a_connection_stays_and_a_tenant_is_deleted_with_its_connections() {
        created();
        assertThatThrownBy(() -> wait(store.source().call(new DeletePerson(person.toString(), null), operator())))
                .hasCauseInstanceOf(Problem.Conflict.class);
        mirrored(created(), "a", true, false);
        wait(tenants.close(tenant.slug(), null).compose(tenants::remove));
        assertThat(problem(HttpMethod.GET, LIST, "", null)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_source_says_what_can_be_done_there() {
        var readOnly = created();
        var writable = answer(
                        201,
                        HttpMethod.POST,
                        LIST,
                        "",
                        input().put("style", "desktop").put("name", "Recordings"))
                .getString("id");

        var sources = answer(200, HttpMethod.GET, "/v1/sources", "", null).getJsonArray("items");
        assertThat(sources.stream().map(each -> ((JsonObject) each).getString("id")))
                .containsExactly(writable, readOnly);
        assertThat(sources.getJsonObject(0).getJsonArray("writes"))
                .isEqualTo(JsonArray.of("delete_meeting", "update_meeting"));
        assertThat(sources.getJsonObject(0).getBoolean("read_only")).isFalse();
        assertThat(sources.getJsonObject(1).getBoolean("read_only")).isTrue();
        assertThat(sources.encode()).doesNotContain("example");
    }

    @Test
    void a_tenant_has_a_bounded_number_of_connections() {
        for (int i = 0; i < ConnectionTable.MAX; i++) {
            created();
        }
        assertThat(problem(HttpMethod.POST, LIST, "", input())).isInstanceOf(Problem.Conflict.class);
    }
}
