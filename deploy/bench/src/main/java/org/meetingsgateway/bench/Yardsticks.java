package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway beside other servers: what is measured of them, one after the other. */
final class Yardsticks {
    /** It remembers answers of reads. */
    static final String HOT = "gateway, hot";

    /** It asks the database. */
    static final String STORE = "gateway, store";

    private final Servers servers;
    private final Options options;
    private final Path home;

    /** @param home the benchmark's own folder */
    Yardsticks(Servers servers, Options options, Path home) {
        this.servers = servers;
        this.options = options;
        this.home = home;
    }

    void measure(Set<Yardstick> yardsticks, PrintStream out) throws IOException, SQLException, InterruptedException {
        out.println("%d rounds of %d s, %d connections, %d cores, Java %s"
                .formatted(
                        options.rounds(),
                        options.seconds(),
                        options.connections(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature()));
        out.println();
        if (yardsticks.contains(Yardstick.PROXIES)) {
            var pages = new Pages(servers, home).contests();
            print("page of 50", pages.contests(), List.of(Proxies.NGINX, Proxies.SPRING), out);
            pages.missing().forEach(out::println);
        }
        if (yardsticks.contains(Yardstick.READINGS)) {
            print("one meeting", new Readings(servers).contests(), List.of(Readings.BARE), out);
        }
        if (yardsticks.contains(Yardstick.DJANGO)) {
            recordings(out);
        }
    }

    private void recordings(PrintStream out) throws IOException, SQLException, InterruptedException {
        var missing = Django.missing();
        if (missing != null) {
            out.println(missing);
            out.println(new AppendContest(servers, null).measure().print(options.markdown()));
            return;
        }
        var django = Django.start(
                servers,
                home,
                Map.of(
                        RecordingLists.TEAM,
                        RecordingLists.recordings(),
                        AppendContest.TEAM,
                        AppendContest.recordings()));
        print("list", List.of(new RecordingLists(servers, django).contest()), List.of(Django.NAME), out);
        out.println(new AppendContest(servers, django).measure().print(options.markdown()));
    }

    private void print(String title, List<Contest> contests, List<String> yardsticks, PrintStream out)
            throws IOException, InterruptedException {
        for (var each : contests) {
            each.warmUp(options.connections(), Duration.ofSeconds(options.warmUp()));
        }
        for (int i = 1; i <= options.rounds(); i++) {
            System.err.println("round " + i + " of " + options.rounds());
            for (var each : contests) {
                each.round(i, options.connections(), Duration.ofSeconds(options.seconds()));
            }
        }
        out.println(new ContestTable(title, yardsticks).print(contests, options.markdown()));
    }
}
