package org.meetingsgateway.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of words and figures, printed in columns or as Markdown. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.length + " cells in a row of " + rows.getFirst());
        }
        rows.add(List.of(cells));
        return this;
    }

    String print(boolean markdown) {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(out, rows.get(i), widths, markdown);
            if (i == 0 && markdown) {
                for (int column = 0; column < widths.length; column++) {
                    out.append("|").append("-".repeat(widths[column] + 1)).append(column == 0 ? "-" : ":");
                }
                out.append("|\n");
            }
        }
        return out.toString();
    }

    /** The first column to the left, figures to the right. */
    private static void line(StringBuilder out, List<String> row, int[] widths, boolean markdown) {
        for (int i = 0; i < widths.length; i++) {
            var padding = " ".repeat(widths[i] - row.get(i).length());
            out.append(markdown ? "| " : i == 0 ? "" : "  ");
            out.append(i == 0 ? row.get(i) + padding : padding + row.get(i));
            out.append(markdown ? " " : "");
        }
        out.append(markdown ? "|\n" : "\n");
    }
}
