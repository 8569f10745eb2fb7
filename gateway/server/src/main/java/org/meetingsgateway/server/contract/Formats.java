package org.meetingsgateway.server.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.meetingsgateway.model.TimeZones;

/** The formats that contracts use, as strict as what becomes of the values. */
final class Formats {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    static final Format UUID = new Named("uuid", text -> UUID_TEXT.matcher(text).matches());

    /** RFC 3339 §5.6 in upper case; in UTC it falls into the years 1 to 9999. */
    static final Format DATE_TIME = new Named("date-time", Formats::isMoment);

    /** A name of a zone as {@link TimeZones} knows it; the code of its violation is its name. */
    static final Format TIME_ZONE =
            new Named("timezone", text -> TimeZones.find(text).isPresent());

    private Formats() {}

    private static boolean isMoment(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return false;
        }
        try {
            var year = OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .getYear();
            return year >= 1 && year <= 9999;
        } catch (DateTimeException e) { // no such day or hour
            return false;
        }
    }

    private record Named(String name, Predicate<String> test) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return test.test(value);
        }
    }
}
