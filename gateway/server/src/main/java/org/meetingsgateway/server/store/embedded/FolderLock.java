package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps a second gateway off a data folder. The system lets go of it when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when another gateway has it; its message is a sentence for the operator */
    static FolderLock take(Path folder) throws IOException {
        var channel = FileChannel.open(
                folder.resolve("postgres.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another gateway in this process.
        }
        channel.close();
        throw new IOException("Another gateway is running on the data folder " + folder
                + ": stop it, or give this one another GATEWAY_DATA_DIR or a GATEWAY_DATABASE_URL");
    }

    /** As {@link #take}, without keeping or making anything. */
    static void check(Path folder) throws IOException {
        if (Files.exists(folder.resolve("postgres.lock"))) {
            take(folder).close();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
