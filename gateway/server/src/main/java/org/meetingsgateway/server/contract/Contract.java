package org.meetingsgateway.server.contract;

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
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One OpenAPI 3.1 document and the JSON schemas in it (draft 2020-12, formats asserted).
 *
 * @param document the document as it was written
 * @param root the document as a schema resource, which the schemas inside are found in
 */
record Contract(JsonNode document, Schema root) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Reads a contract from the class path; empty where there is none of that name. Blocks. */
    static Optional<Contract> find(String name) {
        try (var yaml = Contract.class.getResourceAsStream("/contracts/openapi/" + name + ".yaml")) {
            return yaml == null ? Optional.empty() : Optional.of(of(YAML.readTree(yaml)));
        } catch (IOException e) {
            throw new UncheckedIOException("contract " + name, e);
        }
    }

    static Contract of(JsonNode document) {
        var dialect = Dialect.builder(Dialects.getDraft202012())
                .format(Formats.UUID)
                .format(Formats.DATE_TIME)
                .format(Formats.TIME_ZONE)
                .keyword(new MaxDepth())
                // The rest of the document around the schemas, and what only documents.
                .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
                .build();
        var settings = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        var registry = SchemaRegistry.withDialect(dialect, b -> b.schemaRegistryConfig(settings));
        return new Contract(document, registry.getSchema(SchemaLocation.of("urn:meetings-gateway:contract"), document));
    }

    /** The compiled schema at a place of the document: names from the top downwards. */
    Schema schema(String... place) {
        var path = new NodePath(PathType.JSON_POINTER);
        var node = document;
        for (var name : place) {
            path = node.isArray() ? path.append(Integer.parseInt(name)) : path.append(name);
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        var schema = root.getRefSchema(path);
        if (schema == null) {
            throw new IllegalStateException("no schema at " + Arrays.toString(place));
        }
        schema.initializeValidators();
        return schema;
    }

    /** What a node says, or what it refers to. */
    JsonNode resolve(JsonNode node) {
        var seen = node;
        while (seen.has("$ref")) {
            seen = at(seen.get("$ref").asText());
        }
        return seen;
    }

    /** The node that a local reference ({@code #/…}) names. */
    JsonNode at(String reference) {
        var found = document.at(reference.substring(1));
        if (found.isMissingNode()) {
            throw new IllegalStateException("nothing at " + reference);
        }
        return found;
    }
}
