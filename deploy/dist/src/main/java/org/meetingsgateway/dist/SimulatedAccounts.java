package org.meetingsgateway.dist;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.meetingsgateway.server.demo.DemoAccounts;
import org.meetingsgateway.simulators.Simulators;

/** The demo's accounts: one simulator of each product. */
public final class SimulatedAccounts implements DemoAccounts {
    /** Every start has the same accounts, so that what was mirrored before is still true. */
    private static final long SEED = 2026;

    private static final int MEETINGS = 12;
    private static final int ANY_PORT = 0;

    @Override
    public Future<Running> start(Vertx vertx, Clock clock) {
        return Simulators.start(vertx, SEED, MEETINGS, clock, ANY_PORT)
                .map(simulators -> new Running(
                        simulators.all().stream()
                                .map(one -> new Connected(
                                        one.style(),
                                        one.url(),
                                        one.account().credential(),
                                        one.account().project()))
                                .toList(),
                        commands(simulators.controlUrl())));
    }

    private static List<String> commands(String control) {
        return List.of(
                "# what the simulated products have, what they counted, and their faults",
                "curl " + control,
                "# a meeting comes, changes, goes",
                "curl -X POST " + control + "/minutebase/creations",
                "curl -X POST " + control + "/desktop/changes",
                "curl -X POST " + control + "/meetlog/deletions",
                "# every second request fails, until all faults of it are off",
                "curl -X PUT -d '{\"share\": 0.5}' " + control + "/meetlog/faults/server_error",
                "curl -X DELETE " + control + "/meetlog/faults",
                "# the key is refused, and known again",
                "curl -X PUT " + control + "/desktop/faults/revoked_key",
                "curl -X DELETE " + control + "/desktop/faults/revoked_key");
    }
}
