package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every operation of a contract, as the gateway itself serves it. */
record Operations(JsonObject document, List<Operation> all) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /**
     * @param path with variables in braces
     * @param members of its body
     */
    record Operation(
            String method,
            String path,
            List<JsonObject> query,
            boolean hasBody,
            Set<String> members,
            JsonObject definition) {
        List<String> variables() {
            return Pattern.compile("\\{([a-z_]+)}")
                    .matcher(path)
                    .results()
                    .map(m -> m.group(1))
                    .toList();
        }

        /** The path with every variable replaced. */
        String with(java.util.function.UnaryOperator<String> value) {
            return Pattern.compile("\\{([a-z_]+)}")
                    .matcher(path)
                    .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(value.apply(m.group(1))));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Operations of(GatewayProcess gateway, String contract) {
        var document = new Api(gateway.api(), "canonical", null)
                .unchecked("GET", "/openapi/" + contract + ".json", null)
                .json();
        var all = new ArrayList<Operation>();
        document.getJsonObject("paths").forEach(entry -> {
            var item = (JsonObject) entry.getValue();
            for (var method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    var definition = item.getJsonObject(method);
                    all.add(new Operation(
                            method.toUpperCase(Locale.ROOT),
                            entry.getKey(),
                            query(document, definition.getJsonArray("parameters", new JsonArray())),
                            definition.containsKey("requestBody"),
                            members(document, definition.getJsonObject("requestBody")),
                            definition));
                }
            }
        });
        return new Operations(document, all);
    }

    private static List<JsonObject> query(JsonObject document, JsonArray parameters) {
        return parameters.stream()
                .map(p -> resolved(document, (JsonObject) p))
                .filter(p -> "query".equals(p.getString("in")))
                .toList();
    }

    private static Set<String> members(JsonObject document, @Nullable JsonObject body) {
        var members = new TreeSet<String>();
        if (body != null) {
            var content = resolved(document, body).getJsonObject("content");
            content.forEach(type -> collect(
                    document, ((JsonObject) type.getValue()).getJsonObject("schema", new JsonObject()), members));
        }
        return members;
    }

    private static void collect(JsonObject document, JsonObject schema, Set<String> members) {
        var resolved = resolved(document, schema);
        members.addAll(resolved.getJsonObject("properties", new JsonObject()).fieldNames());
        for (var combined : List.of("allOf", "oneOf", "anyOf")) {
            resolved.getJsonArray(combined, new JsonArray())
                    .forEach(part -> collect(document, (JsonObject) part, members));
        }
    }

    static JsonObject resolved(JsonObject document, JsonObject maybeReference) {
        var reference = maybeReference.getString("$ref");
        if (reference == null) {
            return maybeReference;
        }
        var found = document;
        for (var step : reference.substring(2).split("/")) {
            found = found.getJsonObject(step);
        }
        return found;
    }
}
