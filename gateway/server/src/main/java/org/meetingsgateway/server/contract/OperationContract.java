package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.Problem.Violation.In;
import org.meetingsgateway.wire.WireRequest;

/** What requests to one operation must look like. Never blocks; a request without query and body costs nothing. */
public final class OperationContract {
    /** So many things wrong are enough to be told. */
    private static final int MAX_VIOLATIONS = 100;

    private final Map<String, QueryParameter> query;
    private final Map<String, Schema> bodies;
    private final Set<String> readOnly;
    private final Violations violations;
    private final boolean anyRequired;

    private OperationContract(
            Map<String, QueryParameter> query,
            Map<String, Schema> bodies,
            Set<String> readOnly,
            Violations violations) {
        this.query = query;
        this.bodies = bodies;
        this.readOnly = readOnly;
        this.violations = violations;
        this.anyRequired = query.values().stream().anyMatch(QueryParameter::required);
    }

    /** The names of the query parameters that it knows. */
    public Set<String> query() {
        return query.keySet();
    }

    /**
     * Checks query and body.
     *
     * @return the body; empty where the operation takes none. Whole numbers are {@code Long} or {@code Integer}, other
     *     numbers {@code Double}
     * @throws Problem.Invalid with everything that is wrong
     * @throws Problem.Malformed when the body is no JSON object
     * @throws Problem.UnsupportedMediaType when the body says that it is something else; one that says nothing is JSON
     */
    public JsonObject check(WireRequest request) {
        if (bodies.isEmpty() && request.query().isEmpty() && !anyRequired) {
            return new JsonObject();
        }
        var found = checkQuery(request);
        var body = new JsonObject();
        if (!bodies.isEmpty()) {
            var schema = schema(request);
            var json = StrictJson.object(request.body());
            found.addAll(violations.ofBody(schema.validate(json), readOnly));
            body = StrictJson.toVertx(json);
        }
        if (!found.isEmpty()) {
            throw new Problem.Invalid(found.subList(0, Math.min(found.size(), MAX_VIOLATIONS)));
        }
        return body;
    }

    private List<Violation> checkQuery(WireRequest request) {
        var found = new ArrayList<Violation>();
        for (var name : request.query().names()) {
            var parameter = query.get(name);
            if (parameter == null) {
                found.add(new Violation(
                        In.QUERY, name, "unknown_parameter", "is not a parameter of this operation" + known()));
            } else {
                found.addAll(parameter.check(request.query().getAll(name), violations));
            }
        }
        for (var parameter : query.values()) {
            if (parameter.required() && !request.query().contains(parameter.name())) {
                found.add(new Violation(In.QUERY, parameter.name(), "required", "is required"));
            }
        }
        return found;
    }

    private String known() {
        return query.isEmpty() ? "; it has none" : "; those are " + String.join(", ", query.keySet());
    }

    private Schema schema(WireRequest request) {
        var type = request.header("Content-Type");
        var schema = bodies.get(type == null || type.isBlank() ? "application/json" : mediaType(type));
        if (schema == null) {
            throw new Problem.UnsupportedMediaType(
                    type == null ? "none" : mediaType(type), String.join(" or ", bodies.keySet()));
        }
        return schema;
    }

    /** Type and subtype in lower case; JSON in another encoding than UTF-8 is not understood. */
    private static String mediaType(String header) {
        var parts = header.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.matches("charset=\"?utf-?8\"?")) {
                return parts[0].strip() + ";" + parameter;
            }
        }
        return parts[0].strip();
    }

    /** An operation in a contract's document. */
    record Place(Contract contract, String path, String method, JsonNode operation) {}

    static OperationContract compile(Place place, @Nullable JsonNode shared) {
        Map<String, QueryParameter> query = new LinkedHashMap<>();
        addParameters(place.contract(), shared, query, new String[] {"paths", place.path(), "parameters"});
        addParameters(place.contract(), place.operation().get("parameters"), query, new String[] {
            "paths", place.path(), place.method(), "parameters"
        });
        Map<String, Schema> bodies = new LinkedHashMap<>();
        place.operation()
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(type -> bodies.put(
                        type.getKey(),
                        place.contract()
                                .schema(
                                        "paths",
                                        place.path(),
                                        place.method(),
                                        "requestBody",
                                        "content",
                                        type.getKey(),
                                        "schema")));
        return new OperationContract(query, bodies, shown(place), new Violations(place.contract()));
    }

    private static void addParameters(
            Contract contract, @Nullable JsonNode parameters, Map<String, QueryParameter> query, String[] place) {
        for (int i = 0; parameters != null && i < parameters.size(); i++) {
            var parameter = contract.resolve(parameters.get(i));
            if (!parameter.path("in").asText().equals("query")) {
                continue;
            }
            var name = parameter.path("name").asText();
            var reference = parameters.get(i).get("$ref");
            var path = new ArrayList<>(
                    reference == null
                            ? List.of(place)
                            : List.of(reference.asText().substring(2).split("/")));
            if (reference == null) {
                path.add(String.valueOf(i));
            }
            path.add("schema");
            query.put(
                    name,
                    new QueryParameter(
                            name,
                            parameter.path("required").asBoolean(),
                            contract.resolve(parameter.get("schema"))
                                    .path("type")
                                    .asText(),
                            contract.schema(path.toArray(String[]::new))));
        }
    }

    /** The members of what the operation answers with: those that its body does not have are read-only. */
    private static Set<String> shown(Place place) {
        var names = new HashSet<String>();
        place.operation().path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                var schema = place.contract()
                        .resolve(response.getValue())
                        .path("content")
                        .path("application/json")
                        .path("schema");
                addMembers(place.contract(), schema, names);
            }
        });
        return names;
    }

    private static void addMembers(Contract contract, JsonNode schema, Set<String> names) {
        var resolved = contract.resolve(schema);
        resolved.path("properties").fieldNames().forEachRemaining(names::add);
        resolved.path("allOf").forEach(part -> addMembers(contract, part, names));
    }
}
