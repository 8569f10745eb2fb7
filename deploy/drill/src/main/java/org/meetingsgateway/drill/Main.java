package org.meetingsgateway.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code deploy/drill/run}: everything in turn, and a table of what passed. */
final class Main {
    private static final String HELP = """
            deploy/drill/run [--short] [--only NAME,NAME]

            Tries real gateways on this machine: two replicas on one PostgreSQL, with Redis and behind nginx where these
            are installed. Exits with 0 when everything passed, and with 1 when something failed.

              --short   about a minute, with fewer callers and thresholds that hold on a busy machine; without limits,
                        and without the database being away for a whole minute
              --only    limits, replicas, overload, slow, database
            """;

    private static final Set<String> ALL = Set.of("limits", "replicas", "overload", "slow", "database");

    /** Limits have tests of the build. On a busy machine not every request finds Redis in time. */
    private static final Set<String> BRIEFLY = Set.of("replicas", "overload", "slow", "database");

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        boolean brief = given.contains("--short");
        var topics = topics(given, brief);
        if (topics.isEmpty()) {
            System.err.print(HELP);
            System.exit(2);
        }
        var verdicts = new Verdicts(System.err);
        drill(brief ? Scale.SHORT : Scale.FULL, topics, verdicts);
        verdicts.print(System.out);
        System.out.println(verdicts.passed() ? "passed" : "FAILED");
        System.exit(verdicts.passed() ? 0 : 1);
    }

    /** None where the arguments are wrong. */
    private static Set<String> topics(List<String> given, boolean brief) {
        var rest = new ArrayList<>(given);
        rest.remove("--short");
        if (rest.isEmpty()) {
            return brief ? BRIEFLY : ALL;
        }
        var asked = rest.size() == 2 && rest.getFirst().equals("--only")
                ? Set.copyOf(List.of(rest.getLast().split(",", -1)))
                : Set.<String>of();
        return ALL.containsAll(asked) ? asked : Set.of();
    }

    private static void drill(Scale scale, Set<String> topics, Verdicts verdicts)
            throws IOException, InterruptedException {
        try (var all = new Installation()) {
            var first = all.replica(0);
            if (topics.contains("overload")) {
                new Overload(first, all.tenant(), scale).run(verdicts);
            }
            if (topics.contains("slow")) {
                new SlowCallers(first, all.tenant(), scale).run(verdicts);
            }
            if (topics.contains("database")) {
                new DatabaseAway(all.postgres(), first, all.tenant(), scale).run(verdicts);
            }
            var redis = all.redis();
            if (topics.contains("limits") && redis != null) {
                new SharedLimits(all, redis).run(verdicts);
            } else if (topics.contains("limits")) {
                verdicts.about("shared limits");
                verdicts.skip("replicas share their limits", "there is no redis-server");
            }
            var nginx = all.nginx();
            if (topics.contains("replicas") && nginx != null) {
                new Replicas(all, nginx, scale).run(verdicts);
            } else if (topics.contains("replicas")) {
                verdicts.about("replicas");
                verdicts.skip("replicas are restarted and killed", "there is no nginx");
            }
        }
    }
}
