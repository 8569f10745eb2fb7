package org.meetingsgateway.server.store;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The base of a slug; the store makes it unique. */
final class Slugs {
    private static final int LONGEST = 256;

    private Slugs() {}

    /**
     * Lower-case Latin letters and digits with single hyphens in between, as Rails' {@code parameterize} gives them: accents
     * are dropped, everything else is a hyphen.
     *
     * @param fallback what stands in where nothing of the title is left, or something in the form of an id: a slug must
     *     never name what somebody else's id or alias names
     */
    static String base(@Nullable String title, String fallback) {
        if (title == null) {
            return fallback;
        }
        var plain = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        var base = cut.replaceAll("^-+|-+$", "");
        return base.isEmpty() || Ids.isAlias(base) || Ids.uuid(base).isPresent() ? fallback : base;
    }
}
