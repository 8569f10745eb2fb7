package org.meetingsgateway.server.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.meetingsgateway.model.TimeZones;

/** The formats that contracts use, as strict as what becomes of the values. */
final class Formats {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    static final Format UUID = new Named("uuid", text -> UUID_TEXT.matcher(text).matches());

    /** As {@link Rfc3339} reads them. */
    static final Format DATE_TIME = new Named("date-time", Formats::isMoment);

    /** A name of a zone as {@link TimeZones} knows it; the code of its violation is its name. */
    static final Format TIME_ZONE =
            new Named("timezone", text -> TimeZones.find(text).isPresent());

    private Formats() {}

    private static boolean isMoment(String text) {
        try {
            var moment = Rfc3339.parse(text);
            return moment != null;
        } catch (DateTimeException e) {
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
