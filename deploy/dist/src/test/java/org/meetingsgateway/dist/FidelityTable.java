package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a surface tells of meetings of each source, as {@code contracts/fidelity} says it; its README has the form. */
record FidelityTable(String surface, List<Row> rows) {
    static final List<String> SOURCES = List.of("gateway", "meetlog", "minutebase", "desktop");

    private static final Path FOLDER = Path.of(System.getProperty("repository.root"), "contracts", "fidelity");
    private static final String HEAD = "| canonical | member | " + String.join(" | ", SOURCES) + " |";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String NOTHING = "–";

    /**
     * A line of the table.
     *
     * @param canonical places of the canonical meeting; none for what only the style has
     * @param members places of what the surface tells; none where it has no place for it
     * @param cells by source
     */
    record Row(List<String> canonical, List<String> members, Map<String, Cell> cells) {
        /** Whether it says which items of a list there are. */
        boolean isOfItems() {
            return canonical.size() == 1 && canonical.getFirst().endsWith("[]");
        }

        boolean isOfMeetings() {
            return canonical.equals(List.of("meetings[]"));
        }
    }

    /**
     * How faithful.
     *
     * @param rule what a value that is not exact is made of
     * @param instead what stands where there is no value
     */
    record Cell(Kind kind, @Nullable String rule, @Nullable String instead) {
        private static final Pattern FORM =
                Pattern.compile("(exact|absent|derived: (.+?)|defaulted: (.+?))(?:; else defaulted: (.+))?");

        static Cell of(String text) {
            var found = FORM.matcher(text);
            if (!found.matches()) {
                throw new IllegalArgumentException("no fidelity: " + text);
            }
            var kind = Kind.valueOf(found.group(1).replaceFirst(":.*", "").toUpperCase(java.util.Locale.ROOT));
            return new Cell(kind, found.group(2) == null ? found.group(3) : found.group(2), found.group(4));
        }

        Stream<String> rules() {
            return Stream.of(rule, instead).filter(each -> each != null);
        }
    }

    enum Kind {
        EXACT,
        DERIVED,
        DEFAULTED,
        ABSENT
    }

    static FidelityTable of(String surface) {
        var lines = lines(surface + ".md");
        int head = lines.indexOf(HEAD);
        if (head < 0) {
            throw new IllegalArgumentException(surface + ".md has no table with the head " + HEAD);
        }
        return new FidelityTable(
                surface,
                lines.subList(head + 2, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .map(FidelityTable::row)
                        .toList());
    }

    /** The rules that the README explains. */
    static List<String> explained() {
        return lines("README.md").stream()
                .filter(line -> line.startsWith("| *"))
                .map(line -> line.substring(3, line.indexOf("*", 3)))
                .toList();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var columns = line.substring(1, line.length() - 1).split("\\|", -1);
        if (columns.length != SOURCES.size() + 2) {
            throw new IllegalArgumentException("not as many columns as the head has: " + line);
        }
        return new Row(
                places(columns[0]),
                places(columns[1]),
                IntStream.range(0, SOURCES.size())
                        .boxed()
                        .collect(Collectors.toMap(SOURCES::get, i -> Cell.of(columns[i + 2].strip()))));
    }

    private static List<String> places(String column) {
        if (column.strip().equals(NOTHING)) {
            return List.of();
        }
        var places = new ArrayList<String>();
        var code = CODE.matcher(column);
        while (code.find()) {
            places.add(code.group(1));
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no place: " + column);
        }
        return places;
    }
}
