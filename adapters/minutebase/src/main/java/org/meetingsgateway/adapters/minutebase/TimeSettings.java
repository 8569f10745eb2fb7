package org.meetingsgateway.adapters.minutebase;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.TimeZones;

/** The attributes {@code timezone} and {@code week_start} of a body: of a person, or of an account. */
final class TimeSettings {
    private static final int LONGEST = 100;

    private TimeSettings() {}

    /** A zone by its Rails or its IANA name; null where the body has none, be it because what it has is wrong. */
    static @Nullable String timezone(Body body) {
        var name = body.text("timezone", LONGEST);
        if (name == null || name.isBlank()) {
            return null;
        }
        if (TimeZones.find(name).isEmpty()) {
            body.reject("timezone", "is not a time zone");
        }
        return name;
    }

    /** 0 Sunday to 6 Saturday; null where the body has none, be it because what it has is wrong. */
    static @Nullable Integer weekStart(Body body) {
        var day = body.number("week_start");
        if (day == null) {
            return null;
        }
        if (day < 0 || day > 6) {
            body.reject("week_start", "must be 0 (Sunday) to 6 (Saturday)");
            return null;
        }
        return day.intValue();
    }
}
