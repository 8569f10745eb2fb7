package org.meetingsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import org.meetingsgateway.bench.Load.Answered;

/** Measures rounds of load with the CPU that the loaded server, its workers included, and PostgreSQL use meanwhile. */
final class Meter {
    private final int connections;
    private final long postgresPid;

    Meter(int connections, long postgresPid) {
        this.connections = connections;
        this.postgresPid = postgresPid;
    }

    Measured peak(Request request, long serverPid, Duration duration) throws IOException, InterruptedException {
        var server = Cpu.ofFamily(serverPid);
        var postgres = Cpu.ofFamily(postgresPid);
        var answered = new Load(request, connections).asFastAsAnswered(duration);
        return measured(answered, server, Cpu.ofFamily(serverPid), postgres, Cpu.ofFamily(postgresPid));
    }

    Measured atRate(Request request, double perSecond, Duration duration) throws IOException, InterruptedException {
        var answered = new Load(request, connections).atRate(perSecond, duration);
        var none = OptionalDouble.empty();
        return measured(answered, none, none, none, none);
    }

    private static Measured measured(
            Answered answered,
            OptionalDouble serverBefore,
            OptionalDouble serverAfter,
            OptionalDouble postgresBefore,
            OptionalDouble postgresAfter) {
        long requests = answered.latencies().getTotalCount();
        return new Measured(
                answered.perSecond(),
                answered.millisAt(50),
                answered.millisAt(99),
                micros(serverBefore, serverAfter, requests),
                micros(postgresBefore, postgresAfter, requests));
    }

    private static OptionalDouble micros(OptionalDouble before, OptionalDouble after, long requests) {
        return before.isEmpty() || after.isEmpty() || requests == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((after.getAsDouble() - before.getAsDouble()) * 1e6 / requests);
    }
}
