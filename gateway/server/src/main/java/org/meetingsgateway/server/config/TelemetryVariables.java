package org.meetingsgateway.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What OpenTelemetry's variables may be that are most often mistaken. All others are OpenTelemetry's own matter. */
final class TelemetryVariables {
    private record Expected(Predicate<String> is, String words) {
        static Expected oneOf(String... values) {
            var all = Set.of(values);
            return new Expected(all::contains, String.join(", ", List.of(values)));
        }
    }

    private static final Expected PROTOCOL = Expected.oneOf("http/protobuf");
    private static final Expected URL =
            new Expected(text -> Parse.urlWithQuery(text).isPresent(), "an http or https URL");

    private static final Map<String, Expected> EXPECTED = Map.of(
            "OTEL_SDK_DISABLED",
            Expected.oneOf("true", "false"),
            "OTEL_TRACES_EXPORTER",
            Expected.oneOf("otlp", "none"),
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            PROTOCOL,
            "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
            PROTOCOL,
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            URL,
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            URL,
            "OTEL_TRACES_SAMPLER",
            Expected.oneOf(
                    "always_on",
                    "always_off",
                    "traceidratio",
                    "parentbased_always_on",
                    "parentbased_always_off",
                    "parentbased_traceidratio"),
            "OTEL_TRACES_SAMPLER_ARG",
            new Expected(TelemetryVariables::isRatio, "a number from 0 to 1"));

    private TelemetryVariables() {}

    /** One sentence each, without values: they may hold secrets. */
    static List<String> problems(Map<String, String> variables) {
        var problems = new ArrayList<String>();
        new TreeMap<>(variables).forEach((name, value) -> {
            var expected = EXPECTED.get(name);
            if (expected != null && !expected.is().test(value)) {
                problems.add(name + " is something else: expected " + expected.words());
            }
        });
        return problems;
    }

    private static boolean isRatio(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
