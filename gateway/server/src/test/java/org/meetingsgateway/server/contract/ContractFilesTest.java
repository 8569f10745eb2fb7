package org.meetingsgateway.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every contract in the repository keeps to. */
class ContractFilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("repository.root"), "contracts/openapi");
    private static final Set<String> OURS = Set.of("example", "examples", MaxDepth.NAME);

    static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.replace(".yaml", ""))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_reference_leads_somewhere(String name) {
        var contract = contract(name);
        walk(contract.document(), "", (pointer, node) -> {
            if (node.has("$ref")) {
                assertThat(contract.at(node.get("$ref").asText())).as(pointer).isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_schema_is_one_and_uses_known_words_only(String name) {
        var contract = contract(name);
        var known = Dialects.getDraft202012().getKeywords().keySet();
        schemas(contract).forEach((pointer, schema) -> {
            contract.schema(place(pointer));
            schema.fieldNames()
                    .forEachRemaining(word -> assertThat(known.contains(word) || OURS.contains(word))
                            .as(pointer + ": " + word)
                            .isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_example_is_one(String name) {
        var contract = contract(name);
        var examples = new ArrayList<String>();
        walk(contract.document(), "", (pointer, node) -> {
            var example = node.get("example");
            if (example != null && !pointer.endsWith("/properties")) {
                // Beside a schema, or in it.
                var schema = node.has("schema") ? pointer + "/schema" : pointer;
                assertThat(contract.schema(place(schema)).validate(example))
                        .as(pointer)
                        .isEmpty();
                examples.add(pointer);
            }
        });
        assertThat(examples).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_operation_has_a_name_of_its_own(String name) {
        var names = operations(contract(name))
                .map(o -> o.path("operationId").asText())
                .toList();
        assertThat(names).isNotEmpty().doesNotContain("").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anchors_are_not_used(String name) throws IOException {
        // The reader of the trees does not follow them.
        assertThat(Files.readAllLines(FOLDER.resolve(name + ".yaml")))
                .noneMatch(l -> l.matches(".*[:-] [*&][A-Za-z].*"));
    }

    @Test
    void what_the_canonical_contract_takes_and_gives_is_closed() {
        var contract = contract("canonical");
        schemas(contract).forEach((pointer, schema) -> {
            var part = pointer.matches(".*/(anyOf|allOf)/[0-9]+|.*/(if|then|else)");
            var open = pointer.contains("/Jwks") || pointer.contains("/openapi~1");
            if (schema.has("properties") && !part && !open) {
                assertThat(schema.path("additionalProperties").isBoolean())
                        .as(pointer)
                        .isTrue();
            }
        });
    }

    @Test
    void every_text_that_the_canonical_contract_takes_is_bounded() {
        var contract = contract("canonical");
        var seen = new ArrayList<JsonNode>();
        operations(contract)
                .flatMap(o -> stream(o.path("requestBody").path("content")))
                .forEach(content -> bounded(contract, content.path("schema"), seen));
        assertThat(seen).hasSizeGreaterThan(50);
    }

    @Test
    void every_problem_and_every_limit_is_declared_for_every_operation() {
        operations(contract("canonical")).forEach(operation -> {
            var open = operation.path("security").isArray()
                    && operation.path("security").isEmpty();
            assertThat(operation.path("responses").properties())
                    .extracting(Map.Entry::getKey)
                    .as(operation.path("operationId").asText())
                    .contains("400", "408", "413", "414", "422", "429", "431", "500", "503")
                    .contains(open ? "200" : "401", open ? "200" : "403");
        });
    }

    private static void bounded(Contract contract, JsonNode schema, List<JsonNode> seen) {
        var resolved = contract.resolve(schema);
        if (seen.stream().anyMatch(s -> s == resolved)) {
            return;
        }
        seen.add(resolved);
        if (resolved.path("type").toString().contains("\"string\"")
                && !resolved.has("enum")
                && !resolved.has("const")) {
            var format = resolved.path("format").asText();
            assertThat(resolved.has("maxLength")
                            || format.equals("uuid")
                            || format.equals("date-time")
                            || resolved.path("pattern").asText().matches(".*\\{[0-9],[0-9]+}.*|.*\\{6}\\$"))
                    .as(resolved.toString())
                    .isTrue();
        }
        if (resolved.path("type").toString().contains("\"array\"")) {
            assertThat(resolved.has("maxItems")).as(resolved.toString()).isTrue();
        }
        stream(resolved.path("properties")).forEach(member -> bounded(contract, member, seen));
        stream(resolved.path("allOf")).forEach(part -> bounded(contract, part, seen));
        if (resolved.has("items")) {
            bounded(contract, resolved.get("items"), seen);
        }
    }

    private static Contract contract(String name) {
        return Contract.find(name).orElseThrow();
    }

    private static Stream<JsonNode> operations(Contract contract) {
        return stream(contract.document().path("paths"))
                .flatMap(path -> path.properties().stream())
                .filter(member -> !member.getKey().equals("parameters"))
                .map(Map.Entry::getValue);
    }

    /** Every schema of the document, nested ones included, by its JSON pointer. */
    private static Map<String, JsonNode> schemas(Contract contract) {
        Map<String, JsonNode> found = new java.util.LinkedHashMap<>();
        walk(contract.document(), "", (pointer, node) -> {
            var inSchema = pointer.matches("/components/schemas/[^/]+|.*/schema|.*/x-schema-without-[a-z_]+");
            var nested = pointer.matches("(.*)/(properties/[^/]+|items|(anyOf|allOf|oneOf)/[0-9]+)")
                    && (pointer.startsWith("/components/schemas/") || pointer.contains("/schema/"));
            if (node.isObject() && (inSchema || nested)) {
                found.put(pointer, node);
            }
        });
        return found;
    }

    private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, node);
        node.properties().forEach(member -> {
            if (!member.getKey().equals("example") || pointer.endsWith("/properties")) {
                var name = member.getKey().replace("~", "~0").replace("/", "~1");
                walk(member.getValue(), pointer + '/' + name, visitor);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), pointer + '/' + i, visitor);
        }
    }

    private static String[] place(String pointer) {
        return Stream.of(pointer.substring(1).split("/"))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toArray(String[]::new);
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return java.util.stream.StreamSupport.stream(node.spliterator(), false);
    }
}
