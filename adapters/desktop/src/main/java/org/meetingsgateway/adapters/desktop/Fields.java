package org.meetingsgateway.adapters.desktop;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.wire.WireResponse;

/**
 * The members of an object, read field by field with the original's coercions and messages. The first field that is wrong
 * ends it, so that who reads in the order of the fields tells what the original tells. Not to be shared: it knows what was
 * asked for, so that the rest can be named.
 */
final class Fields {
    private final JsonObject members;
    private final String pointer;
    private final boolean form;
    private final Set<String> asked = new LinkedHashSet<>();
    /** Members of objects in lists that nobody asked for. */
    private final Set<String> inside = new LinkedHashSet<>();

    private Fields(JsonObject members, String pointer, boolean form) {
        this.members = members;
        this.pointer = pointer;
        this.form = form;
    }

    static Fields of(JsonObject members) {
        return new Fields(members, "", false);
    }

    /** The members of an object at a JSON pointer into the body. */
    static Fields of(JsonObject members, String pointer) {
        return new Fields(members, pointer, false);
    }

    /** The members of a form, in which nothing is written as an empty text. */
    static Fields form(JsonObject members) {
        return new Fields(members, "", true);
    }

    /** A whole body, which has to be an object. */
    static Fields whole(@Nullable Object body) {
        if (body == null) {
            throw invalid("", "null", "No data provided");
        }
        return object(body, "", "");
    }

    private static Fields object(@Nullable Object value, String pointer, String told) {
        if (value instanceof JsonObject members) {
            return new Fields(members, pointer, false);
        }
        throw invalid(
                told,
                "invalid_input",
                "Invalid data. Expected a dictionary, but got %s.".formatted(Python.type(value)));
    }

    /** What is wrong with the value at a JSON pointer (RFC 6901). */
    static Problem.Invalid invalid(String pointer, String code, String message) {
        return new Problem.Invalid(Violation.In.BODY, pointer, code, message);
    }

    /** Whether it has the field, be it null. */
    boolean has(String name) {
        asked.add(name);
        return members.containsKey(name);
    }

    /** Of all that it has. */
    Set<String> names() {
        return members.fieldNames();
    }

    /** As it was sent, without counting as asked for. */
    @Nullable
    Object peek(String name) {
        var value = members.getValue(name);
        return value instanceof Form.Values values ? values.texts().getLast() : value;
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        var value = peek(name);
        return form && "".equals(value) ? null : value;
    }

    private String at(String name) {
        return pointer + "/" + name;
    }

    private Problem.Invalid missing(String name) {
        return has(name)
                ? invalid(at(name), "null", "This field may not be null.")
                : invalid(at(name), "required", "This field is required.");
    }

    /** As it was sent, which has to be something. */
    Object required(String name) {
        var value = value(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** As it was sent, which is text in JSON where it comes in a form; null where it is null. */
    @Nullable
    Object json(String name) {
        var value = value(name);
        try {
            return form && value instanceof String text ? Json.decodeValue(text) : value;
        } catch (DecodeException e) {
            return value;
        }
    }

    /** The same, which has to be something. */
    Object requiredJson(String name) {
        var value = json(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** A text, trimmed; null where it is null. */
    @Nullable
    String text(String name, Texts rule) {
        asked.add(name);
        var value = peek(name);
        if (form && "".equals(value) && !rule.mayBeBlank()) {
            return null;
        }
        return value == null ? null : rule.read(value, at(name));
    }

    /** A text that need not be there, but is something where it is. */
    @Nullable
    String someText(String name, Texts rule) {
        return has(name) ? requiredText(name, rule) : null;
    }

    /** A text that has to be there. */
    String requiredText(String name, Texts rule) {
        asked.add(name);
        var value = peek(name);
        if (value == null) {
            throw missing(name);
        }
        return rule.read(value, at(name));
    }

    @Nullable
    Long integer(String name, long min, long max) {
        var value = value(name);
        return value == null ? null : (Long) Numbers.integer(value, at(name), min, max);
    }

    @Nullable
    Double number(String name) {
        var value = value(name);
        return value == null ? null : (Double) Numbers.number(value, at(name));
    }

    @Nullable
    Boolean flag(String name) {
        return Scalars.flag(value(name), at(name));
    }

    @Nullable
    UUID uuid(String name) {
        var value = value(name);
        return value == null ? null : Scalars.uuid(value, at(name));
    }

    @Nullable
    Instant moment(String name) {
        var value = value(name);
        return value == null ? null : Moments.read(value, at(name));
    }

    Instant requiredMoment(String name) {
        return Moments.read(required(name), at(name));
    }

    /** One of some words. */
    <T> T choice(String name, Function<String, @Nullable T> words) {
        var value = required(name);
        var text = Python.text(value);
        var chosen = words.apply(text);
        if (chosen == null) {
            throw invalid(at(name), "invalid_choice", "\"%s\" is not a valid choice.".formatted(text));
        }
        return chosen;
    }

    List<String> texts(String name, Texts rule) {
        var values = list(name);
        var read = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            read.add(rule.readRequired(values.get(i), at(name) + "/" + i));
        }
        return read;
    }

    /** Objects; the fields of each are read before those of the next. */
    <T> List<T> objects(String name, Function<Fields, T> each) {
        var values = list(name);
        var read = new ArrayList<T>();
        for (int i = 0; i < values.size(); i++) {
            var item = at(name) + "/" + i;
            if (values.get(i) == null) {
                throw invalid(item, "null", "This field may not be null.");
            }
            var fields = object(values.get(i), item, item + "/non_field_errors");
            read.add(each.apply(fields));
            fields.ignored().forEach(member -> inside.add(name + "." + member));
        }
        return read;
    }

    /** As {@link #objects}, at least one. */
    <T> List<T> someObjects(String name, Function<Fields, T> each) {
        if (has(name) && members.getValue(name) instanceof JsonArray list && list.isEmpty()) {
            throw invalid(at(name), "min_length", "Ensure this field has at least 1 elements.");
        }
        return objects(name, each);
    }

    private List<? extends @Nullable Object> list(String name) {
        asked.add(name);
        var value = members.getValue(name);
        return switch (value) {
            case null -> throw missing(name);
            case Form.Values values -> values.texts();
            case JsonArray list -> list.stream().toList();
            default ->
                throw invalid(
                        at(name),
                        "not_a_list",
                        "Expected a list of items but got type \"%s\".".formatted(Python.type(value)));
        };
    }

    /** An answer that says which members had no effect: those that nobody asked for. */
    WireResponse told(WireResponse answer) {
        var ignored = ignored();
        ignored.remove(Credential.NAME);
        return answer.ignoring(ignored);
    }

    private Set<String> ignored() {
        var ignored = new LinkedHashSet<>(members.fieldNames());
        ignored.removeAll(asked);
        ignored.addAll(inside);
        return ignored;
    }
}
