package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values that documents have at a place: {@code project.name}, {@code participants[].name}; the items of a tree, which
 * have {@code children}, are a list from the top down.
 */
final class Values {
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private Values() {}

    /** None where a list on the way is empty, or the document has nothing at that place. */
    static List<@Nullable Object> at(JsonObject document, String place) {
        List<@Nullable Object> here = new ArrayList<>();
        here.add(document);
        for (var name : place.split("\\.")) {
            boolean each = name.endsWith("[]");
            var member = each ? name.substring(0, name.length() - 2) : name;
            List<@Nullable Object> next = new ArrayList<>();
            for (var value : here) {
                if (value instanceof JsonObject object && object.containsKey(member)) {
                    if (each) {
                        next.addAll(flat(object.getJsonArray(member)));
                    } else {
                        next.add(plain(object.getValue(member)));
                    }
                }
            }
            here = next;
        }
        return here;
    }

    private static List<Object> flat(JsonArray items) {
        var all = new ArrayList<Object>();
        for (var item : items) {
            all.add(item);
            if (item instanceof JsonObject object && object.getValue("children") instanceof JsonArray children) {
                all.addAll(flat(children));
            }
        }
        return all;
    }

    /** Numbers and moments in one form each. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof JsonArray list) {
            return list.stream().map(Values::plain).toList();
        }
        return value instanceof String text && MOMENT.matcher(text).matches() ? moment(text) : value;
    }

    private static Object moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** Whether both say the same, be a moment told in seconds or as a text. */
    static boolean same(List<?> wanted, List<?> told) {
        return wanted.size() == told.size()
                && IntStream.range(0, wanted.size())
                        .allMatch(i -> Objects.equals(wanted.get(i), like(wanted.get(i), told.get(i))));
    }

    private static @Nullable Object like(@Nullable Object wanted, @Nullable Object told) {
        return wanted instanceof Instant && told instanceof BigDecimal seconds
                ? Instant.ofEpochSecond(seconds.longValueExact())
                : told;
    }

    /** Whether nothing is told. */
    static boolean none(List<?> values) {
        return values.stream().allMatch(value -> value == null || value.equals(List.of()));
    }

    /** Every place at which the document has something that is no object. */
    static Set<String> places(JsonObject document) {
        var places = new TreeSet<String>();
        places("", document, places);
        return places;
    }

    private static void places(String before, JsonObject object, Set<String> places) {
        for (var name : object.fieldNames()) {
            if (name.equals("children")) {
                object.getJsonArray(name).forEach(child -> places(before, (JsonObject) child, places));
                continue;
            }
            var value = object.getValue(name);
            if (value instanceof JsonObject inner) {
                places(before + name + ".", inner, places);
            } else if (value instanceof JsonArray list && list.stream().anyMatch(JsonObject.class::isInstance)) {
                list.forEach(item -> places(before + name + "[].", (JsonObject) item, places));
            } else {
                places.add(before + name);
            }
        }
    }
}
