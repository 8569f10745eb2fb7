package org.meetingsgateway.tck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireResponse;

/**
 * Checks answers by the OpenAPI document of a style ({@code contracts/openapi/<style>.yaml}): the operation is found by
 * the concrete path; its status must be declared, required headers must be there, and content type and body must be as
 * declared.
 *
 * <p>Two extensions of ours are understood: {@code x-other-requests} (beside {@code paths}) declares the answers to
 * requests that no operation describes, and {@code x-schema-without-<parameter>} (beside {@code schema}) the narrower
 * schema that holds when the request does not have that query parameter.
 */
public final class ResponseContract {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String NARROWER = "x-schema-without-";

    private final OpenApi openApi;

    private ResponseContract(OpenApi openApi) {
        this.openApi = openApi;
    }

    /** The contract of a style, or {@code canonical}; an {@link IllegalStateException} where there is none. */
    public static ResponseContract of(String style) {
        return new ResponseContract(OpenApi.read(style));
    }

    /** Every operation that the contract describes. */
    Set<OpenApi.Operation> operations() {
        return openApi.operations();
    }

    /**
     * Fails with everything that is wrong with an answer.
     *
     * @param target path and query as they were sent, as the style documents them: without host and prefix
     * @throws AssertionError when anything is wrong
     */
    public void check(HttpMethod method, String target, int status, MultiMap headers, Buffer body) {
        var wrong = violations(method, target, status, headers, body);
        if (!wrong.isEmpty()) {
            throw new AssertionError("%s %s answered %d against the contract:%n  %s%n  body: %s"
                    .formatted(method, target, status, String.join("\n  ", wrong), shortened(body)));
        }
    }

    /** As {@link #check(HttpMethod, String, int, MultiMap, Buffer)}. */
    public void check(HttpMethod method, String target, WireResponse.Bytes response) {
        check(method, target, response.status(), response.headers(), response.body());
    }

    /** What is wrong with an answer; empty where it is as the contract says. */
    public List<String> violations(HttpMethod method, String target, int status, MultiMap headers, Buffer body) {
        var question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        var query = question < 0 ? "" : target.substring(question + 1);
        var responses = openApi.responses(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method, path);
        if (responses == null) {
            return List.of("the contract has no such operation");
        }
        var response = responses.of(status);
        if (response == null) {
            return List.of("the contract does not have this status here");
        }
        var wrong = new ArrayList<String>();
        checkHeaders(response, headers, wrong);
        if (method.equals(HttpMethod.HEAD)) {
            if (body.length() > 0) {
                wrong.add("an answer to HEAD has no body");
            }
        } else {
            checkBody(response, query, headers.get("Content-Type"), body, wrong);
        }
        return wrong;
    }

    private static void checkHeaders(OpenApi.Response response, MultiMap headers, List<String> wrong) {
        for (var header : response.headers()) {
            var values = headers.getAll(header.name());
            if (values.isEmpty() && header.required()) {
                wrong.add("header " + header.name() + " is missing");
            }
            for (var value : values) {
                header.schema()
                        .validate(header.isInteger() ? integer(value) : TextNode.valueOf(value))
                        .forEach(error ->
                                wrong.add("header " + header.name() + ": " + value + " " + error.getMessage()));
            }
        }
    }

    private static JsonNode integer(String value) {
        return value.matches("-?[0-9]{1,18}") ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value);
    }

    private static void checkBody(
            OpenApi.Response response, String query, @Nullable String contentType, Buffer body, List<String> wrong) {
        if (response.contents().isEmpty()) {
            if (body.length() > 0) {
                wrong.add("the contract has no body here");
            }
            return;
        }
        var mediaType =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var content = response.contents().get(mediaType);
        if (content == null) {
            wrong.add("content type " + contentType + " is none of "
                    + response.contents().keySet());
            return;
        }
        var schema = content.schema(name -> hasParameter(query, name));
        if (schema != null) {
            checkAgainst(schema, mediaType, body, wrong);
        }
    }

    private static void checkAgainst(Schema schema, String mediaType, Buffer body, List<String> wrong) {
        JsonNode node;
        try {
            node = mediaType.endsWith("json") ? JSON.readTree(body.getBytes()) : TextNode.valueOf(body.toString());
        } catch (JsonProcessingException e) {
            wrong.add("the body is no JSON: " + e.getOriginalMessage());
            return;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (node.isMissingNode()) {
            wrong.add("the body is empty");
            return;
        }
        schema.validate(node).forEach(error -> wrong.add(error.getInstanceLocation() + ": " + error.getMessage()));
    }

    private static boolean hasParameter(String query, String name) {
        for (var pair : query.split("&", -1)) {
            if (pair.equals(name) || pair.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(Buffer body) {
        var text = body.toString();
        return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
    }

    /** The name of the query parameter whose absence an extension is about, or null where it is another member. */
    static @Nullable String parameterOf(String member) {
        return member.startsWith(NARROWER) ? member.substring(NARROWER.length()) : null;
    }
}
