package org.meetingsgateway.server.http;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request. No path, no query and no header is written: any of them may hold a secret. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    /** A request that is over. */
    record Line(
            String requestId,
            @Nullable Principal principal,
            String surface,
            String route,
            String method,
            int status,
            long nanos,
            long bytes) {}

    void write(Line line) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        var event = LOG.atInfo()
                .addKeyValue("request_id", line.requestId())
                .addKeyValue("surface", line.surface())
                .addKeyValue("route", line.route())
                .addKeyValue("method", line.method())
                .addKeyValue("status", line.status())
                .addKeyValue("duration_ms", Math.round(line.nanos() / 1e3) / 1e3)
                .addKeyValue("bytes", line.bytes());
        var principal = line.principal();
        if (principal != null) {
            event = event.addKeyValue("tenant", principal.tenant()).addKeyValue("credential", principal.credentialId());
        }
        event.log("request");
    }
}
