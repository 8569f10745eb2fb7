package org.meetingsgateway.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight to bytes, without a tree in between. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Something that writes itself. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /** What the writer wrote, as UTF-8. */
    public static Buffer bytes(Writer writer) {
        try (var out = new ByteArrayBuilder(4096);
                var json = FACTORY.createGenerator(out)) {
            writer.write(json);
            json.flush();
            return Buffer.buffer(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member that is a string or null. */
    public static void string(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A member that is a number or null. */
    public static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        json.writeFieldName(name);
        switch (value) {
            case null -> json.writeNull();
            case Double d -> json.writeNumber(d);
            default -> json.writeNumber(value.longValue());
        }
    }
}
