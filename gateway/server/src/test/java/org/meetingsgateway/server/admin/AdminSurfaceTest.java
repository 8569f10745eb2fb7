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
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.server.access.AdminToken;
import org.meetingsgateway.server.access.AesGcm;
import org.meetingsgateway.server.access.ApiKeys;
import org.meetingsgateway.server.access.FakeKeys;
import org.meetingsgateway.server.access.OwnKeys;
import org.meetingsgateway.server.access.Secrets;
import org.meetingsgateway.server.access.TokenIssuer;
import org.meetingsgateway.server.access.TokenPolicy;
import org.meetingsgateway.server.access.Tokens;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.AtMost;
import org.meetingsgateway.server.store.SigningKeyTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.StoreFixture;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TestDatabase;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The operator's endpoints on a real database; every answer is checked by the contract. */
class AdminSurfaceTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ResponseContract ANSWERS = ResponseContract.of("canonical");

    private static Vertx vertx;
    private static Store store;
    private static Surface admin;
    private static ApiKeys keys;
    private static Tokens tokens;

    private String slug;
    private UUID person;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        store = new Store(vertx, TestDatabase.create(), Clock.systemUTC(), (kind, assignee) -> {});
        var clock = Clock.systemUTC();
        var tenants = new TenantTable(store.client(), clock);
        var table = new ApiKeyTable(store.client(), clock);
        var policy = new TokenPolicy("issuer", "audience", TokenPolicy.OWN_ALGORITHMS);
        var own = wait(OwnKeys.load(
                vertx, new SigningKeyTable(store.client()), new AesGcm(new SecretKeySpec(new byte[32], "AES")), clock));
        keys = new ApiKeys(vertx, table, null, clock);
        tokens = new Tokens(vertx, own, policy, tenants, null, clock);
        Runnable forget = () -> {
            keys.forget();
            tokens.forget();
        };
        admin = AdminSurface.of(
                new People(),
                RequestContract.load("canonical"),
                tenants,
                table,
                FakeKeys.STYLES,
                ConnectionEndpointsTest.connections(store, clock),
                forget,
                new TokenIssuer(vertx, own, policy, clock));
    }

    @AfterAll
    static void close() {
        wait(store.close());
        wait(vertx.close());
    }

    @BeforeEach
    void newTenant() {
        slug = "acme-" + COUNT.incrementAndGet();
        answer(
                201,
                HttpMethod.POST,
                "/v1/admin/tenants",
                new JsonObject().put("slug", slug).put("name", "Acme"));
        person = newPerson(slug);
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static UUID newPerson(String slug) {
        var made = answer(201, HttpMethod.POST, "/v1/admin/tenants/" + slug + "/people", new JsonObject());
        return UUID.fromString(body(made).getString("id"));
    }

    /** A canonical surface with one endpoint: enough to see that it acts for the tenant. */
    private static final class People implements Surface {
        @Override
        public String name() {
            return "canonical";
        }

        @Override
        public Address address() {
            return new Address(Set.of(), "", Set.of("/v1"));
        }

        @Override
        public String credential(WireRequest request) {
            return null;
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(
                    Endpoint.of(HttpMethod.POST, "/v1/people", "people:write", People::create),
                    Endpoint.of(HttpMethod.POST, "/v1/meetings", "meetings:write", People::create));
        }

        private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
            var ada = Changes.of(PersonField.class)
                    .set(PersonField.FIRST_NAME, "Ada")
                    .set(PersonField.LAST_NAME, "Lovelace")
                    .build();
            return meetings.ask(new CreatePerson(ada))
                    .map(made -> WireResponse.json(
                                    201,
                                    new JsonObject()
                                            .put("id", made.id().toString())
                                            .toBuffer())
                            .with("Location", "/v1/people/" + made.id()));
        }

        @Override
        public Principal.View view() {
            return Principal.View.PERMITTED;
        }

        @Override
        public WireResponse render(Problem problem, WireRequest request) {
            return WireResponse.empty(500);
        }
    }

    private static WireResponse.Bytes answer(int status, HttpMethod method, String target, JsonObject body) {
        return answer(status, method, target, body, Map.of());
    }

    private static WireResponse.Bytes answer(
            int status, HttpMethod method, String target, JsonObject body, Map<String, String> headers) {
        var response = (WireResponse.Bytes) wait(send(method, target, body, headers));
        assertThat(response.status()).isEqualTo(status);
        response.with("X-Request-Id", "set-by-the-listener");
        if (!target.contains("/people")) {
            ANSWERS.check(method, target, response);
        }
        return response;
    }

    private static Problem problem(HttpMethod method, String target, JsonObject body, Map<String, String> headers) {
        try {
            var response = wait(send(method, target, body, headers));
            throw new AssertionError("no problem, but " + response.status());
        } catch (CompletionException e) {
            return (Problem) e.getCause();
        }
    }

    private static Problem problem(HttpMethod method, String target, JsonObject body) {
        return problem(method, target, body, Map.of());
    }

    /** Where an invalid body is wrong. */
    private static List<String> wrong(String target, JsonObject body) {
        return ((Problem.Invalid) problem(HttpMethod.POST, target, body))
                .violations().stream().map(Violation::field).toList();
    }

    private static Future<WireResponse> send(
            HttpMethod method, String target, JsonObject body, Map<String, String> headers) {
        var parts = target.split("\\?", 2);
        var query = MultiMap.caseInsensitiveMultiMap();
        if (parts.length > 1) {
            for (var each : parts[1].split("&")) {
                query.add(each.split("=")[0], each.split("=")[1]);
            }
        }
        for (var endpoint : admin.endpoints()) {
            var variables = match(endpoint.path(), parts[0]);
            if (endpoint.method().equals(method) && variables != null) {
                var request = new WireRequest(
                        method,
                        "http://host",
                        parts[0],
                        variables,
                        query,
                        MultiMap.caseInsensitiveMultiMap().addAll(headers),
                        body == null ? Buffer.buffer() : body.toBuffer());
                return Future.succeededFuture(request)
                        .compose(r -> endpoint.serve()
                                .serve(r, new Meetings(store.source(), wait(new AdminToken("x").authenticate("x")))));
            }
        }
        throw new AssertionError("no endpoint for " + method + " " + target);
    }

    private static Map<String, String> match(String template, String path) {
        var names = template.split("/");
        var values = path.split("/");
        var variables = new HashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            if (names.length != values.length || !(names[i].startsWith(":") || names[i].equals(values[i]))) {
                return null;
            }
            if (names[i].startsWith(":")) {
                variables.put(names[i].substring(1), values[i]);
            }
        }
        return variables;
    }

    private static JsonObject body(WireResponse.Bytes response) {
        return response.body().toJsonObject();
    }

    private String tenant() {
        return "/v1/admin/tenants/" + slug;
    }

    private JsonObject keyInput() {
        return new JsonObject().put("style", "meetlog").put("person_id", person.toString());
    }

    private static boolean good(String secret) {
        return wait(keys.authenticate(FakeKeys.style("meetlog"), Principal.View.OWNED, secret)
                .map(true)
                .otherwise(false));
    }

    @Test
    void a_tenant_is_created_with_defaults_and_found_by_its_slug() {
        var made = answer(200, HttpMethod.GET, tenant(), null);

        assertThat(body(made).getString("slug")).isEqualTo(slug);
        assertThat(body(made).getString("timezone")).isEqualTo("UTC");
        assertThat(body(made).getInteger("week_start")).isEqualTo(1);
        assertThat(made.headers().get("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_slug_that_is_taken_is_a_conflict() {
        assertThat(problem(
                        HttpMethod.POST,
                        "/v1/admin/tenants",
                        new JsonObject().put("slug", slug).put("name", "B")))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void a_tenant_that_has_no_such_slug_is_not_found() {
        assertThat(problem(HttpMethod.GET, "/v1/admin/tenants/nobody", null)).isInstanceOf(Problem.NotFound.class);
        assertThat(problem(HttpMethod.POST, "/v1/admin/tenants/nobody/people", new JsonObject()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(problem(HttpMethod.POST, "/v1/admin/tenants/nobody/keys", keyInput()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_change_of_a_stale_version_is_refused() {
        var patch = new JsonObject().put("name", "Acme Ltd");
        var changed = answer(200, HttpMethod.PATCH, tenant(), patch, Map.of("If-Match", "\"1\""));

        assertThat(body(changed).getString("name")).isEqualTo("Acme Ltd");
        assertThat(changed.headers().get("ETag")).isEqualTo("\"2\"");
        assertThat(problem(HttpMethod.PATCH, tenant(), patch, Map.of("If-Match", "\"1\"")))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(problem(HttpMethod.DELETE, tenant(), null, Map.of("If-Match", "W/\"2\"")))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(problem(HttpMethod.PATCH, tenant(), patch, Map.of("If-Match", "2")))
                .isInstanceOf(Problem.Malformed.class);
        answer(200, HttpMethod.PATCH, tenant(), patch, Map.of("If-Match", "\"7\", \"2\""));
        answer(200, HttpMethod.PATCH, tenant(), patch, Map.of("If-Match", "*"));
    }

    @Test
    void what_the_caller_has_already_is_not_sent_again() {
        var list = answer(200, HttpMethod.GET, "/v1/admin/tenants?limit=1", null);

        answer(304, HttpMethod.GET, tenant(), null, Map.of("If-None-Match", "\"9\", W/\"1\""));
        answer(
                304,
                HttpMethod.GET,
                "/v1/admin/tenants?limit=1",
                null,
                Map.of("If-None-Match", list.headers().get("ETag")));
        answer(200, HttpMethod.GET, tenant(), null, Map.of("If-None-Match", "\"2\""));
    }

    @Test
    void tenants_are_listed_page_by_page() {
        newTenant();
        newTenant();
        var seen = new ArrayList<String>();
        var target = "/v1/admin/tenants?limit=1";
        while (target != null) {
            var page = answer(200, HttpMethod.GET, target, null);
            body(page).getJsonArray("items").forEach(item -> seen.add(((JsonObject) item).getString("slug")));
            var link = page.headers().get("Link");
            target = link == null ? null : link.substring("<http://host".length(), link.indexOf('>'));
        }

        assertThat(seen).contains(slug).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        assertThat(problem(HttpMethod.GET, "/v1/admin/tenants?cursor=x", null)).isInstanceOf(Problem.Invalid.class);
        assertThat(problem(HttpMethod.GET, "/v1/admin/tenants?limit=0", null)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void a_tenant_is_deleted_with_its_meetings_people_and_keys() {
        var secret = body(answer(201, HttpMethod.POST, tenant() + "/keys", keyInput()))
                .getString("secret");
        assertThat(good(secret)).isTrue();
        var id = UUID.fromString(
                body(answer(200, HttpMethod.GET, tenant(), null)).getString("id"));
        var meeting = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Planning")
                .set(MeetingField.OWNER_ID, person)
                .build();
        wait(store.source().call(new CreateMeeting(meeting), AdminToken.of(id, slug)));

        answer(204, HttpMethod.DELETE, tenant(), null);

        assertThat(good(secret)).isFalse();
        assertThat(problem(HttpMethod.GET, tenant(), null)).isInstanceOf(Problem.NotFound.class);
        assertThat(problem(HttpMethod.DELETE, tenant(), null)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_tenant_with_more_than_can_be_deleted_at_once_is_deleted_all_the_same() {
        AtMost.rows(store.client(), "DELETE", "meeting", 300);
        var id = UUID.fromString(
                body(answer(200, HttpMethod.GET, tenant(), null)).getString("id"));
        StoreFixture.meetings(store.client(), id, person, person, 1_000);

        answer(204, HttpMethod.DELETE, tenant(), null);
        boolean isMore = true;
        while (isMore) {
            isMore = wait(store.goOnWithTenants());
        }

        assertThat(problem(HttpMethod.GET, tenant(), null)).isInstanceOf(Problem.NotFound.class);
        answer(
                201,
                HttpMethod.POST,
                "/v1/admin/tenants",
                new JsonObject().put("slug", slug).put("name", "Another"));
    }

    @Test
    void people_are_made_in_the_tenant_of_the_path_and_found_there() {
        var made = answer(201, HttpMethod.POST, tenant() + "/people", new JsonObject());

        assertThat(made.headers().get("Location"))
                .isEqualTo(tenant() + "/people/" + body(made).getString("id"));
        assertThat(admin.endpoints()).extracting(Endpoint::path).noneMatch(path -> path.contains("meetings"));
    }

    @Test
    void a_key_tells_its_secret_once() {
        var made = answer(201, HttpMethod.POST, tenant() + "/keys", keyInput());
        var secret = body(made).getString("secret");

        assertThat(secret).startsWith("tk_live_");
        assertThat(good(secret)).isTrue();
        assertThat(made.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(body(made).getJsonArray("scopes"))
                .isEqualTo(new JsonArray(List.of("export:projects", "export:reports", "export:transcripts")));
        var one = answer(200, HttpMethod.GET, made.headers().get("Location"), null);
        assertThat(one.body().toString()).doesNotContain("secret").doesNotContain(secret.substring(16));
        var list = answer(200, HttpMethod.GET, tenant() + "/keys", null);
        assertThat(list.body().toString()).doesNotContain("\"secret\"").doesNotContain(secret.substring(16));
    }

    @Test
    void a_key_that_a_partner_has_already_works_at_once_and_only_once() {
        var secret = "tk_live_partner" + slug;
        assertThat(good(secret)).isFalse();
        answer(201, HttpMethod.POST, tenant() + "/keys", keyInput().put("secret", secret));

        assertThat(good(secret)).isTrue();
        assertThat(problem(HttpMethod.POST, tenant() + "/keys", keyInput().put("secret", secret)))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void every_style_has_keys() {
        for (var style : List.of("meetlog", "minutebase", "desktop")) {
            answer(201, HttpMethod.POST, tenant() + "/keys", keyInput().put("style", style));
        }
        answer(
                201,
                HttpMethod.POST,
                tenant() + "/keys",
                keyInput().put("style", "desktop").put("scopes", new JsonArray().add("*")));
    }

    @Test
    void a_key_that_makes_no_sense_is_refused_with_everything_that_is_wrong() {
        var target = tenant() + "/keys";
        assertThat(wrong(
                        target,
                        keyInput()
                                .put("secret", "without-prefix")
                                .put(
                                        "scopes",
                                        new JsonArray().add("export:reports").add("endpoint:read"))
                                .put(
                                        "project_ids",
                                        new JsonArray().add(UUID.randomUUID().toString()))))
                .containsExactly("/scopes/1", "/project_ids", "/secret");
        assertThat(wrong(target, keyInput().put("style", "minutebase").put("scopes", new JsonArray().add("a:b"))))
                .containsExactly("/scopes/0");
        assertThat(wrong(target, keyInput().put("style", "telepathy"))).containsExactly("/style");
        assertThat(wrong(target, keyInput().put("person_id", UUID.randomUUID().toString())))
                .containsExactly("/person_id");
        assertThat(wrong(
                        target,
                        keyInput()
                                .put("style", "desktop")
                                .put(
                                        "project_ids",
                                        new JsonArray().add(UUID.randomUUID().toString()))))
                .containsExactly("/project_ids");
        assertThat(wrong(target, keyInput().put("secret", "short"))).containsExactly("/secret");
        assertThat(wrong(target, keyInput().put("surprise", 1))).containsExactly("/surprise");
    }

    @Test
    void a_person_of_another_tenant_gets_no_key_and_no_token() {
        var here = slug;
        newTenant();

        assertThat(wrong("/v1/admin/tenants/" + here + "/keys", keyInput())).containsExactly("/person_id");
        assertThat(wrong(
                        "/v1/admin/tokens", new JsonObject().put("tenant", here).put("person_id", person.toString())))
                .containsExactly("/person_id");
        assertThat(wrong(
                        "/v1/admin/tokens",
                        new JsonObject().put("tenant", "nobody").put("person_id", person.toString())))
                .containsExactly("/tenant");
    }

    @Test
    void a_key_ends_with_its_expiry() {
        var ended = answer(
                201, HttpMethod.POST, tenant() + "/keys", keyInput().put("expires_at", "2026-01-01T02:00:00+02:00"));

        assertThat(body(ended).getString("expires_at")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(good(body(ended).getString("secret"))).isFalse();
    }

    @Test
    void a_key_of_a_style_that_is_not_served_is_revoked_but_not_rotated() {
        var tenant = wait(new TenantTable(store.client(), Clock.systemUTC()).get(slug));
        var unserved = new ApiKeyTable.NewKey("telepathy", person, "tp_", List.of(), null, null);
        var key = wait(new ApiKeyTable(store.client(), Clock.systemUTC())
                .create(tenant.id(), unserved, Secrets.hash("tp_" + slug)));
        var target = tenant() + "/keys/" + key.id();

        assertThat(problem(HttpMethod.POST, target + "/rotate", null)).isInstanceOf(Problem.Conflict.class);
        assertThat(wait(send(HttpMethod.DELETE, target, null, Map.of())).status())
                .isEqualTo(204);
    }

    @Test
    void a_rotated_key_has_a_new_secret_at_once() {
        var made = answer(201, HttpMethod.POST, tenant() + "/keys", keyInput());
        var old = body(made).getString("secret");
        assertThat(good(old)).isTrue();
        var rotated = answer(200, HttpMethod.POST, made.headers().get("Location") + "/rotate", null);

        assertThat(good(old)).isFalse();
        assertThat(good(body(rotated).getString("secret"))).isTrue();
        assertThat(body(rotated).getString("id")).isEqualTo(body(made).getString("id"));
    }

    @Test
    void a_revoked_key_stops_at_once_and_is_still_listed() {
        var made = answer(201, HttpMethod.POST, tenant() + "/keys", keyInput());
        var location = made.headers().get("Location");
        assertThat(good(body(made).getString("secret"))).isTrue();

        answer(204, HttpMethod.DELETE, location, null);
        answer(204, HttpMethod.DELETE, location, null);

        assertThat(good(body(made).getString("secret"))).isFalse();
        assertThat(body(answer(200, HttpMethod.GET, location, null)).getString("revoked_at"))
                .isNotNull();
        assertThat(problem(HttpMethod.POST, location + "/rotate", null)).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void a_token_is_good_for_what_it_was_issued_for() {
        var issued = answer(
                200,
                HttpMethod.POST,
                "/v1/admin/tokens",
                new JsonObject()
                        .put("tenant", slug)
                        .put("person_id", person.toString())
                        .put("scopes", new JsonArray().add("projects:read"))
                        .put("ttl_seconds", 60));

        var principal =
                wait(tokens.authenticate(body(issued).getString("token"))).principal();
        assertThat(principal.tenant()).isEqualTo(slug);
        assertThat(principal.personId()).isEqualTo(person);
        assertThat(principal.scopes()).containsExactly("projects:read");
        assertThat(wrong(
                        "/v1/admin/tokens",
                        new JsonObject()
                                .put("tenant", slug)
                                .put("person_id", person.toString())
                                .put("scopes", new JsonArray().add("everything"))))
                .containsExactly("/scopes/0");
    }

    @Test
    void every_operation_of_the_contract_is_served() {
        var contract = RequestContract.load("canonical");

        assertThatThrownBy(() -> contract.operation(HttpMethod.GET, "/v1/admin/nothing"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(contract.operations().stream()
                        .filter(operation -> operation.contains("/v1/admin")
                                && !operation.contains("/people")
                                && !operation.contains("/projects")))
                .containsExactlyInAnyOrderElementsOf(admin.endpoints().stream()
                        .filter(endpoint -> !endpoint.path().contains("/people"))
                        .map(endpoint ->
                                endpoint.method() + " " + endpoint.path().replaceAll(":[a-z_]+", "{}"))
                        .toList());
    }
}
