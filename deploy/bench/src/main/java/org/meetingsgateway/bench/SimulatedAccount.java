package org.meetingsgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.simulators.Setup;
import org.meetingsgateway.simulators.Simulator;

/** A product with an account full of meetings, which allows any number of requests, in a process of its own. */
public final class SimulatedAccount {
    /** The environment variable that says which, as JSON. */
    static final String SETTINGS = "BENCH_ACCOUNT";

    private static final int SEED = 1;
    private static final int AT_ONCE = 10_000;

    private SimulatedAccount() {}

    /** Prints {@code ready} and what a connection to it is made of. */
    public static void main(String[] arguments) throws Exception {
        var settings = new JsonObject(System.getenv(SETTINGS));
        // Filling it blocks its event loop, and nobody is there yet who would mind.
        var vertx = Vertx.vertx(
                new VertxOptions().setBlockedThreadCheckInterval(1).setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS));
        var setup = Setup.unlimited(settings.getString("style"), SEED, Clock.systemUTC());
        var simulator = Simulator.start(vertx, setup)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        int meetings = settings.getInteger("meetings");
        for (int filled = 0; filled < meetings; filled += AT_ONCE) {
            simulator
                    .fill(Math.min(AT_ONCE, meetings - filled))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        }
        System.out.println("ready " + connection(simulator).encode());
    }

    private static JsonObject connection(Simulator simulator) {
        var account = simulator.account();
        var connection = new JsonObject()
                .put("style", simulator.style())
                .put("base_url", simulator.url())
                .put("credential", account.credential());
        if (account.account() != null) {
            connection.put("account", account.account());
        }
        return account.project() == null ? connection : connection.put("upstream_project_id", account.project());
    }

    static Account account(JsonObject connection) {
        return new Account(
                connection.getString("credential"),
                connection.getString("account"),
                connection.getInteger("upstream_project_id"));
    }
}
