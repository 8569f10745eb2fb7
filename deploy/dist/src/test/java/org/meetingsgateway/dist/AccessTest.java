package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and as whom, from the outside. */
class AccessTest {
    private Tenant tenant;
    private Api admin;
    private String ann;
    private Api api;

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        admin = tenant.admin();
        ann = tenant.person("Ann");
        api = tenant.canonical(ann);
    }

    private JsonObject keyInput() {
        return new JsonObject().put("style", "meetlog").put("person_id", ann);
    }

    private static JsonObject part(String token, int index) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }

    private static String encoded(JsonObject part) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static void isInvalid(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getString("code")).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void a_token_is_its_person_with_the_scopes_that_it_was_given() {
        var me = tenant.canonical(ann, "projects:read").get("/v1/me").json();

        assertThat(me.getString("tenant")).isEqualTo(tenant.slug());
        assertThat(me.getJsonObject("person").getString("id")).isEqualTo(ann);
        assertThat(me.getJsonArray("scopes")).isEqualTo(new JsonArray().add("projects:read"));
        assertThat(tenant.canonical(ann, "projects:read").get("/v1/meetings").status())
                .isEqualTo(403);
    }

    @Test
    void nobody_gets_in_without_a_credential() {
        assertThat(api.with(null).get("/v1/me").header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(api.with(null).get("/v1/admin/tenants").status()).isEqualTo(401);
    }

    @Test
    void an_unsigned_changed_or_truncated_token_is_invalid() {
        var token = api.bearer();
        var parts = token.split("\\.");
        var unsigned = encoded(part(token, 0).put("alg", "none"));
        var changed = encoded(part(token, 1).put("scope", "meetings:write"));

        isInvalid(api.with(unsigned + "." + parts[1] + ".").get("/v1/me"));
        isInvalid(api.with(unsigned + "." + parts[1] + "." + parts[2]).get("/v1/me"));
        isInvalid(api.with(parts[0] + "." + changed + "." + parts[2]).get("/v1/me"));
        isInvalid(api.with(parts[0] + "." + parts[1]).get("/v1/me"));
        isInvalid(api.with("x".repeat(7000)).get("/v1/me"));
    }

    @Test
    void a_credential_opens_only_what_it_is_for() {
        var key =
                Tenant.created(admin.post(tenant.path() + "/keys", keyInput())).getString("secret");

        isInvalid(api.with(key).get("/v1/me"));
        isInvalid(api.with(Api.ADMIN_TOKEN).get("/v1/me"));
        isInvalid(api.get("/v1/admin/tenants"));
        isInvalid(api.with(key).get("/v1/admin/tenants"));
    }

    /** The contract names the styles, the adapters say what their keys are. */
    @ParameterizedTest
    @CsvSource({
        "meetlog,    tk_live_[A-Za-z0-9]{43}, 3, 422",
        "minutebase, '[a-z0-9]{50}',          0, 422",
        "desktop,    phx_[A-Za-z0-9]{43},     6, 201"
    })
    void every_style_has_keys_of_its_own_form(String style, String form, int scopes, int limitedToProjects) {
        var project = tenant.project("Sales").getString("id");
        var made = admin.post(tenant.path() + "/keys", keyInput().put("style", style));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().getString("secret")).matches(form);
        assertThat(made.json().getJsonArray("scopes")).hasSize(scopes);
        assertThat(admin.post(
                                tenant.path() + "/keys",
                                keyInput().put("style", style).put("project_ids", new JsonArray().add(project)))
                        .status())
                .isEqualTo(limitedToProjects);
    }

    @Test
    void the_public_key_of_a_token_is_there_for_anyone() {
        var keys = api.with(null).get("/.well-known/jwks.json");

        assertThat(keys.header("Cache-Control")).isEqualTo("public, max-age=300");
        var key = keys.json().getJsonArray("keys").getJsonObject(0);
        assertThat(key.getString("kid")).isEqualTo(part(api.bearer(), 0).getString("kid"));
        assertThat(key.fieldNames()).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    }

    @Test
    void a_token_says_for_whom_it_is_and_when_it_ends() {
        var claims = part(api.bearer(), 1);

        assertThat(claims.fieldNames()).contains("iss", "aud", "sub", "tenant", "scope", "iat", "nbf", "exp", "jti");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3600);
    }

    @Test
    void the_people_of_a_tenant_are_read_changed_and_deleted_by_the_operator() {
        var made = admin.post(
                tenant.path() + "/people",
                new JsonObject().put("first_name", "Bo").put("last_name", "Li").put("administrator", true));
        var location = made.header("Location");
        assertThat(location).isEqualTo(tenant.path() + "/people/" + made.json().getString("id"));
        assertThat(made.json().getBoolean("administrator")).isTrue();

        var changed =
                admin.patch(location, new JsonObject().put("job_title", "Chief"), "If-Match", made.header("ETag"));
        assertThat(changed.json().getString("job_title")).isEqualTo("Chief");
        assertThat(admin.patch(location, new JsonObject().put("company", "A"), "If-Match", made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(admin.get(location).json()).isEqualTo(changed.json());
        assertThat(admin.get(tenant.path() + "/people?limit=1").items()).hasSize(1);
        assertThat(admin.delete(location).status()).isEqualTo(204);
        assertThat(admin.get(location).status()).isEqualTo(404);
    }

    @Test
    void the_projects_of_a_tenant_are_made_by_the_operator_and_open_to_its_people() {
        var made = admin.post(tenant.path() + "/projects", new JsonObject().put("name", "Launch"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .isEqualTo(tenant.path() + "/projects/" + made.json().getString("id"));
        assertThat(api.get("/v1/projects/" + made.json().getString("id")).status())
                .isEqualTo(200);
    }

    @Test
    void people_projects_and_keys_of_another_tenant_are_not_found() {
        var other = Tenant.create(SharedGateway.get());
        var stranger = other.person("Eve");
        var project = Tenant.created(admin.post(other.path() + "/projects", new JsonObject().put("name", "Secret")))
                .getString("id");
        var key = Tenant.created(admin.post(
                        other.path() + "/keys",
                        new JsonObject().put("style", "meetlog").put("person_id", stranger)))
                .getString("id");

        assertThat(admin.get(tenant.path() + "/people/" + stranger).status()).isEqualTo(404);
        assertThat(admin.get(tenant.path() + "/projects/" + project).status()).isEqualTo(404);
        assertThat(admin.get(tenant.path() + "/keys/" + key).status()).isEqualTo(404);
        assertThat(admin.delete(tenant.path() + "/keys/" + key).status()).isEqualTo(404);
        assertThat(admin.delete(tenant.path() + "/people/" + stranger).status()).isEqualTo(404);
        assertThat(api.get("/v1/people/" + stranger).status()).isEqualTo(404);
        assertThat(api.get("/v1/projects/" + project).status()).isEqualTo(404);
    }

    @Test
    void a_token_ends_with_its_person_and_with_its_tenant() {
        var bob = tenant.person("Bob");
        var his = tenant.canonical(bob);
        assertThat(his.get("/v1/me").status()).isEqualTo(200);
        admin.delete(tenant.path() + "/people/" + bob);
        isInvalid(his.get("/v1/me"));

        Tenant.created(api.post("/v1/meetings", new JsonObject().put("title", "Last one")));
        assertThat(admin.delete(tenant.path()).status()).isEqualTo(204);
        isInvalid(api.get("/v1/me"));
        assertThat(admin.get(tenant.path()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "people", "projects"})
    void the_operator_is_told_about_parameters_and_ids_that_make_no_sense(String resource) {
        var list = tenant.path() + "/" + resource;

        assertThat(admin.get(list + "?surprise=1").status()).isEqualTo(422);
        assertThat(admin.get(list + "?limit=101").status()).isEqualTo(422);
        assertThat(admin.get(list + "/nothing").status()).isEqualTo(404);
        assertThat(admin.get(list + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin.get(list).status()).isEqualTo(200);
        assertThat(admin.get("/v1/admin/tenants/nobody/" + resource).status()).isEqualTo(404);
    }
}
