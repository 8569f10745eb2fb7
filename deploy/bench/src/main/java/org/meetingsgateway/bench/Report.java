package org.meetingsgateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.meetingsgateway.bench.ListBench.AtRate;

/** The tables. Every figure is the median of the rounds, a ratio the median of the rounds' ratios. */
final class Report {
    private final boolean markdown;

    Report(boolean markdown) {
        this.markdown = markdown;
    }

    /**
     * Requests a second, latency and CPU of every list, and how the gateway stands to the yardstick: in requests, and in
     * the CPU that a request costs gateway and PostgreSQL together, which other programs on the machine disturb less.
     */
    String lists(List<Case> cases) {
        var table = new Table(
                "",
                "req/s",
                "MB/s",
                "p50 ms",
                "p99 ms",
                "server µs CPU",
                "PostgreSQL µs CPU",
                "req/s of bare",
                "range",
                "CPU of bare");
        for (var each : cases) {
            var ratios = ratios(each.gatewayRounds, each.bareRounds);
            int length = each.gateway.length();
            table.row(row(
                    each.label() + ": gateway",
                    length,
                    each.gatewayRounds,
                    "%.2f".formatted(Measured.median(ratios)),
                    range(ratios),
                    cpuRatio(each)));
            table.row(row(each.label() + ": bare", length, each.bareRounds, "", "", ""));
        }
        return table.print(markdown);
    }

    private static String[] row(
            String label, int length, List<Measured> rounds, String ratio, String range, String cpuRatio) {
        return new String[] {
            label,
            "%.0f".formatted(Measured.median(rounds, Measured::perSecond)),
            "%.0f".formatted(Measured.median(rounds, Measured::perSecond) * length / 1e6),
            "%.1f".formatted(Measured.median(rounds, Measured::p50Millis)),
            "%.1f".formatted(Measured.median(rounds, Measured::p99Millis)),
            micros(rounds, Measured::serverMicros),
            micros(rounds, Measured::postgresMicros),
            ratio,
            range,
            cpuRatio
        };
    }

    private static String cpuRatio(Case list) {
        var ratios = IntStream.range(0, Math.min(list.gatewayRounds.size(), list.bareRounds.size()))
                .filter(i -> list.gatewayRounds.get(i).cpuMicros().isPresent()
                        && list.bareRounds.get(i).cpuMicros().isPresent())
                .mapToDouble(i -> list.bareRounds.get(i).cpuMicros().getAsDouble()
                        / list.gatewayRounds.get(i).cpuMicros().getAsDouble())
                .toArray();
        return ratios.length == 0 ? "–" : "%.2f".formatted(Measured.median(ratios));
    }

    private static String micros(List<Measured> rounds, Function<Measured, OptionalDouble> of) {
        var known = rounds.stream()
                .map(of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return known.length == 0 ? "–" : "%.0f".formatted(Measured.median(known));
    }

    /** Whether a list costs the same in a large tenant. */
    String flatness(List<Case> cases) {
        var table = new Table("large tenant / small tenant", "req/s of gateway", "range", "req/s of bare", "range");
        for (var listing : Listing.values()) {
            var small = ListBench.find(cases, listing, false);
            var large = ListBench.find(cases, listing, true);
            if (small != null && large != null && small != large) {
                var gateway = ratios(large.gatewayRounds, small.gatewayRounds);
                var bare = ratios(large.bareRounds, small.bareRounds);
                table.row(
                        "%s, %,d / %,d".formatted(listing.label(), large.meetings, small.meetings),
                        "%.2f".formatted(Measured.median(gateway)),
                        range(gateway),
                        "%.2f".formatted(Measured.median(bare)),
                        range(bare));
            }
        }
        return table.print(markdown);
    }

    /** Latency at a constant rate. */
    String atRate(List<Case> cases, Map<Case, AtRate> results) {
        var table = new Table("at half load", "req/s", "gateway p50 ms", "p99 ms", "bare p50 ms", "p99 ms");
        for (var each : cases) {
            var r = results.get(each);
            if (r != null) {
                table.row(
                        each.label(),
                        "%.0f".formatted(r.rate()),
                        millis(r.gateway(), Measured::p50Millis),
                        millis(r.gateway(), Measured::p99Millis),
                        millis(r.bare(), Measured::p50Millis),
                        millis(r.bare(), Measured::p99Millis));
            }
        }
        return table.print(markdown);
    }

    private static String millis(List<Measured> rounds, ToDoubleFunction<Measured> of) {
        return String.format(Locale.ROOT, "%.1f", Measured.median(rounds, of));
    }

    /** Round by round: both were measured in the same seconds. */
    private static double[] ratios(List<Measured> over, List<Measured> under) {
        return IntStream.range(0, Math.min(over.size(), under.size()))
                .mapToDouble(i -> over.get(i).perSecond() / under.get(i).perSecond())
                .toArray();
    }

    private static String range(double[] ratios) {
        var all = java.util.Arrays.stream(ratios).summaryStatistics();
        return "%.2f–%.2f".formatted(all.getMin(), all.getMax());
    }
}
