package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.memory.Members;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * A remote product that expects certain requests in a certain order and has an answer to each. What else is sent is an
 * {@link AssertionError}, and so is what was expected and never sent: {@link #mustBeEmpty}.
 */
public final class ScriptedExchange implements Exchange {
    /** A request that is expected, with the headers to look at; its answer. */
    record Step(String method, String target, Map<String, String> headers, Buffer body, WireResponse.Bytes response) {
        Step answering(Buffer other) {
            return new Step(
                    method,
                    target,
                    headers,
                    body,
                    new WireResponse.Bytes(response.status(), response.headers(), other));
        }
    }

    private final Iterator<Step> steps;
    private final List<String> wrong = new ArrayList<>();

    ScriptedExchange(List<Step> steps) {
        this.steps = List.copyOf(steps).iterator();
    }

    /**
     * Reads a script: objects with {@code request}: {@code method} (GET unless said), {@code target} (path and query),
     * {@code headers} (those to look at), {@code body}; and {@code response}: {@code status} (200 unless said), {@code
     * headers}, {@code body}. A body is JSON, or a text to take as it is.
     */
    public static ScriptedExchange of(JsonArray script) {
        return new ScriptedExchange(Members.whole(
                new JsonObject().put("exchange", script), given -> given.objects("exchange", ScriptedExchange::step)));
    }

    static Step step(Members step) {
        return step.object(
                "request",
                request -> new Step(
                        request.string("method", "GET"),
                        request.string("target", "/"),
                        request.texts("headers"),
                        request.body("body"),
                        step.object("response", ScriptedExchange::response)));
    }

    private static WireResponse.Bytes response(Members response) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        response.texts("headers").forEach(headers::add);
        return new WireResponse.Bytes(response.integer("status", 200), headers, response.body("body"));
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        if (!steps.hasNext()) {
            return unexpected("nothing more was expected, but " + request.method() + " " + target(request));
        }
        var step = steps.next();
        var difference = difference(step, request);
        return difference == null ? Future.succeededFuture(step.response()) : unexpected(difference);
    }

    private Future<WireResponse.Bytes> unexpected(String what) {
        wrong.add(what);
        return Future.failedFuture(new AssertionError(what));
    }

    private static @Nullable String difference(Step step, WireRequest request) {
        var expected = step.method() + " " + step.target();
        var sent = request.method() + " " + target(request);
        if (!sent.equals(expected)) {
            return expected + " was expected, not " + sent;
        }
        for (var header : step.headers().entrySet()) {
            if (!header.getValue().equals(request.header(header.getKey()))) {
                return expected + " was expected with " + header + ", not " + request.header(header.getKey());
            }
        }
        return step.body().equals(request.body())
                ? null
                : expected + " was expected with the body " + step.body() + ", not " + request.body();
    }

    /** The path and the query as they would be sent; a request names no place, which is the transport's matter. */
    private static String target(WireRequest request) {
        var target = new QueryStringEncoder(request.base() + request.path());
        request.query().forEach(parameter -> target.addParam(parameter.getKey(), parameter.getValue()));
        return target.toString();
    }

    /** Fails where a request was wrong, also if nobody minded, or where one is still expected. */
    public void mustBeEmpty() {
        assertThat(wrong).as("requests that were not expected").isEmpty();
        assertThat(steps).as("requests that were never sent").isExhausted();
    }
}
