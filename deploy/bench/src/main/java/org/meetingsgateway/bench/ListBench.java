package org.meetingsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures every list on both servers in turns, so that whatever else the machine does falls on all of them: a round goes
 * through all cases, and every second round asks the yardstick first.
 */
final class ListBench {
    private final Options options;
    private final Meter meter;
    private final long gatewayPid;
    private final long barePid;

    ListBench(Options options, Meter meter, long gatewayPid, long barePid) {
        this.options = options;
        this.meter = meter;
        this.gatewayPid = gatewayPid;
        this.barePid = barePid;
    }

    void measure(List<Case> cases) throws IOException, InterruptedException {
        if (options.warmUp() > 0) {
            var warmUp = Duration.ofSeconds(options.warmUp());
            for (var each : cases) {
                System.err.println("warming up: " + each.label());
                meter.peak(each.gateway, gatewayPid, warmUp);
                meter.peak(each.bare, barePid, warmUp);
            }
        }
        var round = Duration.ofSeconds(options.seconds());
        for (int i = 1; i <= options.rounds(); i++) {
            System.err.println("round " + i + " of " + options.rounds());
            for (var each : cases) {
                if (i % 2 == 1) {
                    each.gatewayRounds.add(meter.peak(each.gateway, gatewayPid, round));
                    each.bareRounds.add(meter.peak(each.bare, barePid, round));
                } else {
                    each.bareRounds.add(meter.peak(each.bare, barePid, round));
                    each.gatewayRounds.add(meter.peak(each.gateway, gatewayPid, round));
                }
            }
        }
    }

    /** Latencies of both servers at half of what the gateway answered at most. */
    Map<Case, AtRate> atHalfLoad(List<Case> cases) throws IOException, InterruptedException {
        var results = new HashMap<Case, AtRate>();
        var duration = Duration.ofSeconds(options.seconds());
        for (var each : cases) {
            double rate = Measured.median(each.gatewayRounds, Measured::perSecond) / 2;
            System.err.println("at %.0f a second: %s".formatted(rate, each.label()));
            var gateway = new ArrayList<Measured>();
            var bare = new ArrayList<Measured>();
            for (int i = 0; i < Math.min(3, options.rounds()); i++) {
                gateway.add(meter.atRate(each.gateway, rate, duration));
                bare.add(meter.atRate(each.bare, rate, duration));
            }
            results.put(each, new AtRate(rate, gateway, bare));
        }
        return results;
    }

    /** Rounds of both servers at the same rate. */
    record AtRate(double rate, List<Measured> gateway, List<Measured> bare) {}

    static @Nullable Case find(List<Case> cases, Listing listing, boolean largest) {
        Case found = null;
        for (var each : cases) {
            if (each.listing == listing && (found == null || (each.meetings > found.meetings) == largest)) {
                found = each;
            }
        }
        return found;
    }
}
