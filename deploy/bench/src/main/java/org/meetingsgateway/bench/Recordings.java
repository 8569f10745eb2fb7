package org.meetingsgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** The recordings of a tenant's project, as the desktop surface serves them to its key. */
record Recordings(Api api) {
    static final String PATH = "/api/projects/@current/desktop_recordings/";

    static Recordings of(Servers servers, Tenant tenant) throws IOException {
        return new Recordings(new Api(servers.apiUrl(), tenant.desktopKey()));
    }

    /** Starts one; gives its id. */
    String create() throws IOException, InterruptedException {
        return api.post(PATH, new JsonObject().put("platform", "zoom").put("meeting_title", "Long call"))
                .getString("id");
    }

    int count() throws IOException, InterruptedException {
        return api.get(PATH + "?limit=1").getInteger("count");
    }

    JsonObject get(String id) throws IOException, InterruptedException {
        return api.get(PATH + id + "/");
    }

    /** Whether it has the segments from 1 to {@code count}, each once and in order. @throws IOException where it has not */
    static void check(JsonObject recording, int count) throws IOException {
        var segments = recording.getJsonArray("transcript_segments");
        boolean whole = segments.size() == count;
        for (int i = 1; whole && i <= count; i++) {
            whole = AppendStyle.text(i).equals(segments.getJsonObject(i - 1).getString("text"));
        }
        if (!whole) {
            throw new IOException("recording " + recording.getString("id") + " has not the " + count
                    + " segments that it was given, but " + segments.size());
        }
    }
}
