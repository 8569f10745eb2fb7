package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.Problem.Violation.In;

/** Says in the gateway's words what a schema found wrong: one violation for one thing, wherever it is. */
final class Violations {
    private static final int QUOTED = 60;
    private static final String ANY_OF = "anyOf";
    private static final String NO_NUL = "^[^\\u0000]*$";

    private final Contract contract;

    Violations(Contract contract) {
        this.contract = contract;
    }

    /** What is wrong with a parameter's value. */
    List<Violation> ofParameter(String name, List<Error> errors) {
        var mistyped = errors.stream().filter(Violations::isType).toList();
        return (mistyped.isEmpty() ? errors : mistyped)
                .stream()
                        .map(e -> new Violation(In.QUERY, name, code(e.getKeyword()), detail(e)))
                        .distinct()
                        .toList();
    }

    /**
     * What is wrong with a body.
     *
     * @param readOnly members of the thing that the gateway shows but nobody writes
     */
    List<Violation> ofBody(List<Error> errors, Set<String> readOnly) {
        var found = new ArrayList<Violation>();
        var mistyped = errors.stream()
                .filter(Violations::isType)
                .map(e -> e.getInstanceLocation().toString())
                .collect(Collectors.toSet());
        // The alternatives of one anyOf fail one by one; what is wrong is that none of them holds.
        Map<String, Error> alternatives = new LinkedHashMap<>();
        for (var error : errors) {
            var path = error.getEvaluationPath().toString();
            int anyOf = path.lastIndexOf("/" + ANY_OF + "/");
            if (anyOf < 0) { // what has the wrong type is wrong in every other way, too
                if (isType(error)
                        || !mistyped.contains(error.getInstanceLocation().toString())) {
                    found.add(ofBody(error, readOnly));
                }
            } else {
                alternatives.putIfAbsent(owner(error, path.substring(anyOf)), error);
            }
        }
        alternatives.forEach((pointer, error) -> found.add(new Violation(
                In.BODY, pointer, "required", "one of " + String.join(", ", alternatives(error)) + " is required")));
        return found;
    }

    private static boolean isType(Error error) {
        return error.getKeyword().equals("type");
    }

    private Violation ofBody(Error error, Set<String> readOnly) {
        var place = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(In.BODY, member(place, error.getProperty()), "required", "is required");
            case "additionalProperties" -> {
                var pointer = member(place, error.getProperty());
                yield place.isEmpty() && readOnly.contains(error.getProperty())
                        ? new Violation(In.BODY, pointer, "read_only", "is set by the gateway and cannot be written")
                        : new Violation(In.BODY, pointer, "unknown_member", "is not a member that can be written here");
            }
            case "format" -> new Violation(In.BODY, place, formatCode(error), detail(error));
            default -> new Violation(In.BODY, place, code(error.getKeyword()), detail(error));
        };
    }

    private String detail(Error error) {
        var value = error.getInstanceNode();
        var limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + String.join(" or ", names(limit)) + ", not " + quoted(error, value);
            case "enum" -> "must be one of " + String.join(", ", names(limit)) + ", not " + quoted(error, value);
            case "const" -> "must be " + limit.asText() + ", not " + quoted(error, value);
            case "format" ->
                "must be "
                        + switch (limit.asText()) {
                            case "uuid" -> "a UUID";
                            case "timezone" -> "a time zone of the IANA database or of Rails, such as Europe/London";
                            case "date-time" -> "a moment in RFC 3339 such as 2026-03-01T09:00:00Z";
                            default -> "a value of format " + limit.asText();
                        }
                        + ", not " + quoted(error, value);
            case "pattern" ->
                limit.asText().equals(NO_NUL)
                        ? "must not hold the character U+0000"
                        : "must match " + limit.asText() + ", unlike " + quoted(error, value);
            case "minLength" -> "must have at least " + limit + " characters, not " + characters(value);
            case "maxLength" -> "must have at most " + limit + " characters, not " + characters(value);
            case "minItems" -> "must have at least " + limit + " items, not " + value.size();
            case "maxItems" -> "must have at most " + limit + " items, not " + value.size();
            case "minimum" -> "must be at least " + limit + ", not " + quoted(error, value);
            case "maximum" -> "must be at most " + limit + ", not " + quoted(error, value);
            case MaxDepth.NAME -> "must not be nested so deeply";
            default -> error.getMessage();
        };
    }

    /** The value, shortened; secrets are never repeated. */
    private String quoted(Error error, JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "an array" : "an object";
        }
        var schema = error.getSchemaLocation().getFragment().getParent();
        if (contract.document().at(schema.toString()).path("format").asText().equals("password")) {
            return "the one that was sent";
        }
        var text = value.isTextual() ? '"' + value.asText() + '"' : value.asText();
        return text.codePointCount(0, text.length()) <= QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + '…';
    }

    private List<String> alternatives(Error error) {
        var fragment = error.getSchemaLocation().getFragment();
        while (!ANY_OF.equals(fragment.getName(-1))) {
            fragment = fragment.getParent();
        }
        return StreamSupport.stream(contract.document().at(fragment.toString()).spliterator(), false)
                .map(alternative -> names(alternative.path("required")))
                .flatMap(Collection::stream)
                .toList();
    }

    /** The object that the anyOf is about: alternatives that look at a member fail there, one level below. */
    private static String owner(Error error, String alternative) {
        var place = error.getInstanceLocation().toString();
        return alternative.contains("/properties/") ? place.substring(0, place.lastIndexOf('/')) : place;
    }

    private static List<String> names(JsonNode limit) {
        return limit.isArray()
                ? StreamSupport.stream(limit.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(limit.asText());
    }

    private static int characters(JsonNode value) {
        var text = value.asText();
        return text.codePointCount(0, text.length());
    }

    private static String member(String place, String name) {
        return place + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    /** A zone is a matter of its own: whether a name is known cannot be seen from its form. */
    private static String formatCode(Error error) {
        var format = error.getSchemaNode().asText();
        return format.equals("timezone") ? format : error.getKeyword();
    }

    private static String code(String keyword) {
        return keyword.equals(MaxDepth.NAME)
                ? "max_depth"
                : keyword.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
