package org.meetingsgateway.server.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.server.config.Secret;

/**
 * Fills the tenant {@code acme} through the public API, as any operator would, and tells how to try each surface. A second
 * start finds it filled, and only makes new credentials.
 */
final class Demo {
    private static final String TENANT = "/v1/admin/tenants/acme";

    private final DemoClient admin;

    private Demo(DemoClient admin) {
        this.admin = admin;
    }

    /** Lines to print: one command per surface, ready to paste. */
    static List<String> fill(String apiUrl, Secret adminToken) throws StartFailure {
        return new Demo(new DemoClient(apiUrl, adminToken.value())).fill(apiUrl);
    }

    private List<String> fill(String apiUrl) throws StartFailure {
        var lines = new ArrayList<>(filled(apiUrl));
        lines.addAll(new DemoConnections(admin, TENANT).connect(liveProject(), ann()));
        return lines;
    }

    private List<String> filled(String apiUrl) throws StartFailure {
        if (!admin.exists(TENANT)) {
            admin.post(
                    "/v1/admin/tenants",
                    new JsonObject()
                            .put("slug", "acme")
                            .put("name", "Acme")
                            .put("timezone", "Europe/London")
                            .put("week_start", 1));
        }
        var people = admin.items(TENANT + "/people");
        if (people.isEmpty()) {
            person("Chloé", "Martin", "chloe@acme.example", false);
            person("Bob", "Stone", "bob@acme.example", false);
            person("Ann", "Lee", "ann@acme.example", true);
            people = admin.items(TENANT + "/people");
        }
        var ann = ann();
        var token = admin.post(
                        "/v1/admin/tokens",
                        new JsonObject()
                                .put("tenant", "acme")
                                .put("person_id", ann)
                                .put(
                                        "scopes",
                                        new JsonArray()
                                                .add("meetings:read")
                                                .add("meetings:write")
                                                .add("projects:read")
                                                .add("projects:write")
                                                .add("people:read")
                                                .add("sources:read"))
                                .put("ttl_seconds", 86_400))
                .getString("token");
        var client = new DemoClient(apiUrl, token);
        if (client.items("/v1/meetings?limit=1").isEmpty()) {
            new DemoMeetings(client, people).create();
        }
        var meetlog = key("meetlog", ann);
        var minutebase = key("minutebase", ann);
        var desktop = key("desktop", ann);
        return List.of(
                "",
                "Try it (tenant acme, as Ann Lee; the token is good for a day):",
                "",
                "  # canonical",
                "  curl -H 'Authorization: Bearer " + token + "' '" + apiUrl + "/v1/meetings?limit=2'",
                "",
                "  # MeetLog export API",
                "  curl -H 'Authorization: Bearer " + meetlog + "' '" + apiUrl
                        + "/api/v1/export/transcripts?page_size=2'",
                "",
                "  # MinuteBase API",
                "  curl -u " + minutebase + ":x '" + apiUrl
                        + "/minutebase/acme/api/v1/meetings/2026-01-01.json?per_page=10'",
                "",
                "  # desktop recordings",
                "  curl -H 'Authorization: Bearer " + desktop + "' '" + apiUrl
                        + "/api/projects/@current/desktop_recordings/?limit=2'",
                "",
                "  # where meetings come from, and how fresh they are",
                "  curl -H 'Authorization: Bearer " + token + "' '" + apiUrl + "/v1/sources'",
                "",
                "  # the contracts, in a browser",
                "  " + apiUrl + "/docs",
                "");
    }

    /** People are told newest first. */
    private String ann() throws StartFailure {
        return admin.items(TENANT + "/people").getFirst().getString("id");
    }

    /** Where the meetings of live accounts are. */
    private String liveProject() throws StartFailure {
        var name = "Live accounts";
        for (var project : admin.items(TENANT + "/projects")) {
            if (name.equals(project.getString("name"))) {
                return project.getString("id");
            }
        }
        return admin.post(TENANT + "/projects", new JsonObject().put("name", name))
                .getString("id");
    }

    private void person(String first, String last, String email, boolean administrator) throws StartFailure {
        admin.post(
                TENANT + "/people",
                new JsonObject()
                        .put("first_name", first)
                        .put("last_name", last)
                        .put("email", email)
                        .put("administrator", administrator));
    }

    /** A secret is shown only once, so a second start gives the key a new one. */
    private String key(String style, String person) throws StartFailure {
        for (var key : admin.items(TENANT + "/keys")) {
            if (style.equals(key.getString("style")) && key.getValue("revoked_at") == null) {
                return admin.post(TENANT + "/keys/" + key.getString("id") + "/rotate", new JsonObject())
                        .getString("secret");
            }
        }
        return admin.post(TENANT + "/keys", new JsonObject().put("style", style).put("person_id", person))
                .getString("secret");
    }
}
