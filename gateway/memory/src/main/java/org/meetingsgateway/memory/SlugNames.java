package org.meetingsgateway.memory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Slugs as the store gives them: {@code base}, {@code base-1}, {@code base-2}, … */
final class SlugNames {
    private SlugNames() {}

    static String free(@Nullable String title, String fallback, Predicate<String> taken) {
        var base = base(title, fallback);
        return Stream.concat(Stream.of(base), IntStream.iterate(1, n -> n + 1).mapToObj(n -> base + "-" + n))
                .filter(taken.negate())
                .findFirst()
                .orElseThrow();
    }

    private static String base(@Nullable String title, String fallback) {
        var plain = Normalizer.normalize(title == null ? "" : title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var base = plain.substring(0, Math.min(plain.length(), 256)).replaceAll("^-+|-+$", "");
        return base.isEmpty() || Checks.isAlias(base) || Checks.uuid(base).isPresent() ? fallback : base;
    }
}
