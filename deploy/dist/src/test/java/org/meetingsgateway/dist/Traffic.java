package org.meetingsgateway.dist;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Somebody on every surface who asks again and again, also for what is not there, not allowed and too much. */
final class Traffic implements AutoCloseable {
    private final List<Runnable> requests = new ArrayList<>();
    private final List<Thread> callers;
    private volatile boolean enough;

    /**
     * @param gateway with a limit of a few requests in ten seconds on the MeetLog and MinuteBase surfaces, and with webhooks
     * @param more is done again and again, too, whatever the rest takes
     */
    Traffic(GatewayProcess gateway, Runnable more) {
        var tenant = Tenant.create(gateway);
        var ann = tenant.person("Ann");
        var team = tenant.project("Team").getInteger("team");
        var nobody = new Api(gateway.api(), "canonical", null);
        var canonical = tenant.canonical(ann);
        get(canonical, "/v1/meetings?limit=10", "/v1/nothing");
        post(canonical, "/v1/meetings", new JsonObject().put("title", "Weekly").put("status", "completed"));
        get(tenant.canonical(ann, "projects:read"), "/v1/meetings");
        get(tenant.meetlog(ann), "/api/v1/export/transcripts", "/api/v1/export/nothing");
        get(tenant.minutebase(ann), "/api/v1/people", "/api/v1/nothing", "/api/v1/search?q=weekly");
        var recordings = "/api/projects/" + team + "/desktop_recordings/";
        get(tenant.desktop(ann), recordings, recordings + "nothing/");
        post(tenant.desktop(ann), recordings, new JsonObject().put("platform", "zoom"));
        get(nobody, "/v1/me", "/api/v1/export/transcripts", "/api/projects/@current/desktop_recordings/");
        get(new Api(gateway.api() + "/minutebase/" + tenant.slug(), "minutebase", null), "/api/v1/people");
        post(nobody, "/webhooks/recall", new JsonObject());
        callers = List.of(again(() -> requests.forEach(Runnable::run)), again(more));
    }

    private Thread again(Runnable all) {
        return Thread.ofVirtual().start(() -> {
            while (!enough) {
                all.run();
            }
        });
    }

    private void get(Api api, String... targets) {
        for (var target : targets) {
            send(api, "GET", target, null);
        }
    }

    private void post(Api api, String target, JsonObject body) {
        send(api, "POST", target, body.toBuffer(), "Content-Type", "application/json");
    }

    private void send(Api api, String method, String target, Buffer body, String... headers) {
        requests.add(() -> api.unchecked(method, target, body, headers));
    }

    @Override
    public void close() {
        enough = true;
        try {
            for (var caller : callers) {
                caller.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
