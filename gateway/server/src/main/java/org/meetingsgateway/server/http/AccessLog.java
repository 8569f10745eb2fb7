package org.meetingsgateway.server.http;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.tracing.TraceIds;
import org.meetingsgateway.server.tracing.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request. No path, no query and no header is written: any of them may hold a secret. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    /** A request that is over. */
    record Line(
            Identity identity,
            @Nullable Principal principal,
            String surface,
            String route,
            String method,
            int status,
            long nanos,
            long bytes) {
        /** The same, in the trace of the request (OpenTelemetry's names for HTTP servers). */
        void ends(Work work) {
            if (!work.isRecorded()) {
                return;
            }
            work.rename(method + " " + route);
            work.with("http.request.method", method)
                    .with("http.route", route)
                    .with("http.response.status_code", status)
                    .with("gateway.surface", surface)
                    .with("gateway.request_id", identity.id());
            if (principal != null) {
                work.with("gateway.tenant", principal.tenant());
            }
            if (status >= 500) {
                work.fail(String.valueOf(status));
            } else {
                work.end();
            }
        }
    }

    void write(Line line) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        var event = LOG.atInfo()
                .addKeyValue("request_id", line.identity().id())
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
        var work = line.identity().work();
        var trace = work.traceId();
        if (trace != null) {
            event = event.addKeyValue(TraceIds.TRACE_ID, trace);
        }
        var span = work.spanId();
        if (span != null) {
            event = event.addKeyValue(TraceIds.SPAN_ID, span);
        }
        event.log("request");
    }
}
