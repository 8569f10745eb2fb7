package org.meetingsgateway.server.app;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.meetingsgateway.server.demo.DemoAccounts;

/** Connects the demo's accounts, as any operator would. A second start finds them connected, and tells where they are now. */
final class DemoConnections {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int POLL_SECONDS = 10;

    private final DemoClient admin;
    private final String path;

    /** @param tenant its path in the admin API */
    DemoConnections(DemoClient admin, String tenant) {
        this.admin = admin;
        this.path = tenant + "/connections";
    }

    /** Lines to print. */
    List<String> connect(String project, String owner) throws StartFailure {
        var lines = new ArrayList<String>();
        for (var found : ServiceLoader.load(DemoAccounts.class)) {
            var running = Await.within(BOUND, found.start(Vertx.vertx(), Clock.systemUTC()));
            lines.add("Live accounts of simulated products, which are mirrored into acme:");
            lines.add("");
            for (var account : running.accounts()) {
                connect(account, project, owner);
                lines.add("  %-11s %s".formatted(account.style(), account.baseUrl()));
            }
            lines.add("");
            running.commands().forEach(command -> lines.add("  " + command));
            lines.add("");
        }
        return lines;
    }

    private void connect(DemoAccounts.Connected account, String project, String owner) throws StartFailure {
        var name = "Simulated " + account.style();
        for (var known : admin.items(path)) {
            if (name.equals(known.getString("name"))) {
                admin.patch(
                        path + "/" + known.getString("id"),
                        new JsonObject().put("base_url", account.baseUrl()).put("credential", account.credential()));
                return;
            }
        }
        var connection = new JsonObject()
                .put("style", account.style())
                .put("name", name)
                .put("base_url", account.baseUrl())
                .put("credential", account.credential())
                .put("project_id", project)
                .put("owner_id", owner)
                .put("poll_seconds", POLL_SECONDS);
        if (account.project() != null) {
            connection.put("upstream_project_id", account.project());
        }
        admin.post(path, connection);
    }
}
