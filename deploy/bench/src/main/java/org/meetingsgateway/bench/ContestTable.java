package org.meetingsgateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.bench.Contest.Contestant;

/** What contests came to. Every figure is the median of the rounds, a ratio the median of the rounds' ratios. */
final class ContestTable {
    private static final String UNKNOWN = "–";

    private final String title;
    private final List<String> yardsticks;

    /** @param yardsticks what every contestant is compared with */
    ContestTable(String title, List<String> yardsticks) {
        this.title = title;
        this.yardsticks = yardsticks;
    }

    String print(List<Contest> contests, boolean markdown) {
        var header = new ArrayList<>(List.of(title, "req/s", "p50 ms", "p99 ms", "server µs CPU", "behind it µs CPU"));
        for (var yardstick : yardsticks) {
            header.add("req/s of " + yardstick);
            header.add("CPU of " + yardstick);
        }
        var table = new Table(header.toArray(String[]::new));
        for (var contest : contests) {
            for (var each : contest.contestants()) {
                table.row(row(contest, each));
            }
        }
        return table.print(markdown);
    }

    private String[] row(Contest contest, Contestant each) {
        var cells = new ArrayList<>(List.of(
                contest.label() + ": " + each.name(),
                "%.0f".formatted(each.median(Measured::perSecond)),
                "%.1f".formatted(each.median(Measured::p50Millis)),
                "%.1f".formatted(each.median(Measured::p99Millis)),
                micros(each, Measured::serverMicros),
                each.behind() == Contest.Behind.NOTHING ? "" : micros(each, Measured::postgresMicros)));
        for (var name : yardsticks) {
            var yardstick = contest.named(name);
            boolean itself = name.equals(each.name());
            cells.add(itself ? "" : ratio(yardstick == null ? null : each.perSecondOf(yardstick)));
            cells.add(itself ? "" : ratio(yardstick == null ? null : each.cpuOf(yardstick)));
        }
        return cells.toArray(String[]::new);
    }

    private static String ratio(double @Nullable [] ratios) {
        return ratios == null || ratios.length == 0 ? UNKNOWN : "%.2f".formatted(Measured.median(ratios));
    }

    private static String micros(Contestant each, Function<Measured, OptionalDouble> of) {
        var known = each.rounds().stream()
                .map(of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return known.length == 0 ? UNKNOWN : "%.0f".formatted(Measured.median(known));
    }
}
