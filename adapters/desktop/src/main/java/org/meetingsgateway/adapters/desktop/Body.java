package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.Forms;
import org.meetingsgateway.wire.WireRequest;

/** What a client sent: JSON, or a form in one of its two encodings. */
final class Body {
    static final String JSON = "application/json";

    private Body() {}

    /**
     * The members of a body; none where there is no body.
     *
     * @throws Problem.UnsupportedMediaType when it is in another format
     * @throws Problem.Malformed when it is not what it says that it is
     * @throws Problem.Invalid when it is JSON, but no object
     */
    static Fields fields(WireRequest request) {
        if (request.body().length() == 0) {
            return Fields.of(new JsonObject());
        }
        if (Forms.isForm(request)) {
            return Fields.form(Form.members(Forms.fields(request)));
        }
        if (request.mediaType().equals(JSON)) {
            return Fields.whole(json(request.body()));
        }
        throw new Problem.UnsupportedMediaType(request.mediaType(), JSON);
    }

    /**
     * One text of a body; null where it has none of that name, and where it is in no format that has names.
     *
     * @throws Problem.Malformed when it is not what it says that it is
     */
    static @Nullable String text(WireRequest request, String name) {
        if (request.body().length() == 0) {
            return null;
        }
        try {
            return fields(request).peek(name) instanceof String text ? text.strip() : null;
        } catch (Problem.Invalid | Problem.UnsupportedMediaType e) {
            return null;
        }
    }

    private static @Nullable Object json(Buffer body) {
        try {
            var text = utf8(body);
            if (text.isBlank()) {
                throw malformed(place(
                        text.chars().filter(c -> c == '\n').count() + 1,
                        text.length() - text.lastIndexOf('\n'),
                        text.length()));
            }
            return Json.decodeValue(text);
        } catch (CharacterCodingException e) {
            throw malformed("The body is not in UTF-8");
        } catch (DecodeException e) {
            throw malformed(e.getCause() instanceof JsonProcessingException cause ? place(cause) : "Extra data");
        }
    }

    private static Problem.Malformed malformed(String what) {
        return new Problem.Malformed("JSON parse error - " + what);
    }

    private static String place(JsonProcessingException cause) {
        var location = cause.getLocation();
        return location == null
                ? "Expecting value"
                : place(location.getLineNr(), location.getColumnNr(), location.getCharOffset());
    }

    private static String place(long line, long column, long character) {
        return "Expecting value: line %d column %d (char %d)".formatted(line, column, character);
    }

    /** A byte that is no UTF-8 is refused: it must not be stored as another character. */
    private static String utf8(Buffer body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body.getBytes()))
                .toString();
    }
}
