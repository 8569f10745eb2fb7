package org.meetingsgateway.adapters.minutebase;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.TimeZones;

/** The dates of paths, and whose days they are. Pure functions. */
final class Dates {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern START_DAY = Pattern.compile("[016]");

    private Dates() {}

    /** The day {@code yyyy-mm-dd}, or empty where the text has another form or there is no such day. */
    static Optional<LocalDate> day(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The month {@code yyyy-mm}, or empty where the text has another form or there is no such month. */
    static Optional<YearMonth> month(String text) {
        if (!MONTH.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(text)).filter(month -> month.getYear() > 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The zone that cuts the caller's days. */
    static ZoneId zone(Calendar calendar) {
        return TimeZones.find(calendar.timezone()).orElse(ZoneOffset.UTC);
    }

    /** The caller's day. */
    static LocalDate today(Calendar calendar) {
        return calendar.now().atZone(zone(calendar)).toLocalDate();
    }

    /** The day that weeks begin with, 0 Sunday to 6 Saturday: what was asked for, else the caller's setting. */
    static int weekStart(@Nullable String startDay, Calendar calendar) {
        return startDay != null && START_DAY.matcher(startDay).matches()
                ? Integer.parseInt(startDay)
                : calendar.weekStart();
    }
}
