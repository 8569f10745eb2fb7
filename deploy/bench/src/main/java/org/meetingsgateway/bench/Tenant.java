package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A tenant with two people and a project, made through the admin API, and credentials of the first person.
 *
 * @param ann the caller: owns three meetings of four
 * @param token for the canonical API
 * @param key for MeetLog's
 * @param minutebaseKey for MinuteBase's
 * @param desktopKey for desktop recordings
 */
record Tenant(
        String slug,
        String ann,
        String bob,
        String project,
        String token,
        String key,
        String minutebaseKey,
        String desktopKey) {
    private static final String TENANTS = "/v1/admin/tenants";

    /** Finds what an earlier run has made; credentials are always new, because a secret is shown only once. */
    static Tenant prepare(Api admin, String slug) throws IOException, InterruptedException {
        var tenant = TENANTS + "/" + slug;
        if (!admin.exists(tenant)) {
            admin.post(
                    TENANTS,
                    new JsonObject()
                            .put("slug", slug)
                            .put("name", "Benchmark " + slug)
                            .put("timezone", "America/New_York")
                            .put("week_start", 1));
            var members =
                    new JsonArray().add(person(admin, tenant, "Ann", "Lee")).add(person(admin, tenant, "Bob", "Stone"));
            admin.post(
                    tenant + "/projects",
                    new JsonObject().put("name", "Customers").put("member_ids", members));
        }
        var people = admin.items(tenant + "/people");
        var ann = id(people, "first_name", "Ann");
        return new Tenant(
                slug,
                ann,
                id(people, "first_name", "Bob"),
                id(admin.items(tenant + "/projects"), "name", "Customers"),
                token(admin, slug, ann),
                key(admin, tenant, "meetlog", ann),
                key(admin, tenant, "minutebase", ann),
                key(admin, tenant, "desktop", ann));
    }

    private static String person(Api admin, String tenant, String first, String last)
            throws IOException, InterruptedException {
        return admin.post(
                        tenant + "/people",
                        new JsonObject()
                                .put("first_name", first)
                                .put("last_name", last)
                                .put("email", first.toLowerCase(java.util.Locale.ROOT) + "@bench.example"))
                .getString("id");
    }

    private static String token(Api admin, String slug, String person) throws IOException, InterruptedException {
        return admin.post(
                        "/v1/admin/tokens",
                        new JsonObject()
                                .put("tenant", slug)
                                .put("person_id", person)
                                .put(
                                        "scopes",
                                        new JsonArray().add("meetings:read").add("meetings:write"))
                                .put("ttl_seconds", 86_400))
                .getString("token");
    }

    private static String key(Api admin, String tenant, String style, String person)
            throws IOException, InterruptedException {
        return admin.post(tenant + "/keys", new JsonObject().put("style", style).put("person_id", person))
                .getString("secret");
    }

    private static String id(List<JsonObject> items, String member, String value) throws IOException {
        for (var item : items) {
            if (value.equals(item.getString(member))) {
                return item.getString("id");
            }
        }
        throw new IOException("there is no " + value + " in " + items);
    }

    /** The header's value. */
    String authorization(Listing listing) {
        return switch (listing) {
            case CANONICAL -> "Bearer " + token;
            case MEETLOG -> "Bearer " + key;
            case MINUTEBASE, MONTH ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((minutebaseKey + ":x").getBytes(StandardCharsets.US_ASCII));
        };
    }
}
