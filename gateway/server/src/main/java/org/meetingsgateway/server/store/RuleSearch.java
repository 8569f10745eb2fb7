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

    private static final int MAX_SIZE = 5_000;
    /** RE2/J writes a repetition out, and repetitions of repetitions, too, before it knows how much that is. */
    private static final java.util.regex.Pattern REPEATED = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private long effort;

    /** Too much was asked for; the rest is not asked any more. */
    static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("the rules take too much time", null, false, false);
        }
    }

    /** Fails with an {@link IllegalArgumentException} where one of them is none, or where they are too large together. */
    static void check(Stream<String> regexes) {
        long size = 0;
        for (var regex : (Iterable<String>) regexes::iterator) {
            size += compiled(regex).programSize();
            if (size > 2 * MAX_SIZE) {
                throw new IllegalArgumentException("The regular expressions are too large");
            }
        }
    }

    private static Pattern compiled(String regex) {
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

    private static double times(MatchResult repeated) {
        var most = repeated.group(2);
        return Math.max(1, Double.parseDouble(most == null || most.isEmpty() ? repeated.group(1) : most));
    }

    @Override
    public boolean finds(String regex, String text) {
        var pattern = compiled(regex);
        effort += (long) pattern.programSize() * (text.length() + 16);
        if (effort > MAX_EFFORT) {
            throw new Exhausted();
        }
        return pattern.matcher(text).find();
    }
}
