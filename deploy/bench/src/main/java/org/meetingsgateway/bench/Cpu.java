package org.meetingsgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** CPU time of a process, or of a process and its children, from {@code /proc}. Empty where there is no such thing. */
final class Cpu {
    private static final Path PROC = Path.of("/proc");
    /** USER_HZ, which is 100 on every architecture that is in use. */
    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    /**
     * Of {@code /proc/<pid>/stat}.
     *
     * @param endedChildrenSeconds of children that have ended
     */
    private record Stat(long parent, double seconds, double endedChildrenSeconds) {
        static Stat read(Path process) throws IOException {
            var line = Files.readString(process.resolve("stat"));
            // The second field, the name, may hold anything.
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return new Stat(Long.parseLong(fields[1]), seconds(fields, 11), seconds(fields, 13));
        }

        private static double seconds(String[] fields, int user) {
            return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) / TICKS_PER_SECOND;
        }
    }

    /** Seconds that all threads of a process have used. */
    static OptionalDouble of(long pid) {
        try {
            return OptionalDouble.of(Stat.read(PROC.resolve(Long.toString(pid))).seconds());
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** Seconds of a process and its direct children: a PostgreSQL server and its backends. */
    static OptionalDouble ofFamily(long pid) {
        try (var all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            var parent = Stat.read(PROC.resolve(Long.toString(pid)));
            double sum = parent.seconds() + parent.endedChildrenSeconds();
            for (var process : all) {
                sum += seconds(process, pid);
            }
            return OptionalDouble.of(sum);
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static double seconds(Path process, long parent) {
        try {
            var stat = Stat.read(process);
            return stat.parent() == parent ? stat.seconds() : 0;
        } catch (IOException e) {
            // It has ended since it was listed.
            return 0;
        }
    }
}
