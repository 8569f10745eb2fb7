package org.meetingsgateway.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.meetingsgateway.bench.DeepPage.Place;

/** What far pages and large tenants cost; a ratio is the median of the ratios of each round. */
final class DeepReport {
    private final boolean markdown;

    DeepReport(boolean markdown) {
        this.markdown = markdown;
    }

    /** How much longer a page takes than another, and how much more CPU, of gateway and PostgreSQL together. */
    private record Cost(String time, String range, String cpu) {
        static Cost of(DeepPage page, DeepPage other) {
            var time = ratios(page, other, round -> 1 / round.perSecond());
            var all = java.util.Arrays.stream(time).summaryStatistics();
            var cpu = ratios(page, other, round -> round.cpuMicros().orElse(Double.NaN));
            return new Cost(
                    figure(Measured.median(time)),
                    figure(all.getMin()) + "–" + figure(all.getMax()),
                    figure(Measured.median(cpu)));
        }

        private static double[] ratios(DeepPage page, DeepPage other, ToDoubleFunction<Measured> of) {
            return IntStream.range(0, Math.min(page.rounds.size(), other.rounds.size()))
                    .mapToDouble(i -> of.applyAsDouble(page.rounds.get(i)) / of.applyAsDouble(other.rounds.get(i)))
                    .toArray();
        }

        private static String figure(double ratio) {
            return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%.2f", ratio);
        }
    }

    String print(List<DeepPage> pages) {
        return pages(pages).print(markdown) + "\n" + tenants(pages).print(markdown);
    }

    private static Table pages(List<DeepPage> pages) {
        var table = new Table(
                "",
                "req/s",
                "p50 ms",
                "gateway µs CPU",
                "PostgreSQL µs CPU",
                "time of page 1",
                "range",
                "CPU of page 1");
        for (var page : ordered(pages)) {
            var cost = Cost.of(page, find(pages, page.list, page.meetings));
            var first = page.place == Place.FIRST;
            table.row(
                    page.label(),
                    "%.0f".formatted(Measured.median(page.rounds, Measured::perSecond)),
                    "%.1f".formatted(Measured.median(page.rounds, Measured::p50Millis)),
                    micros(page, Measured::serverMicros),
                    micros(page, Measured::postgresMicros),
                    first ? "" : cost.time(),
                    first ? "" : cost.range(),
                    first ? "" : cost.cpu());
        }
        return table;
    }

    private static String micros(DeepPage page, Function<Measured, OptionalDouble> of) {
        return "%.0f"
                .formatted(Measured.median(page.rounds, round -> of.apply(round).orElse(Double.NaN)));
    }

    /** Page 1 of each tenant against that of the smallest. */
    private static Table tenants(List<DeepPage> pages) {
        var table = new Table("page 1 against the smallest tenant's", "time", "range", "CPU");
        int smallest = pages.stream().mapToInt(page -> page.meetings).min().orElse(0);
        for (var page : ordered(pages)) {
            if (page.place == Place.FIRST && page.meetings > smallest) {
                var cost = Cost.of(page, find(pages, page.list, smallest));
                table.row(
                        "%s, %,d / %,d meetings".formatted(page.list.label(), page.meetings, smallest),
                        cost.time(),
                        cost.range(),
                        cost.cpu());
            }
        }
        return table;
    }

    private static List<DeepPage> ordered(List<DeepPage> pages) {
        return pages.stream()
                .sorted(Comparator.comparing((DeepPage page) -> page.list)
                        .thenComparingInt(page -> page.meetings)
                        .thenComparing(page -> page.place))
                .toList();
    }

    private static DeepPage find(List<DeepPage> pages, DeepList list, int meetings) {
        return pages.stream()
                .filter(page -> page.list == list && page.meetings == meetings && page.place == Place.FIRST)
                .findFirst()
                .orElseThrow();
    }
}
