package org.meetingsgateway.spi;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How requests are matched to the paths of endpoints, in the gateway and in its test kit. */
public final class Paths {
    /** Stands for any variable: after every literal. */
    private static final String VARIABLE = "\uffff";

    /**
     * Which template answers where several match: segments are compared from the last to the first, a literal before a
     * variable. So {@code /meetings/day/agenda} is an agenda, not a day.
     */
    public static final Comparator<String> MORE_SPECIFIC_FIRST =
            Comparator.comparing(Paths::fromTheEnd, Paths::compare).thenComparing(Comparator.naturalOrder());

    private Paths() {}

    /**
     * The path without an ending that makes no difference, taken off once; a slash after it makes none either.
     *
     * @param suffix as of {@link Surface#optionalSuffix}
     */
    public static String withoutSuffix(String path, String suffix) {
        if (suffix.isEmpty()) {
            return path;
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        int cut = end - suffix.length();
        // A segment that is nothing but the suffix is a name.
        return cut > 0 && path.startsWith(suffix, cut) && path.charAt(cut - 1) != '/' ? path.substring(0, cut) : path;
    }

    private static List<String> fromTheEnd(String template) {
        return Stream.of(template.split("/"))
                .map(segment -> segment.startsWith(":") ? VARIABLE : segment)
                .toList()
                .reversed();
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
