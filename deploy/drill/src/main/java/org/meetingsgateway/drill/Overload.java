package org.meetingsgateway.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Twice as much is asked for as one gateway can serve. */
final class Overload {
    private static final int SATURATING = 48;
    private static final int MOST_CONNECTIONS = 8_000;

    private final Replica gateway;
    private final Scale scale;
    private final List<byte[]> requests;
    private final List<Answers> overloads = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();

    /**
     * @param peak what a saturated gateway serves in a second
     * @param goodput part of the peak that is served when twice of it is asked for
     * @param writes how many of a hundred that were served
     */
    private record Round(double peak, double goodput, double writes) {}

    Overload(Replica gateway, Tenant tenant, Scale scale) {
        this.gateway = gateway;
        this.scale = scale;
        this.requests = tenant.requests(gateway.api());
    }

    void run(Verdicts verdicts) throws IOException, InterruptedException {
        verdicts.about("overload");
        Traffic.asAnswered(gateway.address(), requests, SATURATING, scale.warm());
        double before = peak();
        for (int i = 0; i < scale.rounds(); i++) {
            var twice = Traffic.atRate(gateway.address(), requests, MOST_CONNECTIONS, 2 * before, scale.overload());
            double after = peak();
            double peak = (before + after) / 2;
            overloads.add(twice);
            rounds.add(new Round(
                    peak, twice.servedPerSecond() / peak, 100.0 * twice.status(201) / Math.max(1, twice.served())));
            before = after;
        }
        tell(verdicts);
    }

    private double peak() throws IOException {
        return Traffic.asAnswered(gateway.address(), requests, SATURATING, scale.peak())
                .servedPerSecond();
    }

    private void tell(Verdicts verdicts) throws IOException, InterruptedException {
        double goodput = median(rounds, Round::goodput);
        double p50 = median(overloads, each -> each.servedMillis(50));
        double p99 = median(overloads, each -> each.servedMillis(99));
        double shed50 = median(overloads, each -> each.shedMillis(50));
        double shed99 = median(overloads, each -> each.shedMillis(99));
        long shed = sum(Answers::shed);
        long silent = sum(Answers::shedWithoutRetryAfter);
        long others = sum(each -> each.others() + each.broken() + each.unanswered() + each.unsent());
        verdicts.check(
                "at twice the peak, goodput is %.0f %% of it or more".formatted(100 * scale.goodput()),
                goodput >= scale.goodput(),
                "%.0f %% of %.0f a second; %.0f %% of what was served are writes",
                100 * goodput,
                median(rounds, Round::peak),
                median(rounds, Round::writes));
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

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        var values = all.stream().mapToDouble(figure).sorted().toArray();
        return values[values.length / 2];
    }

    private long sum(ToLongFunction<Answers> figure) {
        return overloads.stream().mapToLong(figure).sum();
    }
}
