package org.meetingsgateway.memory;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.SearchQuery;

/** The words of something, in lower case and in order, for a search that looks at every one. */
record Words(List<String> words) {
    private static final String BREAK = "\uffff";

    /** Of several texts: a phrase does not go on from one to the next. */
    static Words of(Stream<@Nullable String> texts) {
        return new Words(
                texts.flatMap(text -> text == null ? Stream.of() : Stream.concat(split(text), Stream.of(BREAK)))
                        .toList());
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty());
    }

    boolean match(SearchQuery query) {
        return switch (query) {
            case SearchQuery.Term term -> hasAll(split(term.text()).toList(), term.prefix());
            case SearchQuery.Phrase phrase -> hasPhrase(split(phrase.text()).toList());
            case SearchQuery.All all -> all.parts().stream().allMatch(this::match);
            case SearchQuery.Any any -> any.parts().stream().anyMatch(this::match);
            case SearchQuery.Not not -> !match(not.part());
            case SearchQuery.Everything everything -> true;
        };
    }

    /** Of a prefix only the last word may go on. */
    private boolean hasAll(List<String> wanted, boolean prefix) {
        if (wanted.isEmpty()) {
            return false;
        }
        var last = wanted.getLast();
        return words.containsAll(prefix ? wanted.subList(0, wanted.size() - 1) : wanted)
                && (!prefix || words.stream().anyMatch(word -> word.startsWith(last)));
    }

    private boolean hasPhrase(List<String> wanted) {
        return !wanted.isEmpty() && Collections.indexOfSubList(words, wanted) >= 0;
    }
}
