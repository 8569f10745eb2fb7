package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Starts what is measured, measures it, prints tables. Progress goes to standard error. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        if (arguments.contains("--help")) {
            out.print(Options.HELP);
            return 0;
        }
        try {
            measure(Options.read(Path.of(System.getProperty("bench.lib", "lib")), arguments), out);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.HELP);
            return 2;
        } catch (IOException | SQLException e) {
            System.err.println("The benchmark failed: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void measure(Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        var workspace = Workspace.open(options.data());
        var servers = Servers.start(workspace, options);
        if (!options.yardsticks().isEmpty()) {
            new Yardsticks(servers, options, Path.of(System.getProperty("bench.home", ".")))
                    .measure(options.yardsticks(), out);
            return;
        }
        if (options.deployments()) {
            var other = options.otherJdk();
            new Contests(options, "request", List.of(Deployments.USUAL))
                    .measure(new Deployments(servers, other == null ? null : Jvm.in(other)).contests(), out);
            return;
        }
        if (options.footprint()) {
            new Footprint(servers, options).measure(out);
            return;
        }
        if (!options.listings().isEmpty()) {
            measureLists(servers, options, out);
        }
        if (options.append()) {
            out.println(new Appends(servers).measure().print(options.markdown()));
        }
        if (options.desktop()) {
            out.println(new LiveRecordings(servers).measure().print(options.markdown()));
            out.println(new LongLists(servers).measure().print(options.markdown()));
        }
        if (!options.scale().isEmpty()) {
            out.println(new DeepPages(servers, options).measure());
        }
        if (options.firstLoad() > 0) {
            out.println(FirstLoad.measure(servers, options.firstLoad(), options.markdown()));
        }
    }

    private static void measureLists(Servers servers, Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        var tenants = servers.fill();
        var bare = servers.startBare(tenants);
        var cases = servers.cases(bare, tenants);
        var report = new Report(options.markdown());
        var meter = new Meter(options.connections(), servers.postgresPid());
        var lists = new ListBench(options, meter, servers.gatewayPid(), bare.pid());
        lists.measure(cases);
        out.println(options.heading());
        out.println();
        out.println(report.lists(cases));
        out.println(report.flatness(cases));
        if (options.constantRate()) {
            out.println(report.atRate(cases, lists.atHalfLoad(cases)));
        }
    }
}
