package org.meetingsgateway.bench;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One round of load on one server.
 *
 * @param serverMicros CPU of the server's process for one request; empty where the system does not tell
 * @param postgresMicros CPU of PostgreSQL's processes for one request
 */
record Measured(
        double perSecond,
        double p50Millis,
        double p99Millis,
        OptionalDouble serverMicros,
        OptionalDouble postgresMicros) {
    /** CPU of server and PostgreSQL together. */
    OptionalDouble cpuMicros() {
        return serverMicros.isEmpty() || postgresMicros.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(serverMicros.getAsDouble() + postgresMicros.getAsDouble());
    }

    static double median(List<Measured> rounds, ToDoubleFunction<Measured> of) {
        return median(rounds.stream().mapToDouble(of).toArray());
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
