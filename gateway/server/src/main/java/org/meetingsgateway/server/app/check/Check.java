package org.meetingsgateway.server.app.check;

import java.util.function.Consumer;
import org.meetingsgateway.server.config.Config;

/**
 * Looks whether everything that a configuration names is there, and how it is. Changes nothing. Blocks, for some seconds
 * where something does not answer.
 */
public final class Check {
    private Check() {}

    /**
     * Whether a gateway with that configuration would start and serve.
     *
     * @param found hears of each finding as it is made
     */
    public static boolean passes(Config config, Consumer<Finding> found) {
        var all = new boolean[] {true};
        Consumer<Finding> each = finding -> {
            all[0] &= finding.verdict() != Finding.Verdict.FAILED;
            found.accept(finding);
        };
        each.accept(Finding.ok("configuration", "every setting is understood"));
        each.accept(Folder.check(config));
        Secrets.check(config, each);
        Databases.check(config, each);
        Ports.check(config, each);
        Certificates.check(config, each);
        Services.check(config, each);
        return all[0];
    }
}
