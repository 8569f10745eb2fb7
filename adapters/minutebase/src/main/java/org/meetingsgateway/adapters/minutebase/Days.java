package org.meetingsgateway.adapters.minutebase;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Whole days of somebody's calendar, one after the other.
 *
 * @param first the first day
 * @param end the day after the last one
 */
record Days(LocalDate first, LocalDate end) {
    private static final int WEEK = 7;

    static Days day(LocalDate day) {
        return new Days(day, day.plusDays(1));
    }

    /** The week that a day is in; {@code weekStart} 0 Sunday to 6 Saturday. */
    static Days week(LocalDate day, int weekStart) {
        var sinceStart =
                Math.floorMod(day.getDayOfWeek().getValue() - weekStart, WEEK); // here Sunday is 7, as good as 0
        var first = day.minusDays(sinceStart);
        return new Days(first, first.plusDays(WEEK));
    }

    static Days month(YearMonth month) {
        return new Days(month.atDay(1), month.atDay(1).plusMonths(1));
    }

    /** The weeks that a month is in. */
    static Days calendar(YearMonth month, int weekStart) {
        return new Days(
                week(month.atDay(1), weekStart).first(),
                week(month.atEndOfMonth(), weekStart).end());
    }

    long count() {
        return ChronoUnit.DAYS.between(first, end);
    }

    /** When the first day begins: at midnight, or where that does not exist at the first moment after it. Inclusive. */
    Instant from(ZoneId zone) {
        return start(first, zone);
    }

    /** When the last day is over. Exclusive. */
    Instant before(ZoneId zone) {
        return start(end, zone);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
