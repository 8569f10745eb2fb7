package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** RFC 3339 in UTC, with as many digits of a second as there are: none, three or six. */
final class Instants {
    private Instants() {}

    static void write(JsonGenerator json, String name, @Nullable Instant instant) throws IOException {
        json.writeFieldName(name);
        if (instant == null) {
            json.writeNull();
        } else {
            json.writeString(DateTimeFormatter.ISO_INSTANT.format(instant));
        }
    }

    /** A time that the contract has found well-formed, kept to the microsecond. */
    static Instant parse(String text) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
