package org.meetingsgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A folder, and what has to be stopped when the benchmark ends, in whatever way it does. */
final class Workspace {
    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /** @param kept null for a folder that is deleted at the end */
    static Workspace open(@Nullable Path kept) throws IOException {
        var workspace = new Workspace(
                kept == null ? Files.createTempDirectory("meetings-bench") : Files.createDirectories(kept));
        if (kept == null) {
            workspace.open.push(workspace::delete);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(workspace::close));
        return workspace;
    }

    Path folder() {
        return folder;
    }

    <T extends AutoCloseable> T closing(T resource) {
        synchronized (open) {
            open.push(resource);
        }
        return resource;
    }

    private void close() {
        synchronized (open) {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception e) {
                    System.err.println("could not be closed: " + e);
                }
            }
        }
    }

    private void delete() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
