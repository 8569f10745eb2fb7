package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Measures contests and prints what they came to.
 *
 * @param title of the table
 * @param yardsticks what every contestant is compared with
 */
record Contests(Options options, String title, List<String> yardsticks) {
    void measure(List<Contest> contests, PrintStream out) throws IOException, InterruptedException {
        for (var each : contests) {
            each.warmUp(options.connections(), Duration.ofSeconds(options.warmUp()));
        }
        for (int i = 1; i <= options.rounds(); i++) {
            System.err.println("round " + i + " of " + options.rounds());
            for (var each : contests) {
                each.round(i, options.connections(), Duration.ofSeconds(options.seconds()));
            }
        }
        out.println(options.heading());
        out.println();
        out.println(new ContestTable(title, yardsticks).print(contests, options.markdown()));
    }
}
