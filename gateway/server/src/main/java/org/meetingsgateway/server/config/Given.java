package org.meetingsgateway.server.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the environment and the arguments say, not yet looked at, and what is wrong with their names. */
final class Given {
    private static final String OTEL = "OTEL_";
    private static final Map<String, Variable> BY_FLAG =
            Stream.of(Variable.values()).collect(Collectors.toMap(Variable::flag, Function.identity()));
    private static final Map<String, Switch> SWITCHES =
            Stream.of(Switch.values()).collect(Collectors.toMap(Switch::flag, Function.identity()));

    private final Map<Variable, Value> values = new EnumMap<>(Variable.class);
    private final Map<String, String> telemetry = new HashMap<>();
    private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
    private final List<String> problems = new ArrayList<>();

    private Given() {}

    /**
     * A value as it was given.
     *
     * @param name of the variable or flag that it was given with
     */
    record Value(String name, String text) {}

    static Given read(Map<String, String> environment, List<String> arguments) {
        var given = new Given();
        new TreeMap<>(environment).forEach(given::variable);
        given.arguments(arguments);
        return given;
    }

    boolean has(Switch flag) {
        return switches.contains(flag);
    }

    @Nullable
    Value value(Variable variable) {
        return values.get(variable);
    }

    Map<String, String> telemetry() {
        return telemetry;
    }

    /** Unknown names, flags without a value, flags given twice: one sentence each. */
    List<String> problems() {
        return problems;
    }

    private void variable(String name, String text) {
        var value = text.strip();
        if (value.isEmpty()) {
            return;
        }
        if (name.startsWith(OTEL)) {
            telemetry.put(name, value);
            return;
        }
        var known = Stream.of(Variable.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (known.isPresent()) {
            values.put(known.get(), new Value(name, value));
        } else if (name.startsWith("GATEWAY_PORT_") || name.startsWith("GATEWAY_SERVICE_")) {
            problems.add(name + " is set by Kubernetes for a Service named gateway: set enableServiceLinks: false");
        } else if (name.startsWith("GATEWAY_")) {
            problems.add(name + " is no setting"
                    + Nearest.hint(name, Stream.of(Variable.values()).map(Variable::name)));
        }
    }

    private void arguments(List<String> arguments) {
        var seen = EnumSet.noneOf(Variable.class);
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("-h")) {
                name = Switch.HELP.flag();
            }
            var variable = BY_FLAG.get(name);
            var flag = SWITCHES.get(name);
            if (flag != null) {
                switches.add(flag);
                if (equals >= 0) {
                    problems.add(name + " takes no value");
                }
                continue;
            }
            var otel = name.startsWith("--otel-");
            if (variable == null && !otel) {
                unknown(name);
                // Its value must not be taken for something else.
                i += equals < 0 && hasValue(arguments, i) && name.startsWith("--") ? 1 : 0;
                continue;
            }
            String text;
            if (equals >= 0) {
                text = argument.substring(equals + 1);
            } else if (hasValue(arguments, i)) {
                i++;
                text = arguments.get(i);
            } else {
                problems.add(name + " needs a value");
                continue;
            }
            if (variable == null) {
                telemetry.put(name.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'), text.strip());
            } else if (!seen.add(variable)) {
                problems.add(name + " is given twice");
            } else if (text.isBlank()) {
                values.remove(variable);
            } else {
                values.put(variable, new Value(name, text.strip()));
            }
        }
    }

    private static boolean hasValue(List<String> arguments, int index) {
        return index + 1 < arguments.size() && !arguments.get(index + 1).startsWith("--");
    }

    private void unknown(String name) {
        if (name.startsWith("-")) {
            problems.add(name + " is no flag"
                    + Nearest.hint(name, Stream.concat(BY_FLAG.keySet().stream(), SWITCHES.keySet().stream())));
        } else {
            problems.add("\"" + name + "\" is neither a flag nor the value of one");
        }
    }
}
