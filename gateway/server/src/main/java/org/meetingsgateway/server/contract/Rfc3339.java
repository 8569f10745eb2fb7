package org.meetingsgateway.server.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as RFC 3339 §5.6 writes them: letters in either case, and offsets up to 23:59, of which Java knows 18 hours. */
public final class Rfc3339 {
    private static final Pattern MOMENT = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rfc3339() {}

    /** @throws DateTimeException when it is none, has no such day or time, or is not in the years 1 to 9999 in UTC */
    public static Instant parse(String text) {
        var parts = MOMENT.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException(text);
        }
        var moment = LocalDateTime.parse(parts.group(1).toUpperCase(Locale.ROOT))
                .minusMinutes(offset(parts))
                .toInstant(ZoneOffset.UTC);
        if (moment.isBefore(FIRST) || moment.isAfter(END)) {
            throw new DateTimeException(text);
        }
        return moment;
    }

    private static int offset(Matcher parts) {
        if (parts.group(2) == null) {
            return 0;
        }
        int hours = Integer.parseInt(parts.group(3));
        int minutes = Integer.parseInt(parts.group(4));
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException(parts.group());
        }
        return (parts.group(2).equals("-") ? -1 : 1) * (hours * 60 + minutes);
    }
}
