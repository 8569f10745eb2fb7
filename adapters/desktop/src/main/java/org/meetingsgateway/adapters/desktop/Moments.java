package org.meetingsgateway.adapters.desktop;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moments as ISO 8601. */
final class Moments {
    private static final Pattern ISO = Pattern.compile(
            "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,6})[0-9]{0,6})?)?"
                    + "\\s?(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");
    private static final DateTimeFormatter SECONDS = utc("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Moments() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** In UTC, with microseconds where there are any. */
    static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : (moment.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROS).format(moment);
    }

    /** Any offset is understood; without one it is UTC, and a date alone is its midnight. */
    static Instant read(Object value, String pointer) {
        var iso = value instanceof String text ? ISO.matcher(text) : null;
        if (iso == null || !iso.matches()) {
            throw malformed(pointer);
        }
        Instant moment;
        try {
            moment = moment(iso);
        } catch (DateTimeException e) {
            throw malformed(pointer);
        }
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw Fields.invalid(pointer, "overflow", "Datetime value out of range.");
        }
        return moment;
    }

    private static RuntimeException malformed(String pointer) {
        return Fields.invalid(
                pointer,
                "invalid_input",
                "Datetime has wrong format. Use one of these formats instead: "
                        + "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].");
    }

    private static Instant moment(Matcher iso) {
        var fraction = iso.group(7) == null ? "" : iso.group(7);
        return LocalDateTime.of(
                        number(iso, 1),
                        number(iso, 2),
                        number(iso, 3),
                        number(iso, 4),
                        number(iso, 5),
                        number(iso, 6),
                        Integer.parseInt((fraction + "000000000").substring(0, 9)))
                .minusMinutes(offset(iso.group(8)))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(Matcher iso, int group) {
        return iso.group(group) == null ? 0 : Integer.parseInt(iso.group(group));
    }

    private static int offset(@Nullable String zone) {
        if (zone == null || zone.equalsIgnoreCase("Z")) {
            return 0;
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = zone.length() == 3 ? 0 : Integer.parseInt(zone.substring(zone.length() - 2));
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException(zone);
        }
        return (zone.charAt(0) == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
}
