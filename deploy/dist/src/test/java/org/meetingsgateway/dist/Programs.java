package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * PostgreSQL's programs, which a gateway unpacks into its data folder when they are not there: the first one of all tests
 * does, the others find links to its files. Where there can be no links they unpack them, too.
 */
final class Programs {
    private static final Path COMMON = Path.of("target", "programs");
    private static final String PREFIX = "postgres-";

    private Programs() {}

    /** Those that were unpacked there are everybody's. */
    static void unpackedIn(Path dataDir) {
        link(dataDir, COMMON);
    }

    /** They are there, where somebody has unpacked them. */
    static void into(Path dataDir) {
        if (Files.isDirectory(dataDir)) {
            link(COMMON, dataDir);
        }
    }

    private static void link(Path from, Path to) {
        try {
            var there = in(from);
            if (there.isEmpty() || in(to).isPresent()) {
                return;
            }
            var half = Files.createTempDirectory(Files.createDirectories(to), ".linked-");
            try (var files = Files.walk(there.get())) {
                for (var file : (Iterable<Path>) files::iterator) {
                    var link = half.resolve(there.get().relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(link);
                    } else {
                        Files.createLink(link, file);
                    }
                }
            }
            Files.move(half, to.resolve(there.get().getFileName()));
        } catch (FileAlreadyExistsException e) {
            // Another process of tests was quicker.
        } catch (FileSystemException | UnsupportedOperationException e) {
            System.Logger log = System.getLogger(Programs.class.getName());
            log.log(System.Logger.Level.INFO, "no links from {0} to {1}: {2}", from, to, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)
                            && Files.isDirectory(entry.resolve("bin")))
                    .findFirst();
        }
    }
}
