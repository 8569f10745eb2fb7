package org.meetingsgateway.adapters.minutebase;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Document;

/** Members that many of MinuteBase's documents have. */
final class Told {
    private static final BigDecimal FIRST =
            BigDecimal.valueOf(Instant.parse("0000-01-01T00:00:00Z").getEpochSecond());
    private static final BigDecimal LAST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private Told() {}

    static String id(Document document) {
        var id = document.text("id");
        if (!Alias.isOne(id)) {
            throw document.unreadable("id", "id");
        }
        return id;
    }

    static Instant moment(Document document, String name) {
        var moment = momentOrNull(document, name);
        if (moment == null) {
            throw document.unreadable(name, "moment");
        }
        return moment;
    }

    /** Epoch seconds, of the years 0 to 9999. */
    static @Nullable Instant momentOrNull(Document document, String name) {
        var seconds = document.numberOrNull(name);
        if (seconds == null) {
            return null;
        }
        // The comparison first: the digits of a huge number would fill the memory.
        if (seconds.compareTo(FIRST) < 0
                || seconds.compareTo(LAST) > 0
                || seconds.stripTrailingZeros().scale() > 0) {
            throw document.unreadable(name, "moment in whole seconds");
        }
        return Instant.ofEpochSecond(seconds.longValueExact());
    }

    /** A text where MinuteBase has an empty one for none. */
    static @Nullable String textOrNone(Document document, String name) {
        var text = document.textOrNull(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** What a person is called; null where it has no name. The rest of a person is of people, not of meetings. */
    static @Nullable String name(Document person) {
        person.skip("id", "user_id", "administrator", "company", "department", "job_title", "created_at");
        var first = person.textOrNull("firstname");
        var last = textOrNone(person, "surname");
        var name = Stream.of(first, last).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
