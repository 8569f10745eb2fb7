package org.meetingsgateway.server.config;

/** What {@code --help} prints. */
final class HelpText {
    private HelpText() {}

    static String text() {
        var text = new StringBuilder("Usage: deploy/run [flag …]\n\n");
        for (var each : Switch.values()) {
            text.append("  %-10s  %s%n".formatted(each.flag(), each.meaning()));
        }
        text.append(
                "\nSettings are environment variables or flags (--port 0 or --port=0). A flag wins; empty is unset.\n");
        for (var each : Variable.values()) {
            text.append("%n  %-24s  %s%n".formatted(each.name(), each.flag()));
            text.append("      %s%n".formatted(each.meaning()));
            text.append("      %s; default: %s%n"
                    .formatted(each.expected(), each.fallback() == null ? "unset" : each.fallback()));
        }
        text.append("\n  OTEL_*                    --otel-*\n");
        text.append("      OpenTelemetry's variables: traces go to a collector over OTLP (http/protobuf) as soon as\n");
        text.append("      OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER is set; default: unset\n");
        return text.toString();
    }
}
