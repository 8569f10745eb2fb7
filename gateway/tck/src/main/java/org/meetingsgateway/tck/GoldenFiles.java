package org.meetingsgateway.tck;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cases of a style: {@code contracts/golden/<style>/<direction>/<sentence>.json}, one behaviour each. */
final class GoldenFiles {
    private GoldenFiles() {}

    /** A case as it is written. */
    record Case(String name, JsonObject given, JsonObject when, JsonObject then) {}

    /**
     * Every case of a style.
     *
     * @param direction {@code surface} or {@code upstream}
     */
    static List<Case> of(String style, String direction) {
        var folder = Repository.contracts("golden/" + style + "/" + direction);
        try (var files = Files.list(folder)) {
            return files.sorted().map(GoldenFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no golden cases in " + folder, e);
        }
    }

    private static Case read(Path file) {
        try {
            var json = new JsonObject(Files.readString(file));
            var name = file.getFileName().toString().replaceFirst("\\.json$", "");
            return new Case(name, json.getJsonObject("given"), json.getJsonObject("when"), json.getJsonObject("then"));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }
}
