package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A fresh tenant of a gateway, with what tests need of it. */
final class Tenant {
    static final String ALL_SCOPES =
            "meetings:read meetings:write projects:read projects:write people:read people:write sources:read";

    private final GatewayProcess gateway;
    private final Api admin;
    private final String slug;

    private Tenant(GatewayProcess gateway, String slug) {
        this.gateway = gateway;
        this.admin = Api.admin(gateway);
        this.slug = slug;
    }

    static Tenant create(GatewayProcess gateway) {
        var slug = "t-" + UUID.randomUUID();
        var tenant = new Tenant(gateway, slug);
        created(tenant.admin.post(
                "/v1/admin/tenants", new JsonObject().put("slug", slug).put("name", "Test")));
        return tenant;
    }

    String slug() {
        return slug;
    }

    String path() {
        return "/v1/admin/tenants/" + slug;
    }

    Api admin() {
        return admin;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    /** A new key of a style. */
    String key(String style, String person) {
        return created(admin.post(
                        path() + "/keys", new JsonObject().put("style", style).put("person_id", person)))
                .getString("secret");
    }

    /** The person's id. */
    String person(String firstName) {
        return created(admin.post(
                        path() + "/people",
                        new JsonObject().put("first_name", firstName).put("last_name", "Lee")))
                .getString("id");
    }

    /** A caller of the canonical API on the person's behalf. */
    Api canonical(String person) {
        return canonical(person, ALL_SCOPES);
    }

    Api canonical(String person, String scopes) {
        var answer = admin.post(
                "/v1/admin/tokens",
                new JsonObject()
                        .put("tenant", slug)
                        .put("person_id", person)
                        .put("scopes", new JsonArray(List.of(scopes.split(" "))))
                        .put("ttl_seconds", 3600));
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return new Api(gateway.api(), "canonical", answer.json().getString("token"));
    }

    /** A caller of the MeetLog export API with a key of the person. */
    Api meetlog(String person) {
        return meetlog(new JsonObject().put("style", "meetlog").put("person_id", person));
    }

    Api meetlog(JsonObject key) {
        return new Api(
                gateway.api(),
                "meetlog",
                created(admin.post(path() + "/keys", key)).getString("secret"));
    }

    /** A caller of the MinuteBase API with a key of the person, by the prefix of this account. */
    Api minutebase(String person) {
        return new Api(
                gateway.api() + "/minutebase/" + slug,
                "minutebase",
                created(admin.post(
                                path() + "/keys",
                                new JsonObject().put("style", "minutebase").put("person_id", person)))
                        .getString("secret"));
    }

    /** A project of everybody in the tenant. */
    JsonObject project(String name) {
        return created(admin.post(path() + "/projects", new JsonObject().put("name", name)));
    }

    /** A caller of desktop recordings with a key of the person, limited to those projects where there are any. */
    Api desktop(String person, String... projectIds) {
        var key = new JsonObject().put("style", "desktop").put("person_id", person);
        return desktop(projectIds.length == 0 ? key : key.put("project_ids", new JsonArray(List.of(projectIds))));
    }

    Api desktop(JsonObject key) {
        return new Api(
                gateway.api(),
                "desktop",
                created(admin.post(path() + "/keys", key)).getString("secret"));
    }

    static JsonObject created(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }
}
