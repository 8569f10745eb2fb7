package org.meetingsgateway.server.canonical;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/** Content negotiation (RFC 9110 §12.5.1). */
final class Accept {
    private Accept() {}

    /**
     * What is offered and liked best; of equals the first. An absent header likes everything.
     *
     * @param offered media types without parameters
     * @throws Problem.NotAcceptable when nothing is liked
     */
    static String best(@Nullable String header, List<String> offered) {
        if (header == null || header.isBlank()) {
            return offered.getFirst();
        }
        String best = "";
        double most = 0;
        for (var type : offered) {
            double liked = quality(header.toLowerCase(Locale.ROOT), type);
            if (liked > most) {
                most = liked;
                best = type;
            }
        }
        if (most == 0) {
            throw new Problem.NotAcceptable(String.join(" or ", offered));
        }
        return best;
    }

    /** By the most specific range that fits. */
    private static double quality(String header, String type) {
        double quality = 0;
        int specific = 0;
        for (var range : header.split(",", -1)) {
            var parts = range.split(";", -1);
            var name = parts[0].strip();
            int rank = name.equals(type)
                    ? 3
                    : name.equals(type.substring(0, type.indexOf('/')) + "/*") ? 2 : name.equals("*/*") ? 1 : 0;
            if (rank > specific) {
                specific = rank;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
                        ? Double.parseDouble(parameter.substring(2))
                        : 0;
            }
        }
        return 1;
    }
}
