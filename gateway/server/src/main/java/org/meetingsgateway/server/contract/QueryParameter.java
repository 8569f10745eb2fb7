package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.Problem.Violation.In;

/**
 * One declared query parameter.
 *
 * @param type the JSON type that its text is read as; an {@code array} is separated by commas
 */
record QueryParameter(String name, boolean required, String type, Schema schema) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,100}");

    List<Violation> check(List<String> values, Violations violations) {
        if (values.size() > 1) {
            return List.of(new Violation(In.QUERY, name, "repeated", "must be given once"));
        }
        return violations.ofParameter(name, schema.validate(read(values.getFirst())));
    }

    /** The text as its type; what cannot be read stays a text, and the schema says what is wrong with it. */
    private JsonNode read(String text) {
        var nodes = JsonNodeFactory.instance;
        switch (type) {
            case "integer" -> {
                if (WHOLE.matcher(text).matches()) {
                    return nodes.numberNode(new BigInteger(text));
                }
            }
            case "boolean" -> {
                if (text.equals("true") || text.equals("false")) {
                    return nodes.booleanNode(text.equals("true"));
                }
            }
            case "array" -> {
                var array = nodes.arrayNode();
                for (var part : text.split(",", 1000)) {
                    array.add(part);
                }
                return array;
            }
            default -> {}
        }
        return nodes.textNode(text);
    }
}
