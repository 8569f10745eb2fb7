package org.meetingsgateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server that appends to its own transcripts, over one connection, and what was measured of it. */
final class Appender {
    static final int ROUNDS = 20;

    private static final int SEGMENTS = 20;

    /** Where an append takes long, one in a round is enough. */
    private static final double LONG_MILLIS = 100;

    private static final int AT_ONCE = 3;

    private final String name;
    private final AppendStyle style;
    private final String credential;
    private final long pid;
    private final int port;
    private final List<Growing> transcripts;
    private final int[] appended;
    private final List<List<Batch>> batches;
    private @Nullable HttpConnection connection;

    /** @param transcripts what it appends to */
    Appender(String name, AppendStyle style, String credential, int port, long pid, List<Growing> transcripts) {
        this.name = name;
        this.style = style;
        this.credential = credential;
        this.pid = pid;
        this.port = port;
        this.transcripts = List.copyOf(transcripts);
        this.appended = new int[transcripts.size()];
        this.batches =
                transcripts.stream().<List<Batch>>map(each -> new ArrayList<>()).toList();
    }

    /** A transcript, and how many segments it has at first. */
    record Growing(String id, int stored) {}

    /** What some appends in a row took; CPU is that of all of them. */
    private record Batch(List<Double> millis, OptionalDouble server, OptionalDouble postgres) {
        double median() {
            return Measured.median(millis.stream().mapToDouble(m -> m).toArray());
        }
    }

    String name() {
        return name;
    }

    /** Whether its answers grow with the transcript. */
    boolean grows() {
        return style == AppendStyle.WHOLE;
    }

    /** Gives how many milliseconds it took. @throws IOException where the answer is not the right one */
    double appendTo(int transcript) throws IOException {
        var growing = transcripts.get(transcript);
        int from = growing.stored() + appended[transcript] * SEGMENTS;
        var request = style.request(credential, growing.id(), from, SEGMENTS);
        if (connection == null) {
            // Not before: transcripts take their time to fill, and servers close what is idle.
            connection = new HttpConnection("127.0.0.1", port);
        }
        long sent = System.nanoTime();
        var answer = connection.send(request);
        double millis = (System.nanoTime() - sent) / 1e6;
        style.check(answer.status(), connection.body(answer), growing.id(), from + SEGMENTS, SEGMENTS);
        appended[transcript]++;
        return millis;
    }

    void measure(int transcript, long postgres) throws IOException {
        var millis = new ArrayList<Double>();
        var server = Cpu.ofFamily(pid);
        var database = Cpu.ofFamily(postgres);
        do {
            millis.add(appendTo(transcript));
        } while (millis.size() < AT_ONCE && millis.getLast() < LONG_MILLIS);
        batches.get(transcript)
                .add(new Batch(millis, less(Cpu.ofFamily(pid), server), less(Cpu.ofFamily(postgres), database)));
    }

    private static OptionalDouble less(OptionalDouble after, OptionalDouble before) {
        return after.isEmpty() || before.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(after.getAsDouble() - before.getAsDouble());
    }

    /** @param yardstick what it is compared with, round by round; itself where there is none */
    String[] row(String label, int transcript, Appender yardstick) {
        var all = batches.get(transcript).stream()
                .flatMap(batch -> batch.millis().stream())
                .mapToDouble(m -> m)
                .sorted()
                .toArray();
        boolean alone = yardstick == this || !yardstick.name.equals(Django.NAME);
        return new String[] {
            label + ": " + name,
            "%.2f".formatted(Measured.median(all)),
            "%.2f".formatted(all[Math.min(all.length - 1, all.length * 95 / 100)]),
            "%.2f".formatted(Measured.median(ratios(batches.get(transcript), batches.getFirst()))),
            "%.0f".formatted(micros(transcript, true)),
            "%.0f".formatted(micros(transcript, false)),
            alone
                    ? ""
                    : "%.1f"
                            .formatted(Measured.median(
                                    ratios(yardstick.batches.get(transcript), batches.get(transcript)))),
            alone ? "" : "%.1f".formatted(yardstick.cpu(transcript) / cpu(transcript))
        };
    }

    private static double[] ratios(List<Batch> over, List<Batch> under) {
        return IntStream.range(0, Math.min(over.size(), under.size()))
                .mapToDouble(i -> over.get(i).median() / under.get(i).median())
                .toArray();
    }

    private double cpu(int transcript) {
        return micros(transcript, true) + micros(transcript, false);
    }

    /** CPU of one append: all that was used by all that were made, because one takes less than the clock of CPU tells. */
    private double micros(int transcript, boolean server) {
        double seconds = 0;
        int appends = 0;
        for (var batch : batches.get(transcript)) {
            seconds += (server ? batch.server() : batch.postgres()).orElse(Double.NaN);
            appends += batch.millis().size();
        }
        return seconds * 1e6 / appends;
    }
}
