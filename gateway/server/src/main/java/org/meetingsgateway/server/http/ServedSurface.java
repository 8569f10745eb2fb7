package org.meetingsgateway.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.limits.Limiter;
import org.meetingsgateway.server.metrics.SurfaceMetrics;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Paths;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;

/** A surface on its routers: one for its own paths, and one for the same paths behind its prefix. */
final class ServedSurface {
    private static final String SUFFIX_DROPPED = "suffix-dropped";
    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 256;

    private final Mount mount;
    private final SurfaceMetrics metrics;
    private final Limiter limits;
    private final Target unmatched;
    private final Place nowhere;
    private final Cache<String, Place> ownPlaces = places();
    private final Cache<String, Place> prefixedPlaces = places();
    private final Router own;
    private final Router prefixed;

    /**
     * @param serve makes the handler of a target
     * @param failed gets what the router itself fails with
     */
    ServedSurface(
            Vertx vertx,
            Mount mount,
            SurfaceMetrics metrics,
            Limiter limits,
            Function<Target, Handler<RoutingContext>> serve,
            Handler<RoutingContext> failed) {
        this.mount = mount;
        this.metrics = metrics;
        this.limits = limits;
        this.unmatched = Target.unmatched(mount.surface(), metrics);
        this.nowhere = new Place(unmatched, Map.of());
        var targets = targets(mount.surface(), metrics);
        this.own = router(vertx, "", targets, serve, failed);
        this.prefixed = router(vertx, mount.surface().address().prefix(), targets, serve, failed);
    }

    private static Cache<String, Place> places() {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    Surface surface() {
        return mount.surface();
    }

    Authenticator authenticator() {
        return mount.authenticator();
    }

    boolean isForOperators() {
        return mount.forOperators();
    }

    SurfaceMetrics metrics() {
        return metrics;
    }

    /**
     * What an answer says of the limit, or null for nothing.
     *
     * @param counted what the credential may still do; null where no limit was asked
     */
    @Nullable
    RateStatus rate(@Nullable RateStatus counted) {
        return counted == null && surface().alwaysStatesRate()
                ? limits.unused(surface().name())
                : counted;
    }

    /** Where requests count that never reached a target. */
    Target unmatched() {
        return unmatched;
    }

    /** Where a path leads that is of none, or whose answers are asked for again and again; null: the router knows. */
    @Nullable
    Place place(String path, String prefix) {
        return surface().mayHave(path.substring(prefix.length()))
                ? (prefix.isEmpty() ? ownPlaces : prefixedPlaces).getIfPresent(path)
                : nowhere;
    }

    /** Nothing but the path decides it. */
    void remember(String path, String prefix, Place place) {
        if (path.length() <= LONGEST_REMEMBERED) {
            (prefix.isEmpty() ? ownPlaces : prefixedPlaces).put(path, place);
        }
    }

    /** Takes a request to the target of its path. */
    void route(HttpServerRequest request, String prefix) {
        (prefix.isEmpty() ? own : prefixed).handle(request);
    }

    /** The same request, with its path as the endpoints have it. */
    WireRequest withoutSuffix(WireRequest called) {
        return called.withPath(Paths.withoutSuffix(called.path(), surface().optionalSuffix()));
    }

    private Router router(
            Vertx vertx,
            String prefix,
            Map<String, Target> targets,
            Function<Target, Handler<RoutingContext>> serve,
            Handler<RoutingContext> failed) {
        var router = Router.router(vertx);
        if (!surface().optionalSuffix().isEmpty()) {
            router.route().handler(this::dropSuffix).failureHandler(failed);
        }
        targets.forEach((path, target) ->
                router.route(prefix + path).handler(serve.apply(target)).failureHandler(failed));
        router.route().handler(serve.apply(unmatched)).failureHandler(failed);
        return router;
    }

    /** Once: the router starts anew with a path that is changed. */
    private void dropSuffix(RoutingContext context) {
        var called = Objects.requireNonNullElse(context.request().path(), "/");
        var path = Paths.withoutSuffix(called, surface().optionalSuffix());
        if (called.equals(path) || context.get(SUFFIX_DROPPED) != null) {
            context.next();
        } else {
            context.put(SUFFIX_DROPPED, true);
            context.reroute(path);
        }
    }

    /** By path without a slash at the end, which makes no difference; the more specific one of two that match comes first. */
    private static Map<String, Target> targets(Surface surface, SurfaceMetrics metrics) {
        var byPath = new LinkedHashMap<String, List<Endpoint>>();
        surface.endpoints().stream()
                .sorted(Comparator.comparing(Endpoint::path, Paths.MORE_SPECIFIC_FIRST))
                .forEach(endpoint -> byPath.computeIfAbsent(
                                endpoint.path().replaceAll("(?<=.)/+$", ""), path -> new ArrayList<>())
                        .add(endpoint));
        var targets = new LinkedHashMap<String, Target>();
        byPath.forEach((path, endpoints) -> targets.put(path, Target.of(surface, metrics, path, endpoints)));
        return targets;
    }
}
