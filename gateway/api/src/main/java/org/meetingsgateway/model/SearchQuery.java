package org.meetingsgateway.model;

import java.util.List;

/** What is searched for: a tree of words. Letter case never matters. */
public sealed interface SearchQuery {
    /**
     * A word, or several that must all occur where it was written as one, such as {@code foo-bar}.
     *
     * @param prefix whether a longer word that begins like it will do
     */
    record Term(String text, boolean prefix) implements SearchQuery {}

    /** Words that follow each other. */
    record Phrase(String text) implements SearchQuery {}

    /** All of them; at least one. */
    record All(List<SearchQuery> parts) implements SearchQuery {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them; at least one. */
    record Any(List<SearchQuery> parts) implements SearchQuery {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Whatever it does not match. */
    record Not(SearchQuery part) implements SearchQuery {}

    /** Everything that there is. */
    record Everything() implements SearchQuery {}
}
