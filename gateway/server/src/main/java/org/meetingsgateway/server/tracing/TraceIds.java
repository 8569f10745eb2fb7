package org.meetingsgateway.server.tracing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import net.logstash.logback.composite.AbstractJsonProvider;

/** Says in a JSON line of the log which trace it is of, where the line does not say it itself. Named in {@code logback-json.xml}. */
public final class TraceIds extends AbstractJsonProvider<ILoggingEvent> {
    /** The member of a log line, and of a problem. */
    public static final String TRACE_ID = "trace_id";

    /** The member of a log line. */
    public static final String SPAN_ID = "span_id";

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
        var work = Work.current();
        var trace = work.traceId();
        if (trace == null || says(event)) {
            return;
        }
        json.writeStringField(TRACE_ID, trace);
        var span = work.spanId();
        if (span != null) {
            json.writeStringField(SPAN_ID, span);
        }
    }

    private static boolean says(ILoggingEvent event) {
        var pairs = event.getKeyValuePairs();
        return pairs != null && pairs.stream().anyMatch(pair -> Objects.equals(pair.key, TRACE_ID));
    }
}
