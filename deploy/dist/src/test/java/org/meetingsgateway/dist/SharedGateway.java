package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** One gateway for all tests of a process that do not stop, starve or limit it; started on first use, ends with the JVM. */
final class SharedGateway {
    private static final class Started {
        static final GatewayProcess GATEWAY = start();

        private static GatewayProcess start() {
            var gateway = GatewayProcess.start(GatewayProcess.settings(
                    Path.of("target", "shared-data-" + schema() + "-" + System.getProperty("test.process", "0"))
                            .toAbsolutePath()));
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
            return gateway;
        }
    }

    /** While the schema is being worked on, the data of an earlier one is of no use. */
    private static String schema() {
        var crc = new CRC32();
        try (var migrations = Files.list(Path.of("../../gateway/server/src/main/resources/db/migration"))) {
            for (var migration : migrations.sorted().toList()) {
                crc.update(Files.readAllBytes(migration));
            }
            return Long.toHexString(crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SharedGateway() {}

    static GatewayProcess get() {
        return Started.GATEWAY;
    }
}
