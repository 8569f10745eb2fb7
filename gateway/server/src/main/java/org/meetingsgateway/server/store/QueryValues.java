package org.meetingsgateway.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.QueryResult.Column;
import org.meetingsgateway.server.queries.Refusals;

/** Values of variables as PostgreSQL reads them, and values of results as JSON has them. */
final class QueryValues {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(200_000).build())
            .build();

    /** Of types whose values can be no number of JSON. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private static final Map<String, String> TYPES = Map.of(
            "int2",
            "smallint",
            "int4",
            "integer",
            "int8",
            "bigint",
            "float4",
            "real",
            "float8",
            "double precision",
            "bool",
            "boolean",
            "unknown",
            "text");

    private static final String UNTYPED = "unknown";

    private QueryValues() {}

    /** In the words of PostgreSQL. */
    static String type(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var array = lower.endsWith("_array") || lower.endsWith("[]");
        var element = lower.replaceAll("(_array|\\[])$", "");
        return TYPES.getOrDefault(element, element) + (array ? "[]" : "");
    }

    /** The type that a value has by itself; that of a text is for the statement to say. */
    static String typeOf(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> "boolean";
            case Integer number -> "integer";
            case Long number -> number == number.intValue() ? "integer" : "bigint";
            case Number number -> "numeric";
            case List<?> list -> typeOfList(list);
            case null, default -> UNTYPED;
        };
    }

    private static String typeOfList(List<?> list) {
        var types = list.stream().map(QueryValues::typeOf).collect(Collectors.toSet());
        var numbers = List.of("numeric", "bigint", "integer");
        if (types.size() > 1 && numbers.containsAll(types)) {
            types.retainAll(Set.of(types.contains("numeric") ? "numeric" : "bigint"));
        }
        var type = types.size() == 1 ? types.iterator().next() : UNTYPED;
        return type.equals(UNTYPED) || type.endsWith("[]") ? UNTYPED : type + "[]";
    }

    /**
     * The text that PostgreSQL casts to the type.
     *
     * @param value a text, a number, a boolean, a list or null
     */
    static @Nullable String text(@Nullable Object value, String type) {
        if (value != null && type.startsWith("json")) {
            return Json.encode(value);
        }
        if (value != null && type.endsWith("[]") && !(value instanceof List<?>)) {
            return array(List.of(value));
        }
        return switch (value) {
            case null -> null;
            case List<?> list -> array(list);
            case Map<?, ?> map -> Json.encode(map);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static String array(List<?> list) {
        return list.stream()
                .map(element -> switch (element) {
                    case null -> "NULL";
                    case List<?> inner -> array(inner);
                    default ->
                        '"'
                                + String.valueOf(text(element, ""))
                                        .replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                + '"';
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * @param lines JSON objects, whose members are the columns in their order
     * @throws org.meetingsgateway.call.Problem.Invalid when something in them is nested too deep
     */
    static List<List<@Nullable Object>> rows(List<Column> columns, String lines) {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var json = FACTORY.createParser(lines)) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                var row = new ArrayList<@Nullable Object>(columns.size());
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var type = columns.get(row.size()).type();
                    json.nextToken();
                    row.add(value(json, type));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw Refusals.refused("result_too_complex", "The result has a value that is too complex");
        }
    }

    private static @Nullable Object value(JsonParser json, String type) throws IOException {
        return switch (json.currentToken()) {
            case START_ARRAY -> list(json, type.endsWith("[]") ? type.substring(0, type.length() - 2) : type);
            case START_OBJECT -> map(json);
            case VALUE_STRING -> text(json.getText(), type);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser json, String type) throws IOException {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json, type));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser json) throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            map.put(name, value(json, "json"));
        }
        return map;
    }

    private static @Nullable Object text(String text, String type) {
        return switch (type) {
            case "timestamptz" -> text.endsWith("+00:00") ? text.substring(0, text.length() - 6) + "Z" : text;
            case "real", "double precision", "numeric" -> NO_NUMBERS.contains(text) ? null : text;
            default -> text;
        };
    }

    /** A text where neither a long nor a double says exactly the same. */
    private static Object number(String text) {
        var number = new BigDecimal(text);
        if (number.scale() <= 0 && number.precision() - number.scale() <= 18) {
            return number.longValueExact();
        }
        double rounded = number.doubleValue();
        return Double.isFinite(rounded) && new BigDecimal(Double.toString(rounded)).compareTo(number) == 0
                ? (Object) rounded
                : text;
    }
}
