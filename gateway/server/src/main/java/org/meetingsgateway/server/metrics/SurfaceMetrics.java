package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of one surface. */
public final class SurfaceMetrics {
    /** The route of a path that no endpoint has. */
    public static final String UNMATCHED = "unmatched";

    private final Metrics metrics;
    private final String surface;
    private final Counter admitted;
    private final Counter limited;
    private final Counter shed;
    private final Map<String, RouteMetrics> routes = new ConcurrentHashMap<>();

    SurfaceMetrics(Metrics metrics, String surface) {
        this.metrics = metrics;
        this.surface = surface;
        this.admitted = metrics.rateLimit(surface, "admitted");
        this.limited = metrics.rateLimit(surface, "limited");
        this.shed = metrics.shed(surface);
    }

    /** A credential's limit was asked. */
    public void asked(boolean admits) {
        (admits ? admitted : limited).increment();
    }

    /** A request was turned away, because there was too much to do. */
    public void shed() {
        shed.increment();
    }

    /** @param route the template of an endpoint's path, or {@link #UNMATCHED} */
    public RouteMetrics route(String route) {
        return routes.computeIfAbsent(route, template -> new RouteMetrics(metrics, surface, template));
    }
}
