package org.meetingsgateway.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A tenant with meetings, and what its callers send. */
record Tenant(Api admin, String slug, String person, String token, String meeting, String longMeeting) {
    private static final int MEETINGS = 40;
    private static final String SEGMENT =
            "We agreed to publish the budget next week and to tell everybody who asked for it.";

    static Tenant create(URI gateway, String adminToken, String slug) throws IOException, InterruptedException {
        var admin = new Api(gateway, adminToken);
        admin.post("/v1/admin/tenants", new JsonObject().put("slug", slug).put("name", "Drill"));
        var person = admin.post(
                        "/v1/admin/tenants/" + slug + "/people",
                        new JsonObject().put("first_name", "Ann").put("last_name", "Lee"))
                .getString("id");
        var token = admin.post(
                        "/v1/admin/tokens",
                        new JsonObject()
                                .put("tenant", slug)
                                .put("person_id", person)
                                .put("scopes", Api.words("meetings:read", "meetings:write"))
                                .put("ttl_seconds", 3600))
                .getString("token");
        var api = new Api(gateway, token);
        var last = "";
        for (int i = 0; i < MEETINGS; i++) {
            last = api.post(
                            "/v1/meetings",
                            new JsonObject()
                                    .put("title", "Meeting " + i)
                                    .put("status", "completed")
                                    .put("starts_at", "2026-05-08T09:00:00Z"))
                    .getString("id");
            var segments = new JsonArray();
            for (int s = 0; s < 20; s++) {
                segments.add(new JsonObject()
                        .put("text", SEGMENT)
                        .put("speaker", "Ann")
                        .put("start_ms", s * 1000));
            }
            api.post("/v1/meetings/" + last + "/transcript/segments", new JsonObject().put("segments", segments));
        }
        return new Tenant(admin, slug, person, token, last, longMeeting(api));
    }

    /** A transcript of some megabytes. */
    private static String longMeeting(Api api) throws IOException, InterruptedException {
        var id = api.post("/v1/meetings", new JsonObject().put("title", "A long one"))
                .getString("id");
        for (int i = 0; i < 9; i++) {
            var segments = new JsonArray();
            for (int s = 0; s < 1_000; s++) {
                segments.add(
                        new JsonObject().put("text", (SEGMENT + " ").repeat(12)).put("start_ms", s));
            }
            api.post("/v1/meetings/" + id + "/transcript/segments", new JsonObject().put("segments", segments));
        }
        return id;
    }

    Api at(URI gateway) {
        return new Api(gateway, token);
    }

    /** A new key of a style. */
    String key(String style) throws IOException, InterruptedException {
        return admin.post(
                        "/v1/admin/tenants/" + slug + "/keys",
                        new JsonObject().put("style", style).put("person_id", person))
                .getString("secret");
    }

    /** What a mixed crowd asks for: lists, single meetings, and a write now and then. */
    List<byte[]> requests(URI gateway) {
        var api = at(gateway);
        var list = api.raw("GET", "/v1/meetings?limit=50", "");
        var one = api.raw("GET", "/v1/meetings/" + meeting, "");
        var write = api.raw("POST", "/v1/meetings", "{\"title\":\"Another one\"}");
        return List.of(list, one, list, one, list, one, list, one, list, write);
    }

    /** What is safe to send again. */
    List<byte[]> reads(URI gateway) {
        var api = at(gateway);
        return List.of(api.raw("GET", "/v1/meetings?limit=50", ""), api.raw("GET", "/v1/meetings/" + meeting, ""));
    }
}
