package org.meetingsgateway.server.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.http.Addressing.Addressed;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Meets every request of one event loop: finds the surface that it is addressed to, and lets it in or not. */
final class Entrance implements Handler<HttpServerRequest> {
    private static final int MAX_PARAMETERS = 1_000;

    private final Loop loop;
    private final Origins origins;
    private final boolean requiresHttps;
    private final List<ServedSurface> surfaces;
    private final Addressing addressing;
    private final Steps steps;
    /** A path of no surface. */
    private final Addressed nowhere;

    Entrance(Vertx vertx, Site site, Loop loop, Metrics metrics) {
        this.loop = loop;
        this.origins = site.origins();
        this.requiresHttps = site.requiresHttps();
        this.steps = new Steps(site.backend());
        this.surfaces = site.mounts().stream()
                .map(mount -> new ServedSurface(
                        vertx,
                        mount,
                        metrics.surface(mount.surface().name()),
                        site.backend().limits(),
                        target -> context ->
                                steps.take(visit(context), new Place(target, Map.copyOf(context.pathParams()))),
                        this::failed))
                .toList();
        this.addressing = new Addressing(surfaces, site.hosts());
        this.nowhere = new Addressed(surfaces.getFirst(), "", false, null, surfaces);
    }

    @Override
    public void handle(HttpServerRequest request) {
        var peer = loop.peers().of(request.connection());
        if (peer == null || !peer.takesNext()) {
            return; // the connection is closed, or about to be
        }
        var origin = origins.of(request);
        if (origin.isHttps()) {
            SecureHeaders.writeTransport(request.response().headers());
        }
        // A hostile path is only compared, so that its refusal comes from the surface that it is aimed at.
        var path = withoutEmptySegments(Objects.requireNonNullElse(request.path(), "/"));
        var addressed = addressing.find(origin.host(), path);
        if (!loop.load().begins(rank(addressed))) {
            refused(peer, request, Identity.unrecorded(request), addressed).shed();
            return;
        }
        var problem = Hostile.check(request, loop.limits().uriBytes());
        var identity = Identity.of(request, loop.tracing());
        var query = MultiMap.caseInsensitiveMultiMap();
        if (problem == null && !decode(request, query)) {
            problem = new Problem.Malformed("The query is malformed");
        }
        var where = addressed == null ? nowhere : addressed;
        var called = new WireRequest(
                request.method(),
                origins.links(origin, where.onVendorHost()) + where.prefix(),
                path.substring(where.prefix().length()),
                Map.of(),
                query,
                identity.in(request.headers()),
                Buffer.buffer());
        var surface = claimant(where, called);
        var wire = surface.withoutSuffix(called);
        var visit = new Visit(loop, peer, request, identity, surface, where.account(), wire, true);
        if (problem instanceof Problem.UriTooLong) { // whoever sends so much is not waited for again
            visit.closing();
        }
        if (problem != null) {
            visit.fail(problem);
        } else if (requiresHttps && !origin.isHttps()) {
            toHttps(visit, request, origin);
        } else {
            route(visit, request, where.prefix());
        }
    }

    private void route(Visit visit, HttpServerRequest request, String prefix) {
        var surface = visit.surface();
        var path = Objects.requireNonNullElse(request.path(), "/");
        var place = surface.place(path, prefix);
        if (place == null) {
            visit.whenRepeated(repeated -> surface.remember(path, prefix, repeated));
            surface.route(request, prefix);
            return;
        }
        try {
            steps.take(visit, place);
        } catch (RuntimeException e) { // as the router has it
            visit.fail(e);
        }
    }

    /** The same resource, query included: the caller sent all of it in the clear already. */
    private static void toHttps(Visit visit, HttpServerRequest request, Origin origin) {
        if (!visit.surface().surface().redirectsToHttps()) {
            visit.fail(new Problem.Forbidden("HTTPS is required"));
            return;
        }
        var query = request.query();
        visit.answer(WireResponse.empty(301)
                .with(
                        "Location",
                        "https://" + origin.httpsAuthority() + request.path() + (query == null ? "" : "?" + query)));
    }

    /**
     * What the HTTP decoder turned away. Where it broke off after the request line, the path still says what was aimed
     * at; the decoder's stand-in for a line that it could not read belongs to nobody.
     */
    void invalid(HttpServerRequest request) {
        var peer = loop.peers().of(request.connection());
        if (peer == null || !peer.takesNext()) {
            return;
        }
        var identity = Identity.of(request, loop.tracing());
        var path = withoutEmptySegments(Objects.requireNonNullElse(request.path(), "/"));
        var addressed = addressing.find(origins.of(request).host(), path);
        var visit = refused(peer, request, identity, addressed);
        visit.closing();
        visit.fail(meaning(request.decoderResult().cause()));
    }

    /** A request that nobody looks at any closer. */
    private Visit refused(Peer peer, HttpServerRequest request, Identity identity, @Nullable Addressed addressed) {
        var wire = new WireRequest(
                request.method(),
                "",
                "/",
                Map.of(),
                MultiMap.caseInsensitiveMultiMap(),
                identity.in(MultiMap.caseInsensitiveMultiMap()),
                Buffer.buffer());
        var surface = addressed == null ? surfaces.getFirst() : addressed.surface();
        return new Visit(loop, peer, request, identity, surface, null, wire, false);
    }

    private static Load.Rank rank(@Nullable Addressed addressed) {
        return addressed != null && addressed.surface().isForOperators() ? Load.Rank.OPERATOR : Load.Rank.CALLER;
    }

    private static Problem meaning(@Nullable Throwable undecoded) {
        if (undecoded instanceof TooLongHttpLineException) {
            return new Problem.UriTooLong();
        }
        return undecoded instanceof TooLongHttpHeaderException
                ? new Problem.HeadersTooLarge()
                : new Problem.Malformed("The request is not valid HTTP");
    }

    /** Several slashes count as one: a base URL that ends in a slash is no reason to fail. */
    private static String withoutEmptySegments(String path) {
        return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    }

    private Visit visit(RoutingContext context) {
        var peer = Objects.requireNonNull(loop.peers().of(context.request().connection()));
        return Objects.requireNonNull(peer.visit());
    }

    private void failed(RoutingContext context) {
        var failure = context.failure();
        visit(context).fail(failure == null ? new Problem.Malformed("The path is malformed") : failure);
    }

    /**
     * Where paths are of no surface, or of one around others: the surface whose key the request carries, so that the
     * key's owner understands the answer.
     */
    private static ServedSurface claimant(Addressed where, WireRequest wire) {
        for (var served : where.within()) {
            var credential = credential(served, wire);
            if (credential != null && served.surface().claims(credential)) {
                return served;
            }
        }
        return where.surface();
    }

    private static @Nullable String credential(ServedSurface served, WireRequest wire) {
        try {
            return served.surface().credential(wire);
        } catch (RuntimeException e) {
            return null; // a surface that cannot read it does not claim it
        }
    }

    private static boolean decode(HttpServerRequest request, MultiMap query) {
        var raw = request.query();
        if (raw == null || raw.isEmpty()) {
            return true;
        }
        try {
            new QueryStringDecoder(raw, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true)
                    .parameters()
                    .forEach(query::add);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
