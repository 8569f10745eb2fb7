package org.meetingsgateway.server.store;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.meetingsgateway.model.RuleFilter;

/**
 * Regular expressions of rules, in RE2's syntax: the time that one takes grows with the text only as a line does. All that
 * one failure may cost together has a bound, too.
 */
final class RuleSearch implements RuleFilter.Search {
    /** About a quarter of a second: a program's size times the text's. */
    private static final long MAX_EFFORT = 50_000_000;

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_SIZE = 5_000;
    /** What compiling costs, at worst, for each pair of characters: RE2/J merges alternatives into classes one by one. */
    private static final int COMPILING = 4;

    private static final java.util.regex.Pattern IGNORES_CASE = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z]*i");
    /** A character by its number. */
    private static final java.util.regex.Pattern NUMBERED = java.util.regex.Pattern.compile("\\\\[x0-7]");
    /** The last character of the scripts with cases that are in use: Latin, Greek, Cyrillic, Armenian. */
    private static final int LAST_WITH_CASE = 0x5ff;

    /** RE2/J writes a repetition out, and repetitions of repetitions, too, before it knows how much that is. */
    private static final java.util.regex.Pattern REPEATED = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private long effort;

    /** Too much was asked for; the rest is not asked any more. */
    static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("the rules take too much time", null, false, false);
        }
    }

    /** May take a moment. Fails with an {@link IllegalArgumentException} where one of them is none, or where they are too large together. */
    static void check(Stream<String> regexes) {
        long size = 0;
        for (var regex : (Iterable<String>) regexes::iterator) {
            size += Math.max(regex.length(), compiled(regex).programSize());
            if (size > 2 * MAX_SIZE) {
                throw new IllegalArgumentException("The regular expressions are too large");
            }
        }
    }

    private static Pattern compiled(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A regular expression is too long");
        }
        if (IGNORES_CASE.matcher(regex).find() && !canIgnoreCase(regex)) {
            throw new IllegalArgumentException("A regular expression cannot ignore the case of these characters");
        }
        double size = REPEATED.matcher(regex)
                .results()
                .mapToDouble(RuleSearch::times)
                .reduce(regex.length(), (a, b) -> a * b);
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("A regular expression is too large");
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("A regular expression is not in RE2's syntax: " + e.getDescription(), e);
        }
    }

    /**
     * RE2/J looks for the other cases of each character, of a class for all between the first and the last, and with some
     * never comes to an end: those whose own capital letter is another one's.
     */
    private static boolean canIgnoreCase(String regex) {
        boolean hasClass = regex.contains("[");
        return !NUMBERED.matcher(regex).find()
                && regex.codePoints()
                        .allMatch(c -> c <= LAST_WITH_CASE
                                || (!hasClass
                                        && Character.toLowerCase(Character.toUpperCase(c))
                                                == Character.toLowerCase(c)));
    }

    private static double times(MatchResult repeated) {
        var most = repeated.group(2);
        return Math.max(1, Double.parseDouble(most == null || most.isEmpty() ? repeated.group(1) : most));
    }

    @Override
    public boolean finds(String regex, String text) {
        spend((long) COMPILING * regex.length() * regex.length());
        var pattern = compiled(regex);
        spend((long) pattern.programSize() * (text.length() + 16));
        return pattern.matcher(text).find();
    }

    private void spend(long more) {
        effort += more;
        if (effort > MAX_EFFORT) {
            throw new Exhausted();
        }
    }
}
