package org.meetingsgateway.dist;

import java.nio.file.Path;

/** One gateway for all tests that do not stop, starve or limit it; started on first use, ends with the JVM. */
final class SharedGateway {
    private static final class Started {
        static final GatewayProcess GATEWAY = start();

        private static GatewayProcess start() {
            var gateway = GatewayProcess.start(
                    GatewayProcess.settings(Path.of("target", "shared-data").toAbsolutePath()));
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
            return gateway;
        }
    }

    private SharedGateway() {}

    static GatewayProcess get() {
        return Started.GATEWAY;
    }
}
