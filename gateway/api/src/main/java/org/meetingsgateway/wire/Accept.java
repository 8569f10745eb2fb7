package org.meetingsgateway.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * Content negotiation (RFC 9110 §12.5.1). Parameters of media types are ignored, and so is a range that cannot be
 * understood.
 */
public final class Accept {
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private Accept() {}

    /** What is liked: a media type, {@code type/*} or {@code *}{@code /*}; and how much, 0 not at all, 1 most. */
    private record Range(String name, double weight) {
        boolean fits(String type) {
            return name.equals(type)
                    || name.equals("*/*")
                    || (name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)));
        }

        /** The more exact range decides. */
        int precision() {
            return name.equals("*/*") ? 0 : name.endsWith("/*") ? 1 : 2;
        }

        boolean isBetterThan(Range other) {
            return weight > other.weight || (weight == other.weight && precision() > other.precision());
        }
    }

    /**
     * What is offered and liked best; of equals the one that is named more exactly, then the first. An absent header
     * likes everything.
     *
     * @param header the values of the header
     * @param offered media types without parameters
     * @throws Problem.NotAcceptable when nothing is liked
     */
    public static String best(List<String> header, List<String> offered) {
        if (header.stream().allMatch(String::isBlank)) {
            return offered.getFirst();
        }
        var ranges = ranges(header);
        String best = null;
        var by = new Range("", 0);
        for (var type : offered) {
            var range = deciding(ranges, type);
            if (range != null && range.weight() > 0 && range.isBetterThan(by)) {
                best = type;
                by = range;
            }
        }
        if (best == null) {
            throw new Problem.NotAcceptable(String.join(" or ", offered));
        }
        return best;
    }

    private static List<Range> ranges(List<String> header) {
        var ranges = new ArrayList<Range>();
        for (var element : String.join(",", header).toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = element.split(";", -1);
            var weight = weight(parts);
            if (weight != null) {
                ranges.add(new Range(parts[0].strip(), weight));
            }
        }
        return ranges;
    }

    private static @Nullable Double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                var weight = parameter.substring(2);
                return WEIGHT.matcher(weight).matches() ? Double.valueOf(weight) : null;
            }
        }
        return 1.0;
    }

    private static @Nullable Range deciding(List<Range> ranges, String type) {
        Range deciding = null;
        for (var range : ranges) {
            if (range.fits(type) && (deciding == null || range.precision() > deciding.precision())) {
                deciding = range;
            }
        }
        return deciding;
    }
}
