package org.meetingsgateway.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answers that an OpenAPI 3.1 document declares, compiled. */
final class OpenApi {
    private static final String BASE = "urn:meetings-gateway:contract";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** A path of the document: what it matches, and its answers by method. */
    private record Template(
            Pattern pattern, int variables, boolean endsInVariable, Map<String, Responses> operations) {}

    /** The answers of one operation by status: exact, a range such as {@code 4XX}, or {@code default}. */
    record Responses(Map<String, Response> byStatus) {
        @Nullable
        Response of(int status) {
            var exact = byStatus.get(String.valueOf(status));
            var range = exact != null ? exact : byStatus.get(status / 100 + "XX");
            return range != null ? range : byStatus.get("default");
        }
    }

    record Response(List<Header> headers, Map<String, Content> contents) {}

    record Header(String name, boolean required, boolean isInteger, Schema schema) {}

    /**
     * A body.
     *
     * @param narrower by query parameter: what holds when the request does not have it
     */
    record Content(@Nullable Schema schema, Map<String, Schema> narrower) {
        @Nullable
        Schema schema(Predicate<String> requestHas) {
            return narrower.entrySet().stream()
                    .filter(entry -> !requestHas.test(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(schema);
        }
    }

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final List<Template> templates = new ArrayList<>();
    private final @Nullable Responses otherRequests;

    private OpenApi(JsonNode document) {
        this.document = document;
        var dialect = Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
                .build();
        var settings = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        registry = SchemaRegistry.withDialect(
                dialect, builder -> builder.schemaRegistryConfig(settings).schemas(Map.of(BASE, document.toString())));
        document.path("paths").properties().forEach(path -> templates.add(template(path.getKey(), path.getValue())));
        var others = document.path("x-other-requests").path("responses");
        otherRequests = others.isMissingNode() ? null : responses("/x-other-requests", others);
    }

    /** Reads {@code contracts/openapi/<style>.yaml} of this repository. */
    static OpenApi read(String style) {
        var file = Repository.contracts("openapi/" + style + ".yaml");
        try {
            return new OpenApi(new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("no contract " + file, e);
        }
    }

    static OpenApi of(JsonNode document) {
        return new OpenApi(document);
    }

    /**
     * An operation as an endpoint would declare it.
     *
     * @param path with {@code :name} for variables
     * @param scope the one that it needs; null where any credential will do, or none is needed
     */
    record Operation(
            String method,
            String path,
            Set<String> query,
            @Nullable String scope) {}

    /** Everything that the document describes. */
    Set<Operation> operations() {
        Set<Operation> operations = new LinkedHashSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().path("responses").isObject())
                        .forEach(member -> operations.add(new Operation(
                                member.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{([^}]+)}", ":$1"),
                                queryParameters(path.getValue(), member.getValue()),
                                scope(member.getValue())))));
        return operations;
    }

    /** Those of the path are those of each of its operations. */
    private Set<String> queryParameters(JsonNode path, JsonNode operation) {
        Set<String> names = new LinkedHashSet<>();
        for (var owner : List.of(path, operation)) {
            for (var declared : owner.path("parameters")) {
                var parameter = resolve(new Node("", declared)).value();
                if (parameter.path("in").asText().equals("query")) {
                    names.add(parameter.path("name").asText());
                }
            }
        }
        return names;
    }

    private static @Nullable String scope(JsonNode operation) {
        for (var requirement : operation.path("security")) {
            for (var credential : requirement) {
                if (!credential.isEmpty()) {
                    return credential.get(0).asText();
                }
            }
        }
        return null;
    }

    /** What a request may be answered with; null where nothing is declared. */
    @Nullable
    Responses responses(HttpMethod method, String path) {
        var plain = path.replaceAll("(?<=.)/+$", ""); // a slash at the end makes no difference to the gateway
        return templates.stream()
                .filter(template -> template.pattern().matcher(plain).matches())
                // A path that is spelled out wins over one with variables (OpenAPI, Path Templating Matching).
                // Of equals, the one that ends in a word, as the gateway routes them.
                .min(Comparator.comparingInt(Template::variables).thenComparing(Template::endsInVariable))
                .map(template -> template.operations().get(method.name()))
                .orElse(otherRequests);
    }

    private Template template(String path, JsonNode item) {
        Map<String, Responses> operations = new HashMap<>();
        item.properties().forEach(member -> {
            var responses = member.getValue().path("responses");
            if (responses.isObject()) {
                operations.put(
                        member.getKey().toUpperCase(Locale.ROOT),
                        responses("/paths/" + escaped(path) + '/' + member.getKey(), responses));
            }
        });
        var pattern = new StringBuilder();
        var variables = VARIABLE.matcher(path);
        int count = 0;
        int end = 0;
        for (; variables.find(); end = variables.end(), count++) {
            pattern.append(Pattern.quote(path.substring(end, variables.start())))
                    .append(variable(
                            variables.group().substring(1, variables.group().length() - 1)));
        }
        pattern.append(Pattern.quote(path.substring(end)));
        return new Template(Pattern.compile(pattern.toString()), count, path.endsWith("}"), operations);
    }

    /** What a variable of a path may be: what its parameter's pattern says, without slashes. */
    private String variable(String name) {
        var parameter = document.path("components").path("parameters").path(name);
        return parameter.path("schema").path("pattern").asText("^[^/]+$").replaceAll("^\\^|\\$$", "");
    }

    private Responses responses(String owner, JsonNode responses) {
        Map<String, Response> byStatus = new LinkedHashMap<>();
        responses
                .properties()
                .forEach(entry -> byStatus.put(
                        entry.getKey(), response(new Node(owner + "/responses/" + entry.getKey(), entry.getValue()))));
        return new Responses(byStatus);
    }

    private Response response(Node declared) {
        var response = resolve(declared);
        List<Header> headers = new ArrayList<>();
        response.value().path("headers").properties().forEach(entry -> {
            var header = resolve(response.child("headers").child(entry.getKey()));
            var schema = header.child("schema");
            headers.add(new Header(
                    entry.getKey(),
                    header.value().path("required").asBoolean(),
                    resolve(schema).value().path("type").asText().equals("integer"),
                    compile(schema)));
        });
        Map<String, Content> contents = new LinkedHashMap<>();
        response.value()
                .path("content")
                .properties()
                .forEach(entry -> contents.put(
                        entry.getKey().toLowerCase(Locale.ROOT),
                        content(response.child("content").child(entry.getKey()))));
        return new Response(headers, contents);
    }

    private Content content(Node mediaType) {
        Map<String, Schema> narrower = new LinkedHashMap<>();
        mediaType.value().fieldNames().forEachRemaining(member -> {
            var parameter = ResponseContract.parameterOf(member);
            if (parameter != null) {
                narrower.put(parameter, compile(mediaType.child(member)));
            }
        });
        return new Content(mediaType.value().has("schema") ? compile(mediaType.child("schema")) : null, narrower);
    }

    private Schema compile(Node schema) {
        return registry.getSchema(SchemaLocation.of(BASE + '#' + schema.pointer()));
    }

    private Node resolve(Node node) {
        var resolved = node;
        while (resolved.value().has("$ref")) {
            var pointer = resolved.value().get("$ref").asText().substring(1);
            resolved = new Node(pointer, document.at(pointer));
        }
        return resolved;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** A value of the document and its JSON pointer. */
    private record Node(String pointer, JsonNode value) {
        Node child(String name) {
            return new Node(pointer + '/' + escaped(name), value.path(name));
        }
    }
}
