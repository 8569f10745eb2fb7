package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The request durations of one route, by method and status. Timers are kept here: asking the registry costs more than recording. */
public final class RouteMetrics {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final String OTHER = "_OTHER";
    private static final int STATUSES = 600;

    private final Metrics metrics;
    private final String surface;
    private final String route;
    private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    RouteMetrics(Metrics metrics, String surface, String route) {
        this.metrics = metrics;
        this.surface = surface;
        this.route = route;
    }

    public String route() {
        return route;
    }

    /** The method as labels and logs have it: what is not a standard method is {@code _OTHER}. */
    public static String method(String name) {
        return METHODS.contains(name) ? name : OTHER;
    }

    /** @param status 100–599 */
    public void served(String method, int status, long nanos) {
        int key = METHODS.indexOf(method) * STATUSES + status;
        var timer = timers.get(key);
        if (timer == null) {
            timer = timers.computeIfAbsent(
                    key, absent -> metrics.requestDuration(surface, route, method(method), status));
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
