package org.meetingsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Servers that give the same answer, measured in turns: each round asks all of them, and each in another order. */
final class Contest {
    private final String label;
    private final List<Contestant> contestants;

    Contest(String label, List<Contestant> contestants) {
        this.label = label;
        this.contestants = List.copyOf(contestants);
    }

    /** What a contestant asks while it serves: its work is measured, too. */
    enum Behind {
        /** It counts as the contestant's. */
        POSTGRES,
        /** The origin of a proxy, which stands for something else: it does not count. */
        ORIGIN,
        NOTHING
    }

    /**
     * A server.
     *
     * @param pid of its process, or of the one whose children its workers are
     * @param behindPid of what it asks; its own where that is nothing
     * @param rounds what was measured
     */
    record Contestant(String name, Request request, long pid, Behind behind, long behindPid, List<Measured> rounds) {
        Contestant(String name, Request request, long pid, Behind behind, long behindPid) {
            this(name, request, pid, behind, behindPid, new ArrayList<>());
        }

        /** CPU that a request costs, without what an origin does. */
        private OptionalDouble cpu(int round) {
            var measured = rounds.get(round);
            return behind == Behind.POSTGRES ? measured.cpuMicros() : measured.serverMicros();
        }

        double median(ToDoubleFunction<Measured> of) {
            return Measured.median(rounds, of);
        }

        /** Round by round: both were measured in the same seconds. */
        double[] perSecondOf(Contestant other) {
            return IntStream.range(0, rounds.size())
                    .mapToDouble(
                            i -> rounds.get(i).perSecond() / other.rounds.get(i).perSecond())
                    .toArray();
        }

        /** The other's CPU by that of this one: more than 1 means that this one needs less. */
        double[] cpuOf(Contestant other) {
            return IntStream.range(0, rounds.size())
                    .filter(i -> cpu(i).isPresent() && other.cpu(i).isPresent())
                    .mapToDouble(i -> other.cpu(i).getAsDouble() / cpu(i).getAsDouble())
                    .toArray();
        }
    }

    String label() {
        return label;
    }

    List<Contestant> contestants() {
        return contestants;
    }

    /** @return null where it does not take part */
    @Nullable
    Contestant named(String name) {
        return contestants.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** That every contestant gives the answer that is expected of it, and is warm. */
    void warmUp(int connections, Duration duration) throws IOException, InterruptedException {
        for (var each : contestants) {
            System.err.println("warming up: " + label + ", " + each.name());
            try (var connection = each.request().connect()) {
                each.request().check(connection, connection.send(each.request().bytes()));
            } catch (IOException e) {
                throw new IOException(label + ", " + each.name() + ": " + e.getMessage(), e);
            }
            if (duration.isPositive()) {
                peak(each, connections, duration);
            }
        }
    }

    void round(int number, int connections, Duration duration) throws IOException, InterruptedException {
        var order = new ArrayList<>(contestants);
        Collections.rotate(order, number);
        for (var each : order) {
            each.rounds().add(peak(each, connections, duration));
        }
    }

    private static Measured peak(Contestant each, int connections, Duration duration)
            throws IOException, InterruptedException {
        return new Meter(connections, each.behindPid()).peak(each.request(), each.pid(), duration);
    }
}
