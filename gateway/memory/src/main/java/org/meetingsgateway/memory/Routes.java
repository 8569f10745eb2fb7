package org.meetingsgateway.memory;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Paths;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireResponse;

/**
 * Finds what answers a request, as the gateway's loop does: the most specific path that matches, no difference by a slash
 * at the end, {@code HEAD} as {@code GET}.
 */
record Routes(Surface surface) {
    /**
     * What answers.
     *
     * @param declared false for what answers where the surface has no endpoint
     * @param variables of the path, decoded
     * @param methods of the path; none where the surface has no such path
     */
    record Route(Endpoint endpoint, boolean declared, Map<String, String> variables, Set<String> methods) {}

    Route of(HttpMethod method, String path) {
        var segments = segments(path);
        var endpoints = matching(segments);
        if (endpoints.isEmpty() || !surface.mayHave(path)) {
            return failing(method, Set.of(), surface.authenticatesUnknownPaths(), surface.unknownPath(path));
        }
        var methods = methods(endpoints);
        var wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        return endpoints.stream()
                .filter(endpoint -> endpoint.method().equals(wanted))
                .findFirst()
                .map(endpoint -> new Route(endpoint, true, found(endpoint, segments), methods))
                .orElseGet(() -> method.equals(HttpMethod.OPTIONS)
                        ? options(methods)
                        : failing(
                                method,
                                methods,
                                surface.authenticatesUnknownPaths() || surface.authenticatesEveryMethod(),
                                new Problem.MethodNotAllowed(method.name(), methods)));
    }

    /** The endpoints of the one path that matches best. */
    private List<Endpoint> matching(String[] segments) {
        var best = surface.endpoints().stream()
                .map(Endpoint::path)
                .filter(template -> variables(segments(template), segments) != null)
                .min(Paths.MORE_SPECIFIC_FIRST);
        return surface.endpoints().stream()
                .filter(endpoint -> best.isPresent() && endpoint.path().equals(best.get()))
                .toList();
    }

    private static Route failing(HttpMethod method, Set<String> methods, boolean authenticates, Problem problem) {
        return undeclared(method, methods, authenticates, (request, meetings) -> Future.failedFuture(problem));
    }

    private Route options(Set<String> methods) {
        return undeclared(
                HttpMethod.OPTIONS,
                methods,
                surface.authenticatesEveryMethod(),
                (request, meetings) ->
                        Future.succeededFuture(WireResponse.empty(204).with("Allow", String.join(", ", methods))));
    }

    private static Route undeclared(
            HttpMethod method, Set<String> methods, boolean authenticates, Endpoint.Serve serve) {
        var access = authenticates ? Endpoint.Access.CREDENTIAL : Endpoint.Access.ANYONE;
        return new Route(new Endpoint(method, "", access, null, Set.of(), serve), false, Map.of(), methods);
    }

    private static Set<String> methods(List<Endpoint> endpoints) {
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        endpoints.forEach(endpoint -> methods.add(endpoint.method().name()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static String[] segments(String path) {
        return path.replaceAll("(?<=.)/+$", "").split("/", -1);
    }

    private static Map<String, String> found(Endpoint endpoint, String[] segments) {
        var variables = variables(segments(endpoint.path()), segments);
        return variables == null ? Map.of() : variables;
    }

    private static @Nullable Map<String, String> variables(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith(":")) {
                var plain = segments[i].replace("+", "%2B"); // only a query has blanks written as plus
                variables.put(template[i].substring(1), QueryStringDecoder.decodeComponent(plain));
            } else if (!template[i].equals(segments[i])) {
                return null;
            }
        }
        return variables;
    }
}
