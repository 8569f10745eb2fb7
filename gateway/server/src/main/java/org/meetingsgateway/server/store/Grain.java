package org.meetingsgateway.server.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Periods of UTC by which totals are kept, the longest first. */
enum Grain {
    YEAR,
    MONTH,
    DAY;

    /** Whole periods of one grain, the last one exclusive. */
    record Run(Grain grain, LocalDate first, LocalDate end) {}

    /** Whole years where there are some, the months around them, and the days around those. */
    static List<Run> runs(LocalDate first, LocalDate end) {
        return runs(List.of(values()), first, end).toList();
    }

    private static Stream<Run> runs(List<Grain> grains, LocalDate first, LocalDate end) {
        if (grains.isEmpty()) {
            return Stream.empty();
        }
        var grain = grains.getFirst();
        var finer = grains.subList(1, grains.size());
        var from = grain.ceiling(first);
        var to = grain.floor(end);
        return from.isBefore(to)
                ? Stream.of(Stream.of(new Run(grain, from, to)), runs(finer, first, from), runs(finer, to, end))
                        .flatMap(runs -> runs)
                : runs(finer, first, end);
    }

    /** The first day of the period that a day is in. */
    private LocalDate floor(LocalDate day) {
        return switch (this) {
            case YEAR -> day.withDayOfYear(1);
            case MONTH -> day.withDayOfMonth(1);
            case DAY -> day;
        };
    }

    private LocalDate ceiling(LocalDate day) {
        var first = floor(day);
        return first.equals(day)
                ? day
                : switch (this) {
                    case YEAR -> first.plusYears(1);
                    case MONTH -> first.plusMonths(1);
                    case DAY -> first.plusDays(1);
                };
    }

    /** As the database names it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
