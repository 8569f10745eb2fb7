package org.meetingsgateway.tck;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A JSON document, spoilt in every way. */
final class Mutations {
    /** A member that no style has. */
    static final String UNKNOWN = "zz_unknown";

    /** A document that is spoilt, and where. */
    record Spoilt(String what, Buffer body) {}

    private Mutations() {}

    /** Cut off: never a document. */
    static List<Spoilt> brokenOff(Buffer body) {
        var length = body.length();
        return Stream.of(0, 1, length / 3, length / 2, length - 1)
                .distinct()
                .map(end -> new Spoilt("cut off after " + end, body.getBuffer(0, end)))
                .toList();
    }

    /** Each member, and each item of a list, in turn of a type that it cannot be. */
    static List<Spoilt> ofAnotherType(Buffer body) {
        var document = new JsonObject(body);
        var spoilt = new ArrayList<Spoilt>();
        walk(document, "", spoilt, document);
        return spoilt;
    }

    /** Each object in turn with a member that nobody knows. */
    static List<Spoilt> withUnknown(Buffer body) {
        var document = new JsonObject(body);
        var spoilt = new ArrayList<Spoilt>();
        objects(document, object -> {
            object.put(UNKNOWN, "?");
            spoilt.add(new Spoilt("unknown in " + object.fieldNames(), document.toBuffer()));
            object.remove(UNKNOWN);
        });
        return spoilt;
    }

    private static void walk(Object node, String at, List<Spoilt> spoilt, JsonObject document) {
        switch (node) {
            case JsonObject object ->
                List.copyOf(object.fieldNames()).forEach(name -> {
                    var value = object.getValue(name);
                    object.put(name, another(value));
                    spoilt.add(new Spoilt("another type at " + at + "/" + name, document.toBuffer()));
                    object.put(name, value);
                    if (value != null) {
                        walk(value, at + "/" + name, spoilt, document);
                    }
                });
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    var value = array.getValue(i);
                    array.set(i, another(value));
                    spoilt.add(new Spoilt("another type at " + at + "/" + i, document.toBuffer()));
                    array.set(i, value);
                    if (value != null) {
                        walk(value, at + "/" + i, spoilt, document);
                    }
                }
            }
            default -> {}
        }
    }

    private static Object another(Object value) {
        return value instanceof JsonArray || value instanceof JsonObject
                ? "text"
                : new JsonObject().put("an", "object");
    }

    private static void objects(Object node, Consumer<JsonObject> each) {
        switch (node) {
            case JsonObject object -> {
                object.forEach(member -> {
                    if (member.getValue() != null) {
                        objects(member.getValue(), each);
                    }
                });
                each.accept(object);
            }
            case JsonArray array ->
                array.forEach(item -> {
                    if (item != null) {
                        objects(item, each);
                    }
                });
            default -> {}
        }
    }
}
