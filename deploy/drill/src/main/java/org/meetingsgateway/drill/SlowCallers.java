package org.meetingsgateway.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Thousands of connections that want nothing, or want it slowly, beside one caller who is in earnest. */
final class SlowCallers {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int EARNEST_PER_SECOND = 20;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    /** Heap of 512 MiB, as much direct memory, code, stacks and metadata. */
    private static final long MOST_MEBIBYTES = 1_400;

    private final Replica gateway;
    private final Tenant tenant;
    private final Scale scale;

    SlowCallers(Replica gateway, Tenant tenant, Scale scale) {
        this.gateway = gateway;
        this.tenant = tenant;
        this.scale = scale;
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("slow and idle callers");
        var management = new Api(gateway.management(), "");
        var requests = tenant.requests(gateway.api());
        var alone = Traffic.atRate(gateway.address(), requests, 100, EARNEST_PER_SECOND, scale.peak());
        long before = resident();
        long during;
        long held;
        Answers beside;
        int thrownOut;
        long connections;
        try (var attack = new Attack(gateway.address(), tenant, tenant.at(gateway.api()), scale)) {
            // What they ask for is made before they do not take it: that is work like any other.
            Callers.await(SETTLING, () -> management.metric("gateway_requests_working") == 0);
            beside = Traffic.atRate(gateway.address(), requests, 100, EARNEST_PER_SECOND, scale.attack());
            connections = (long) management.metric("gateway_connections_open");
            held = (long) management.metric("gateway_held_bytes") >> 20;
            during = resident();
            thrownOut = attack.thrownOut();
        }
        verdicts.check(
                "beside %d idle and %d slow connections a caller is served".formatted(scale.idle(), 3 * scale.slow()),
                beside.served() >= scale.served() * (beside.served() + beside.failed()) && beside.unsent() == 0,
                "%d of %d served, p99 %.0f ms (%.0f ms without them)",
                beside.served(),
                beside.served() + beside.failed(),
                beside.servedMillis(99),
                alone.servedMillis(99));
        verdicts.check(
                "they cost memory that is bounded",
                during < MOST_MEBIBYTES && gateway.isAlive(),
                "%d MiB resident (%d before), %d connections, %d MiB held for them, %d thrown out",
                during,
                before,
                connections,
                held,
                thrownOut);
        long left = Callers.settled(gateway);
        verdicts.check("nothing is left of them", left == 0, "%d requests in flight", left);
    }

    private long resident() throws IOException {
        var status = Path.of("/proc", String.valueOf(gateway.pid()), "status");
        if (!Files.exists(status)) {
            return 0; // this system does not tell
        }
        var found = RESIDENT.matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
    }
}
