package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.SearchQuery.Any;
import org.meetingsgateway.model.SearchQuery.Everything;
import org.meetingsgateway.model.SearchQuery.Phrase;
import org.meetingsgateway.model.SearchQuery.Term;

/** What is searched for, word by word. A word without a letter or a digit in it says nothing, and is null. */
final class Words {
    private Words() {}

    /** Something in quotation marks. */
    static @Nullable SearchQuery phrase(CharSequence text) {
        return sayAnything(text) ? new Phrase(text.toString()) : null;
    }

    /** A word as it is written. */
    static @Nullable SearchQuery word(CharSequence text) {
        return sayAnything(text) ? new Term(text.toString(), false) : null;
    }

    /**
     * A word that may have wildcards. One at its end makes it a prefix. Elsewhere nothing can be carried but what is before
     * the first one, or where nothing is, what is after it. Nothing but wildcards is everything.
     */
    static @Nullable SearchQuery pattern(CharSequence text) {
        var pieces = pieces(text);
        if (pieces.isEmpty()) {
            return new Everything();
        }
        return pieces.stream()
                .filter(piece -> sayAnything(piece.text()))
                .findFirst()
                .orElse(null);
    }

    /** What is between the wildcards; a piece that one follows is a prefix. */
    private static List<Term> pieces(CharSequence text) {
        var pieces = new ArrayList<Term>();
        var piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!isWildcard(text, i)) {
                piece.append(text.charAt(i));
            } else if (!piece.isEmpty()) {
                pieces.add(new Term(piece.toString(), true));
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(new Term(piece.toString(), false));
        }
        return pieces;
    }

    private static boolean isWildcard(CharSequence text, int i) {
        char c = text.charAt(i);
        return (c == '*' || c == '?') && !(text instanceof UnescapedCharSequence unescaped && unescaped.wasEscaped(i));
    }

    /** Words without any syntax: alternatives. */
    static @Nullable SearchQuery plain(String text) {
        var words = Stream.of(text.split("\\s+"))
                .filter(word -> !List.of("AND", "OR", "NOT").contains(word))
                .filter(Words::sayAnything)
                .<SearchQuery>map(word -> new Term(word, false))
                .toList();
        return words.size() < 2 ? words.stream().findFirst().orElse(null) : new Any(words);
    }

    private static boolean sayAnything(CharSequence text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
