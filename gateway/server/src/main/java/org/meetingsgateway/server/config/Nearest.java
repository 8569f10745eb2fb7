package org.meetingsgateway.server.config;

import java.util.Comparator;
import java.util.stream.Stream;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code ": did you mean X?"}, or nothing when no known name is near. */
    static String hint(String name, Stream<String> known) {
        var allowed = Math.max(2, name.length() / 5);
        return known.min(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(each -> distance(name, each) <= allowed)
                .map(each -> ": did you mean " + each + "?")
                .orElse("; --help lists all");
    }

    /** Levenshtein's: how many characters to insert, delete or replace. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
