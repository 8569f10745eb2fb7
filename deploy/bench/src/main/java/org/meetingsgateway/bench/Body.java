package org.meetingsgateway.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A surface's list, written straight from the rows. */
interface Body {
    JsonFactory FACTORY = new JsonFactory();

    /** @param results of the recorded statements, in their order */
    void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException;

    default Buffer write(List<RowSet<Row>> results) {
        try (var out = new ByteArrayBuilder(1 << 16);
                var json = FACTORY.createGenerator(out)) {
            write(results, json);
            json.flush();
            return Buffer.buffer(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void string(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value.longValue());
        }
    }

    static void time(JsonGenerator json, String name, Row row, int column) throws IOException {
        var time = row.getOffsetDateTime(column);
        string(json, name, time == null ? null : time.toInstant());
    }
}
