package org.meetingsgateway.server.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The base of a slug; the store makes it unique. */
final class Slugs {
    private static final int LONGEST = 256;

    /** Letters that are no plain one with an accent, as Rails' {@code transliterate} spells them. */
    private static final Map<Integer, String> SPELLED = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ĸ', "k"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ŋ', "ng"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ŧ', "t"));

    private Slugs() {}

    /**
     * Lower-case Latin letters, digits and underscores with single hyphens in between, as Rails' {@code parameterize} gives
     * them: letters are written without accents, everything else is a hyphen.
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
                .toLowerCase(Locale.ROOT);
        var latin = new StringBuilder(plain.length());
        plain.codePoints().forEach(letter -> {
            var spelled = SPELLED.get(letter);
            if (spelled == null) {
                latin.appendCodePoint(letter);
            } else {
                latin.append(spelled);
            }
        });
        var hyphenated = latin.toString().replaceAll("[^a-z0-9_]+", "-");
        var cut = hyphenated.length() > LONGEST ? hyphenated.substring(0, LONGEST) : hyphenated;
        var base = cut.replaceAll("^-+|-+$", "");
        return base.isEmpty() || Ids.isAlias(base) || Ids.uuid(base).isPresent() ? fallback : base;
    }
}
