package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
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
        if (yardsticks.contains(Yardstick.PROXIES)) {
            var pages = new Pages(servers, home).contests();
            new Contests(options, "page of 50", List.of(Proxies.NGINX, Proxies.SPRING)).measure(pages.contests(), out);
            pages.missing().forEach(out::println);
        }
        if (yardsticks.contains(Yardstick.READINGS)) {
            new Contests(options, "one meeting", List.of(Readings.BARE)).measure(new Readings(servers).contests(), out);
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
        new Contests(options, "list", List.of(Django.NAME))
                .measure(List.of(new RecordingLists(servers, django).contest()), out);
        out.println(new AppendContest(servers, django).measure().print(options.markdown()));
    }
}
