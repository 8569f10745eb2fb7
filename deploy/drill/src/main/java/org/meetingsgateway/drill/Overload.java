package org.meetingsgateway.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Twice as much is asked for as one gateway can serve. */
final class Overload {
    private static final int SATURATING = 48;
    private static final int MOST_CONNECTIONS = 8_000;

    private final Replica gateway;
    private final List<byte[]> requests;
    private final Scale scale;
    private double peak;

    Overload(Replica gateway, Tenant tenant, Scale scale) {
        this.gateway = gateway;
        this.requests = tenant.requests(gateway.api());
        this.scale = scale;
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("overload");
        Traffic.asAnswered(gateway.address(), requests, SATURATING, scale.warm());
        var ratios = new ArrayList<Double>();
        var rounds = new ArrayList<Answers>();
        double before = peak();
        for (int i = 0; i < scale.rounds(); i++) {
            peak = before;
            var twice = Traffic.atRate(gateway.address(), requests, MOST_CONNECTIONS, 2 * before, scale.overload());
            double after = peak();
            rounds.add(twice);
            ratios.add(twice.servedPerSecond() / ((before + after) / 2));
            before = after;
        }
        tell(verdicts, ratios, rounds);
    }

    /** What a saturated gateway serves in a second. */
    private double peak() throws IOException {
        return Traffic.asAnswered(gateway.address(), requests, SATURATING, scale.peak())
                .servedPerSecond();
    }

    private void tell(Verdicts verdicts, List<Double> ratios, List<Answers> rounds)
            throws IOException, InterruptedException {
        double goodput = median(ratios.stream().mapToDouble(each -> each).toArray());
        double p99 = median(
                rounds.stream().mapToDouble(each -> each.servedMillis(99)).toArray());
        double p50 = median(
                rounds.stream().mapToDouble(each -> each.servedMillis(50)).toArray());
        double shed50 =
                median(rounds.stream().mapToDouble(each -> each.shedMillis(50)).toArray());
        double shed99 =
                median(rounds.stream().mapToDouble(each -> each.shedMillis(99)).toArray());
        long shed = rounds.stream().mapToLong(Answers::shed).sum();
        long silent = rounds.stream().mapToLong(Answers::shedWithoutRetryAfter).sum();
        long others = rounds.stream()
                .mapToLong(each -> each.others() + each.broken() + each.unanswered() + each.unsent())
                .sum();
        verdicts.check(
                "at twice the peak, goodput is %.0f %% of it or more".formatted(100 * scale.goodput()),
                goodput >= scale.goodput(),
                "%.0f %% of %.0f a second",
                100 * goodput,
                peak);
        verdicts.check(
                "99 of 100 accepted requests take %.0f ms or less".formatted(scale.patienceMillis()),
                p99 <= scale.patienceMillis(),
                "p50 %.0f ms, p99 %.0f ms",
                p50,
                p99);
        verdicts.check(
                "the rest is turned away at once with Retry-After",
                silent == 0 && others == 0 && (shed == 0 || !scale.thorough() || shed50 <= scale.patienceMillis() / 10),
                "%d turned away, p50 %.1f ms, p99 %.0f ms; %d without Retry-After, %d answered otherwise or not at all",
                shed,
                shed50,
                shed99,
                silent,
                others);
        long left = Callers.settled(gateway);
        verdicts.check("nothing is left in flight", left == 0, "%d requests", left);
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** What it served in a second when it was saturated. */
    double measuredPeak() {
        return peak;
    }
}
