package org.meetingsgateway.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a value.
 *
 * @param base scheme, authority and path prefix as the caller used them ({@code https://host/desktop}), without a
 *     trailing slash: what absolute links start with
 * @param path the path as the style documents it, without {@code base}
 * @param pathParams decoded values of the variables in the matched endpoint's path
 * @param query decoded; an endpoint gets those parameters that it knows
 * @param sent the whole query, credentials and what nobody knows included: for links that repeat it
 * @param operation what it is sent for, in words of a bounded number such as {@code get_meeting}: durations are measured by
 *     it; null where nobody says, and of what is received
 */
public record WireRequest(
        HttpMethod method,
        String base,
        String path,
        Map<String, String> pathParams,
        MultiMap query,
        MultiMap sent,
        MultiMap headers,
        Buffer body,
        @Nullable String operation) {
    /** Nothing of the query is left out. */
    public WireRequest(
            HttpMethod method,
            String base,
            String path,
            Map<String, String> pathParams,
            MultiMap query,
            MultiMap headers,
            Buffer body) {
        this(method, base, path, pathParams, query, query, headers, body, null);
    }

    /** A variable of the matched endpoint's path; asking for one that it does not have is a programming error. */
    public String pathParam(String name) {
        return Objects.requireNonNull(pathParams.get(name), name);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The media type of the body, in lower case and without parameters; empty where the request does not say it. */
    public String mediaType() {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The first value of a parameter whose name is written just so: the map of the query does not mind case. */
    public @Nullable String parameter(String name) {
        for (var parameter : query) {
            if (parameter.getKey().equals(name)) {
                return parameter.getValue();
            }
        }
        return null;
    }

    /** The typed view of the query. */
    public Params params() {
        return new Params(query);
    }

    /** The same request at an endpoint, which knows these parameters. */
    public WireRequest at(Map<String, String> variables, MultiMap known) {
        return new WireRequest(method, base, path, variables, known, sent, headers, body, operation);
    }

    /** The same request with another path. */
    public WireRequest withPath(String other) {
        return new WireRequest(method, base, other, pathParams, query, sent, headers, body, operation);
    }

    /** The same request with other headers. */
    public WireRequest withHeaders(MultiMap others) {
        return new WireRequest(method, base, path, pathParams, query, sent, others, body, operation);
    }

    /** The same request with another body. */
    public WireRequest withBody(Buffer other) {
        return new WireRequest(method, base, path, pathParams, query, sent, headers, other, operation);
    }

    /** The same request, sent for that. */
    public WireRequest as(String other) {
        return new WireRequest(method, base, path, pathParams, query, sent, headers, body, other);
    }

    /** A request without body, for exchanges and tests. */
    public static WireRequest get(String path) {
        return new WireRequest(
                HttpMethod.GET,
                "",
                path,
                Map.of(),
                MultiMap.caseInsensitiveMultiMap(),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer());
    }

    /** The same request with one query parameter set. */
    public WireRequest with(String name, Object value) {
        var more = MultiMap.caseInsensitiveMultiMap().addAll(query).set(name, String.valueOf(value));
        return new WireRequest(method, base, path, pathParams, more, more, headers, body, operation);
    }
}
