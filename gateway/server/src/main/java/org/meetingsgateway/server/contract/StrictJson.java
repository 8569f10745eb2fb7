package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * Reads JSON from strangers: RFC 8259 to the letter, one meaning only (no member twice), and bounded in depth, in the
 * number of values and in the size of numbers, so that a small body cannot cost much. Whole numbers are whole, however
 * they are written ({@code 1.0}).
 */
final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 20_000;
    private static final double EXACT = 1L << 53;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names from strangers are not worth remembering.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private int values;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws Problem.Malformed when the body is not one JSON object, or goes over a bound */
    static ObjectNode object(Buffer body) {
        try (var parser = FACTORY.createParser(text(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Problem.Malformed("The body must be a JSON object");
            }
            var object = new StrictJson(parser).readObject();
            if (parser.nextToken() != null) {
                throw new Problem.Malformed("The body must be one JSON object, and nothing after it");
            }
            return object;
        } catch (JsonProcessingException e) { // also what goes over a bound of the parser
            var place = e.getLocation();
            throw new Problem.Malformed("The body is not JSON that can be understood"
                    + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"));
        } catch (IOException e) { // text in memory does not fail
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem.Malformed("The body is not JSON in UTF-8");
        }
    }

    /** The same value in the types of Vert.x. */
    static JsonObject toVertx(ObjectNode object) {
        return new JsonObject(map(object));
    }

    private JsonNode read() throws IOException {
        if (++values > MAX_VALUES) {
            throw new Problem.Malformed("The body holds more than " + MAX_VALUES + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject();
            case START_ARRAY -> {
                var array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read());
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(text(parser.getText()));
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? NODES.numberNode(parser.getBigIntegerValue())
                        : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> number(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new Problem.Malformed("The body is not JSON that can be understood");
        };
    }

    private ObjectNode readObject() throws IOException {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = text(parser.currentName());
            parser.nextToken();
            object.set(name, read());
        }
        return object;
    }

    private static JsonNode number(double value) {
        if (!Double.isFinite(value)) {
            throw new Problem.Malformed("The body holds a number that is too large");
        }
        return value == Math.rint(value) && Math.abs(value) <= EXACT
                ? NODES.numberNode((long) value)
                : NODES.numberNode(value);
    }

    /** Half of a surrogate pair is no character, so it can neither be stored nor be answered. */
    private static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new Problem.Malformed("The body holds a string with half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static Map<String, @Nullable Object> map(ObjectNode object) {
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(object.size());
        object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        return map;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new JsonObject(map((ObjectNode) node));
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(value(element)));
                yield new JsonArray(list);
            }
            case STRING -> node.textValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }
}
