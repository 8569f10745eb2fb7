package org.meetingsgateway.tck;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of contracts: plain files, so that an edited one counts at once, also in an IDE. */
final class Repository {
    private Repository() {}

    /** A place below {@code contracts/}. */
    static Path contracts(String place) {
        var root = System.getProperty("repository.root");
        for (var folder = Path.of(root == null ? "" : root).toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("contracts/openapi"))) {
                return folder.resolve("contracts").resolve(place);
            }
        }
        throw new IllegalStateException("no folder contracts/openapi here or above");
    }
}
