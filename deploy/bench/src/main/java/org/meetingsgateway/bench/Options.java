package org.meetingsgateway.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and for how long.
 *
 * @param data the folder of the database, which is kept; null for one that is deleted at the end
 * @param lib the gateway's jars
 * @param listings of meetings
 * @param meetings of the large tenant
 * @param warmUp seconds of load before the first round, for every case and server
 * @param seconds of one round
 * @param append whether appends to a transcript are measured
 * @param desktop whether live recordings and lists of recordings are
 * @param scale meetings of the tenants whose far pages are measured; empty: none are
 * @param firstLoad meetings of each account that is mirrored; 0: none is
 * @param yardsticks other servers that are measured beside; where there are any, nothing else is
 * @param footprint whether start and memory are measured, and nothing else is
 * @param keys callers with a key of their own, then
 * @param soak seconds of the same load, then
 * @param deployments whether the gateway is measured with one processor and on another JDK, and nothing else is
 * @param otherJdk that JDK's folder; null where there is none
 * @param gatewayJvm one more option for the gateway's JVM, such as a recording of Flight Recorder
 */
record Options(
        @Nullable Path data,
        Path lib,
        List<Listing> listings,
        int meetings,
        int rounds,
        int seconds,
        int warmUp,
        int connections,
        boolean markdown,
        boolean append,
        boolean desktop,
        boolean constantRate,
        List<Integer> scale,
        int firstLoad,
        Set<Yardstick> yardsticks,
        boolean footprint,
        int keys,
        int soak,
        boolean deployments,
        @Nullable Path otherJdk,
        @Nullable String gatewayJvm) {
    /** Meetings of the small tenant. */
    static final int SMALL = 1_000;

    /** What {@code --only} says where no list of meetings is measured. */
    private static final String DESKTOP = "desktop";

    private static final String FIRST_LOAD = "first-load";
    private static final String SCALE = "scale";
    private static final String FOOTPRINT = "footprint";
    private static final String DEPLOYMENTS = "deployments";

    static final String HELP = """
            deploy/bench/run [options]
              --data DIR         keep the loaded database there, so that the next run starts at once
              --meetings N       of the large tenant (1000000; the small one has 1000)
              --only WHAT        canonical, meetlog, minutebase or month: one list of meetings; desktop: recordings and
                                 appends only (all of these). Measured only when it is asked for: first-load: accounts
                                 that are mirrored; scale: far pages of lists in tenants of 1000, N/5 and N meetings
                                 (5000000); footprint: start and memory; deployments:
                                 one processor, and another JDK (--other-jdk), beside all; proxies: pages beside nginx, HAProxy and
                                 Spring Cloud Gateway; readings: one meeting beside the bare handler; django:
                                 recordings beside Django REST framework; yardsticks: these three
              --other-jdk DIR    whose gateway is compared
              --account N        meetings of each account that is mirrored (100000)
              --keys N           callers with a key of their own, of the footprint (1000000)
              --soak N           seconds of the same load, of the footprint (600)
              --rounds N         how often each server is measured, in turns (5)
              --seconds N        of one round (8)
              --warm-up N        seconds of load before, for every case and server (15)
              --connections N    each with one request at a time (32)
              --no-rate          without the latencies at a constant rate of half of what was measured
              --no-append        without appends to a transcript
              --no-desktop       without live recordings and lists of recordings
              --markdown         tables in Markdown
              --gateway-jvm OPT  one more option for the gateway's JVM
            """;

    private static final Set<String> SWITCHES = Set.of("--markdown", "--no-append", "--no-desktop", "--no-rate");
    private static final Set<String> VALUES = Set.of(
            "--data",
            "--gateway-jvm",
            "--only",
            "--meetings",
            "--account",
            "--keys",
            "--soak",
            "--other-jdk",
            "--rounds",
            "--seconds",
            "--warm-up",
            "--connections");

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options read(Path lib, List<String> arguments) {
        var given = given(arguments);
        var data = given.get("--data");
        boolean firstLoad = FIRST_LOAD.equals(given.get("--only"));
        boolean scale = SCALE.equals(given.get("--only"));
        var yardsticks = Yardstick.of(given.getOrDefault("--only", ""));
        boolean footprint = FOOTPRINT.equals(given.get("--only"));
        boolean deployments = DEPLOYMENTS.equals(given.get("--only"));
        var otherJdk = given.get("--other-jdk");
        boolean alone = firstLoad || scale || footprint || deployments || !yardsticks.isEmpty();
        return new Options(
                data == null ? null : Path.of(data).toAbsolutePath(),
                lib,
                listings(given.get("--only")),
                number(given, "--meetings", 1_000_000, SMALL + 1),
                number(given, "--rounds", 5, 1),
                number(given, "--seconds", 8, 1),
                number(given, "--warm-up", 15, 0),
                number(given, "--connections", 32, 1),
                given.containsKey("--markdown"),
                !alone && !given.containsKey("--no-append"),
                !alone && !given.containsKey("--no-desktop"),
                !given.containsKey("--no-rate"),
                scale ? sizes(number(given, "--meetings", 5_000_000, 10 * SMALL)) : List.of(),
                firstLoad ? number(given, "--account", 100_000, 10) / 10 * 10 : 0,
                yardsticks,
                footprint,
                number(given, "--keys", 1_000_000, 10) / 10 * 10,
                number(given, "--soak", 600, 10),
                deployments,
                otherJdk == null ? null : Path.of(otherJdk).toAbsolutePath(),
                given.get("--gateway-jvm"));
    }

    /** What stands over tables: how, and on what, they were measured. */
    String heading() {
        return "%d rounds of %d s, %d connections, %d cores, Java %s"
                .formatted(
                        rounds,
                        seconds,
                        connections,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature());
    }

    private static Map<String, String> given(List<String> arguments) {
        var given = new HashMap<String, String>();
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.pop();
            if (SWITCHES.contains(name)) {
                given.put(name, "");
            } else if (!VALUES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            } else if (rest.isEmpty()) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                given.put(name, rest.pop());
            }
        }
        return given;
    }

    private static List<Listing> listings(@Nullable String only) {
        if (only == null) {
            return List.of(Listing.values());
        }
        if (!Yardstick.of(only).isEmpty()) {
            return List.of(Listing.CANONICAL, Listing.MEETLOG, Listing.MINUTEBASE);
        }
        if (Set.of(DESKTOP, FIRST_LOAD, SCALE, FOOTPRINT, DEPLOYMENTS).contains(only)) {
            return List.of();
        }
        return Stream.of(Listing.values())
                .filter(listing -> listing.option().equals(only))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only canonical, meetlog, minutebase, month, desktop, first-load, scale, footprint, deployments, proxies, readings, django or yardsticks, not "
                                + only));
    }

    private static List<Integer> sizes(int largest) {
        return List.of(SMALL, largest / 5, largest);
    }

    private static int number(Map<String, String> given, String name, int otherwise, int least) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int n = Integer.parseInt(text);
            if (n >= least) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " needs a number from " + least + " on, not " + text);
    }
}
