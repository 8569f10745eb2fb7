package org.meetingsgateway.server.app.check;

import java.time.Instant;
import java.util.function.Consumer;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.tls.UnfitCertificate;

/** What callers of the API would be shown. */
final class Certificates {
    private static final String WHAT = "certificate";

    private Certificates() {}

    static void check(Config config, Consumer<Finding> found) {
        var files = config.http().tls();
        if (files == null) {
            return;
        }
        try {
            var certificate = files.read().checked();
            found.accept(
                    certificate.isValidAt(Instant.now())
                            ? Finding.ok(WHAT, certificate.toString())
                            : Finding.warning(WHAT, "callers will refuse " + certificate + ": renew it"));
        } catch (UnfitCertificate e) {
            found.accept(Finding.failed(WHAT, String.valueOf(e.getMessage())));
        }
    }
}
