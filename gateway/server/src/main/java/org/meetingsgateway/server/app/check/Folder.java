package org.meetingsgateway.server.app.check;

import java.io.IOException;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.DataDir;

/** The folder of generated secrets and of the embedded database. */
final class Folder {
    private static final String WHAT = "data folder";

    private Folder() {}

    static Finding check(Config config) {
        try {
            return DataDir.check(config.dataDir())
                    ? Finding.ok(WHAT, config.dataDir() + " can be used")
                    : Finding.ok(WHAT, config.dataDir() + " is not there yet and can be made");
        } catch (IOException e) {
            return Finding.failed(WHAT, e.getMessage() + "; GATEWAY_DATA_DIR names it");
        }
    }
}
