package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** One gateway for all tests of a process that do not stop, starve or limit it; started on first use, ends with the JVM. */
final class SharedGateway {
    /**
     * A data folder that no other process of tests has.
     *
     * @param lock is held until the JVM ends
     */
    private record Data(Path folder, FileLock lock) {
        static Data free() {
            var name = "shared-data-" + schema() + "-";
            try {
                Files.createDirectories(Path.of("target"));
                for (int i = 1; ; i++) {
                    var channel = FileChannel.open(
                            Path.of("target", name + i + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.tryLock();
                    if (lock != null) {
                        return new Data(Path.of("target", name + i).toAbsolutePath(), lock);
                    }
                    channel.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Started {
        static final Data DATA = Data.free();
        static final GatewayProcess GATEWAY = start();

        private static GatewayProcess start() {
            var gateway = GatewayProcess.start(GatewayProcess.settings(DATA.folder()));
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
