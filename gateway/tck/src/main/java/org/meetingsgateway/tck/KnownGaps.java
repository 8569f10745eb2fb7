package org.meetingsgateway.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The golden cases of a style that are known not to pass: {@code contracts/gaps/<style>.txt}, one case a line, then the
 * reason. The ledger is strict: a case that is listed and passes is a failure too.
 */
final class KnownGaps {
    private KnownGaps() {}

    static Set<String> of(String style) {
        try (var lines = Files.lines(Repository.contracts("gaps/" + style + ".txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2)[0])
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
