package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.metrics.RouteMetrics;
import org.meetingsgateway.server.metrics.SurfaceMetrics;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;

/** One path template of a surface with its methods, or all the paths that it does not have. */
final class Target {
    private final Surface surface;
    private final RouteMetrics metrics;
    private final Map<HttpMethod, Operation> operations = new HashMap<>();
    private final @Nullable Set<String> allowed;

    private Target(Surface surface, RouteMetrics metrics, @Nullable Set<String> allowed) {
        this.surface = surface;
        this.metrics = metrics;
        this.allowed = allowed;
    }

    static Target unmatched(Surface surface, SurfaceMetrics metrics) {
        return new Target(surface, metrics.route(SurfaceMetrics.UNMATCHED), null);
    }

    static Target of(Surface surface, SurfaceMetrics metrics, String template, Collection<Endpoint> endpoints) {
        var allowed = new TreeSet<String>();
        var target = new Target(surface, metrics.route(template), allowed);
        for (var endpoint : endpoints) {
            if (target.operations.put(endpoint.method(), Operation.declared(endpoint)) != null) {
                throw new IllegalArgumentException(
                        surface.name() + " has " + endpoint.method() + " " + template + " twice");
            }
            allowed.add(endpoint.method().name());
        }
        var get = target.operations.get(HttpMethod.GET);
        if (get != null && target.operations.putIfAbsent(HttpMethod.HEAD, get) == null) {
            allowed.add(HttpMethod.HEAD.name());
        }
        allowed.add(HttpMethod.OPTIONS.name());
        target.operations.putIfAbsent(HttpMethod.OPTIONS, Operation.options(surface, allowed));
        return target;
    }

    RouteMetrics metrics() {
        return metrics;
    }

    /** The methods that the path has; null where the surface has no such path. */
    @Nullable
    Set<String> allowed() {
        return allowed;
    }

    Operation operation(HttpMethod method) {
        if (allowed == null) {
            return Operation.unknownPath(surface, method);
        }
        var operation = operations.get(method);
        return operation == null ? Operation.wrongMethod(surface, method, allowed) : operation;
    }
}
