package org.meetingsgateway.adapters.desktop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;

/**
 * The members of an object that may have no others than those that are read. What is wrong is collected, in the order of
 * reading, and told at once by {@link #check}, in the words of the original's validator; until then a value that is wrong
 * reads as null. Not to be shared.
 */
final class Strict {
    private final Fields members;
    /** What the names begin with in errors: nothing for a body, {@code query.HogQLQuery.} for what is in its query. */
    private final String place;

    private final List<String> errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Strict(Fields members, String place, List<String> errors) {
        this.members = members;
        this.place = place;
        this.errors = errors;
    }

    /** A body, whose texts can all be stored. */
    static Strict of(WireRequest request) {
        var body = Body.fields(request);
        body.names().forEach(name -> {
            Texts.storable(name, "");
            Values.storable(body.peek(name), "/" + name);
        });
        var strict = new Strict(body, "", new ArrayList<>());
        strict.known.add(Credential.NAME);
        return strict;
    }

    /** An object inside of this one; what is wrong with it is told with the rest. */
    Strict inner(JsonObject object, String name) {
        return new Strict(Fields.of(object), place + name + ".", errors);
    }

    private void wrong(String name, String message, String type, @Nullable Object value) {
        errors.add("%s%s\n  %s [type=%s, input_value=%s, input_type=%s]\n    For further information visit %s%s"
                .formatted(
                        place,
                        name,
                        message,
                        type,
                        Python.shown(value),
                        Python.type(value),
                        "https://errors.pydantic.dev/2.10/v/",
                        type));
    }

    /** Whether it is there, be it null. */
    boolean has(String name) {
        known.add(name);
        return members.names().contains(name);
    }

    /** As it is. */
    @Nullable
    Object value(String name) {
        known.add(name);
        return members.peek(name);
    }

    @Nullable
    String text(String name) {
        var value = value(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        wrong(name, "Input should be a valid string", "string_type", value);
        return null;
    }

    /** A text that has to be there; empty where it is not, which is an error. */
    String requiredText(String name) {
        if (!has(name)) {
            wrong(name, "Field required", "missing", new JsonObject());
        } else if (value(name) instanceof String text) {
            return text;
        } else {
            wrong(name, "Input should be a valid string", "string_type", value(name));
        }
        return "";
    }

    @Nullable
    Boolean flag(String name) {
        var value = value(name);
        try {
            return Scalars.flag(value, name);
        } catch (Problem.Invalid e) {
            wrong(name, "Input should be a valid boolean", "bool_type", value);
            return null;
        }
    }

    @Nullable
    Double number(String name) {
        var value = value(name);
        try {
            return value == null ? null : (Double) Numbers.number(value, name);
        } catch (Problem.Invalid e) {
            wrong(name, "Input should be a valid number", "float_type", value);
            return null;
        }
    }

    @Nullable
    JsonObject object(String name) {
        var value = value(name);
        if (value == null || value instanceof JsonObject) {
            return (JsonObject) value;
        }
        wrong(name, "Input should be a valid dictionary", "dict_type", value);
        return null;
    }

    /** One of some words. */
    String choice(String name, List<String> words, String otherwise) {
        var value = value(name);
        if (value == null && !has(name)) {
            return otherwise;
        }
        if (value instanceof String word && words.contains(word)) {
            return word;
        }
        var last = words.size() - 1;
        wrong(
                name,
                "Input should be '%s' or '%s'".formatted(String.join("', '", words.subList(0, last)), words.get(last)),
                "enum",
                value);
        return otherwise;
    }

    /** A list that has to be there. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        if (!has(name)) {
            wrong(name, "Field required", "missing", new JsonObject());
        } else if (value(name) instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.getValue(i) instanceof String text) {
                    texts.add(text);
                } else {
                    wrong(name + "." + i, "Input should be a valid string", "string_type", list.getValue(i));
                }
            }
        } else {
            wrong(name, "Input should be a valid list", "list_type", value(name));
        }
        return texts;
    }

    /** Names what nobody has read. */
    void finish() {
        for (var name : members.names()) {
            if (!known.contains(name)) {
                wrong(name, "Extra inputs are not permitted", "extra_forbidden", members.peek(name));
            }
        }
    }

    /**
     * Ends the reading of a body.
     *
     * @param model what the original calls it
     * @throws Problem.Malformed where anything is wrong
     */
    void check(String model) {
        finish();
        if (!errors.isEmpty()) {
            throw new Problem.Malformed("JSON parse error - %d validation error%s for %s\n%s"
                    .formatted(errors.size(), errors.size() == 1 ? "" : "s", model, String.join("\n", errors)));
        }
    }
}
