package org.meetingsgateway.adapters.minutebase;

import java.util.Optional;
import org.apache.lucene.queryparser.flexible.core.QueryNodeParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.SearchQuery;

/**
 * What somebody searches for, in the syntax of Lucene, read by Lucene's own parser. Words without an operator are
 * alternatives, as they are for Lucene. What Lucene cannot parse is taken as plain words.
 */
final class LuceneSyntax {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 50;

    private LuceneSyntax() {}

    /**
     * Empty where there is nothing to search for.
     *
     * @throws Problem.Invalid when it is too long or too deep
     */
    static Optional<SearchQuery> read(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        if (written.codePointCount(0, written.length()) > LONGEST) {
            throw invalid("too_long", "is too long: " + LONGEST + " characters at most");
        }
        if (depth(written) > DEEPEST) {
            throw invalid("too_deep", "is nested too deeply: " + DEEPEST + " levels at most");
        }
        var text = readable(written);
        try {
            return LuceneTree.translate(new StandardSyntaxParser().parse(text, ""));
        } catch (QueryNodeParseException | NumberFormatException e) { // the latter of a number that is too large
            return Optional.ofNullable(Words.plain(text));
        }
    }

    private static Problem.Invalid invalid(String code, String message) {
        return new Problem.Invalid(Violation.In.QUERY, "q", code, message);
    }

    /** How many groups are open at once, at most; one that is quoted or escaped counts, too. */
    private static int depth(String text) {
        int open = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(') {
                deepest = Math.max(deepest, ++open);
            } else if (text.charAt(i) == ')') {
                open = Math.max(0, open - 1);
            }
        }
        return deepest;
    }

    /** Without what no text has: control characters, halves of surrogate pairs. */
    private static String readable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || isHalf(c) ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
