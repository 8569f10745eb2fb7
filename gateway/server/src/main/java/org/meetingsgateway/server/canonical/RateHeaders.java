package org.meetingsgateway.server.canonical;

import io.vertx.core.MultiMap;
import java.util.Comparator;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.RateStatus.Window;

/** {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10). */
final class RateHeaders {
    private RateHeaders() {}

    static void write(RateStatus status, MultiMap headers) {
        if (status.windows().isEmpty()) {
            return;
        }
        var policy = new StringBuilder();
        var left = new StringBuilder();
        var windows = status.windows().stream()
                .sorted(Comparator.comparingLong(Window::seconds))
                .toList();
        for (int i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            var separator = i == 0 ? "" : ", ";
            var name = name(i, windows.size());
            policy.append(separator)
                    .append('"')
                    .append(name)
                    .append("\";q=")
                    .append(window.limit())
                    .append(";w=")
                    .append(window.seconds());
            left.append(separator)
                    .append('"')
                    .append(name)
                    .append("\";r=")
                    .append(window.remaining())
                    .append(";t=")
                    .append(window.resetSeconds());
        }
        headers.set("RateLimit-Policy", policy.toString()).set("RateLimit", left.toString());
    }

    /** The shortest window is about bursts, the longer ones about what is sustained; names tell them apart. */
    private static String name(int index, int count) {
        if (count == 1) {
            return "default";
        }
        return switch (index) {
            case 0 -> "burst";
            case 1 -> "sustained";
            default -> "sustained" + (char) ('a' + index - 1);
        };
    }
}
