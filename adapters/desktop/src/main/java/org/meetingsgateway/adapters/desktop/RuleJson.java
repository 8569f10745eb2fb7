package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.AssignmentRule;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.wire.Json;

/** An assignment rule's JSON, in both directions. */
final class RuleJson {
    private static final String ID = "/assignee/id";
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,40}");
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    private RuleJson() {}

    static void write(JsonGenerator json, AssignmentRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id().toString());
        json.writeFieldName("filters");
        Values.write(json, rule.filters());
        json.writeFieldName("assignee");
        assignee(json, rule.assignee());
        json.writeNumberField("order_key", rule.order());
        Json.string(json, "disabled_data", null);
        json.writeEndObject();
    }

    private static void assignee(JsonGenerator json, @Nullable Assignee assignee) throws IOException {
        if (assignee == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        switch (assignee) {
            case Assignee.User user -> {
                json.writeStringField("type", "user");
                json.writeNumberField("id", user.user());
            }
            case Assignee.Role role -> {
                json.writeStringField("type", "role");
                json.writeStringField("id", role.id().toString());
            }
        }
        json.writeEndObject();
    }

    /** Both are needed. */
    static Changes<RuleField> created(Fields body) {
        return Changes.of(RuleField.class)
                .set(RuleField.FILTERS, filters(body.requiredJson("filters")))
                .set(RuleField.ASSIGNEE, assignee(body.requiredJson("assignee")))
                .build();
    }

    /** What is empty stays as it is. */
    static Changes<RuleField> changed(Fields body) {
        var changes = Changes.of(RuleField.class);
        if (!isNothing(body.json("filters"))) {
            changes.set(RuleField.FILTERS, filters(body.requiredJson("filters")));
        }
        if (!isNothing(body.json("assignee"))) {
            changes.set(RuleField.ASSIGNEE, assignee(body.requiredJson("assignee")));
        }
        return changes.build();
    }

    private static boolean isNothing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean flag -> !flag;
            case String text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case JsonArray list -> list.isEmpty();
            case JsonObject object -> object.isEmpty();
            default -> false;
        };
    }

    private static Map<String, Object> filters(Object value) {
        if (value instanceof JsonObject object) {
            return object.getMap();
        }
        throw Fields.invalid("/filters", "invalid_input", "Expected a JSON object.");
    }

    private static Assignee assignee(Object value) {
        if (!(value instanceof JsonObject object)) {
            throw Fields.invalid(
                    "/assignee/non_field_errors",
                    "invalid_input",
                    "Invalid data. Expected a dictionary, but got %s.".formatted(Python.type(value)));
        }
        var said = Fields.of(object, "/assignee");
        boolean isUser =
                said.choice("type", word -> word.equals("user") ? Boolean.TRUE : word.equals("role") ? false : null);
        var id = said.required("id");
        var text = id instanceof String t ? t.strip() : id instanceof Number n ? n.toString() : "";
        var number = DIGITS.matcher(text).matches() ? new BigInteger(text) : null;
        var role = id instanceof String && number == null ? Scalars.uuid(text) : null;
        if (number == null && role == null) {
            throw Fields.invalid(ID, "invalid_input", "Expected an integer user ID or UUID role ID.");
        }
        if (!isUser) {
            if (role == null) {
                throw Fields.invalid(ID, "invalid_input", "Role assignee IDs must be UUIDs.");
            }
            return new Assignee.Role(role);
        }
        if (number == null) {
            throw Fields.invalid(ID, "invalid_input", "User assignee IDs must be integers.");
        }
        // Nobody has a number below zero; whoever is beyond all numbers is nobody, too.
        return new Assignee.User(number.abs().compareTo(MOST) > 0 ? -1 : number.intValueExact());
    }

    /** Where each rule is to be. */
    static Map<UUID, Integer> orders(Fields body) {
        var orders = new HashMap<UUID, Integer>();
        var value = body.json("orders");
        if (value != null) {
            if (!(value instanceof JsonObject said)) {
                throw Fields.invalid(
                        "/orders",
                        "not_a_dict",
                        "Expected a dictionary of items but got type \"%s\".".formatted(Python.type(value)));
            }
            var fields = Fields.of(said, "/orders");
            for (var name : said.fieldNames()) {
                orders.put(Scalars.uuid(name, "/orders/" + name), order(fields, name));
            }
        }
        return orders;
    }

    private static int order(Fields orders, String name) {
        return (int) Numbers.integer(orders.required(name), "/orders/" + name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
