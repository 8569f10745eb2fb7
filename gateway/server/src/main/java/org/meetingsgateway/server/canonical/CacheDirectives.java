package org.meetingsgateway.server.canonical;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireRequest;

/**
 * The directives of a {@code Cache-Control} header (RFC 9111 §5.2), read from left to right. One that cannot be read counts
 * as absent; of one that is given twice, the first counts.
 */
final class CacheDirectives {
    /** A greater number counts as this one (§1.2.2). */
    private static final long MOST_SECONDS = 1L << 31;

    private static final int MOST_DIGITS = 10;

    private final String header;

    /** Arguments by names in lower case; null where there is none. */
    private final Map<String, @Nullable String> directives = new HashMap<>();

    private int at;

    private CacheDirectives(String header) {
        this.header = header;
        while (at < header.length()) {
            readElement();
        }
    }

    /**
     * How old what is stored may be at the most, else its owner is to be asked first; null where any age will do.
     *
     * <p>{@code no-cache}: whatever its age. {@code max-age}: that old, and as much older as {@code max-stale} allows, or
     * younger as {@code min-fresh} demands. {@code only-if-cached}: nobody is to be asked.
     */
    static @Nullable Duration maxAge(WireRequest request) {
        var given = new CacheDirectives(String.join(",", request.headers().getAll("Cache-Control")));
        if (given.has("only-if-cached")) {
            return null;
        }
        if (given.has("no-cache")) {
            return Duration.ZERO;
        }
        var maxAge = given.seconds("max-age");
        boolean anyAge = given.has("max-stale") && given.directives.get("max-stale") == null;
        return maxAge == null || anyAge
                ? null
                : Duration.ofSeconds(
                        Math.max(0, maxAge + orZero(given.seconds("max-stale")) - orZero(given.seconds("min-fresh"))));
    }

    private boolean has(String name) {
        return directives.containsKey(name);
    }

    private @Nullable Long seconds(String name) {
        var digits = directives.get(name);
        if (digits == null || digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return digits.length() > MOST_DIGITS ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(digits));
    }

    private static long orZero(@Nullable Long seconds) {
        return seconds == null ? 0 : seconds;
    }

    /** An element of a list may be empty (RFC 9110 §5.6.1). What cannot be read ends at the next comma. */
    private void readElement() {
        skipBlanks();
        var name = token().toLowerCase(Locale.ROOT);
        String argument = null;
        boolean isRead = !name.isEmpty();
        if (isRead && isAt('=')) {
            at++;
            argument = isAt('"') ? quoted() : token();
            isRead = argument != null;
        }
        skipBlanks();
        if (at == header.length() || isAt(',')) {
            if (isRead) {
                directives.putIfAbsent(name, argument);
            }
            at++;
        } else {
            int comma = header.indexOf(',', at);
            at = comma < 0 ? header.length() : comma + 1;
        }
    }

    private boolean isAt(char c) {
        return at < header.length() && header.charAt(at) == c;
    }

    private void skipBlanks() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    private String token() {
        int start = at;
        while (at < header.length() && isTokenChar(header.charAt(at))) {
            at++;
        }
        return header.substring(start, at);
    }

    /** RFC 9110 §5.6.2. */
    private static boolean isTokenChar(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    /** RFC 9110 §5.6.4; null where it has no end. */
    private @Nullable String quoted() {
        var text = new StringBuilder();
        for (at++; at < header.length(); at++) {
            char c = header.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            if (c == '\\' && ++at == header.length()) {
                break;
            }
            text.append(header.charAt(at));
        }
        return null;
    }
}
