package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.SearchQuery.All;
import org.meetingsgateway.model.SearchQuery.Any;
import org.meetingsgateway.model.SearchQuery.Everything;
import org.meetingsgateway.model.SearchQuery.Not;
import org.meetingsgateway.model.SearchQuery.Phrase;
import org.meetingsgateway.model.SearchQuery.Term;

class LuceneSyntaxTest {
    /** A tree in few characters: {@code a b*} alternatives in brackets, {@code &} for all, {@code !} for not. */
    private static String read(String query) {
        return LuceneSyntax.read(query).map(LuceneSyntaxTest::shown).orElse("nothing");
    }

    private static String shown(SearchQuery query) {
        return switch (query) {
            case Term term -> term.text() + (term.prefix() ? "…" : "");
            case Phrase phrase -> "«" + phrase.text() + "»";
            case All all -> shown(all.parts(), " & ");
            case Any any -> shown(any.parts(), " | ");
            case Not not -> "!" + shown(not.part());
            case Everything all -> "everything";
        };
    }

    private static String shown(List<SearchQuery> parts, String between) {
        return "("
                + String.join(
                        between, parts.stream().map(LuceneSyntaxTest::shown).toList()) + ")";
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " → ",
            quoteCharacter = '\u0001',
            value = {
                "foo → foo",
                "foo bar → (foo | bar)",
                "foo AND bar → (foo & bar)",
                "foo && bar → (foo & bar)",
                "foo OR bar → (foo | bar)",
                "foo || bar → (foo | bar)",
                "a AND b OR c → ((a & b) | c)",
                "a AND (b OR c) → (a & (b | c))",
                "+foo bar → foo",
                "+foo +bar → (foo & bar)",
                "foo -bar → (foo & !bar)",
                "foo !bar → (foo & !bar)",
                "foo NOT bar → (foo & !bar)",
                "foo AND NOT bar → (foo & !bar)",
                "foo OR NOT bar → (foo & !bar)",
                "a b -c → ((a | b) & !c)",
                "(a (b c)) → (a | (b | c))",
                "\"hello world\" → «hello world»",
                "foo* → foo…",
                "foo-bar → foo-bar"
            })
    void operators_mean_what_they_mean_to_lucene(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " → ",
            quoteCharacter = '\u0001',
            value = {
                "-foo → !foo",
                "-a -b → (!a & !b)",
                "* → everything",
                "*:* → everything",
                "title:* → everything",
                "title:[* TO *] → everything"
            })
    void nothing_but_signs_of_exclusion_is_everything_else(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " → ",
            quoteCharacter = '\u0001',
            value = {
                "foo~ → foo",
                "foo~0.8 → foo",
                "foo^2 → foo",
                "(a b)^3 → (a | b)",
                "(a b)@2 → (a | b)",
                "\"a b\"~3 → «a b»",
                "title:foo → foo",
                "title:(a b) → (a | b)",
                "fo*o → fo…",
                "f?o → f…",
                "foo? → foo…",
                "*foo → foo",
                "*foo* → foo…",
                "/fo.o/ → fo.o",
                "a [b TO c] → a",
                "+a +[b TO c] → a"
            })
    void what_cannot_be_carried_becomes_the_nearest(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " → ",
            quoteCharacter = '\u0001',
            value = {
                "foo) → foo)",
                "(foo bar → ((foo | bar)",
                "AND foo → foo",
                "a AND AND b → (a | b)",
                "\"foo bar → (\"foo | bar)",
                "foo\\ → foo\\",
                "\"foo bar\"~99999999999 → (\"foo | bar\"~99999999999)",
                "x:>5 → x:>5",
                "fn:ordered(a b) → (fn:ordered(a | b))"
            })
    void what_lucene_cannot_parse_is_plain_words(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " → ",
            quoteCharacter = '\u0001',
            value = {"\\(a\\) → (a)", "foo\\* → foo*", "\\AND → AND", "caf\\u00e9 → café", "\"foo*\" → «foo*»"})
    void what_is_escaped_is_meant_as_it_is(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\"\"", "- -", "[a TO b]", "[a TO b] -c", "()", "\"...\"", "& |", "🎉"})
    void what_says_nothing_finds_nothing(String query) {
        assertThat(LuceneSyntax.read(query)).isEmpty();
    }

    @Test
    void no_query_finds_nothing() {
        assertThat(LuceneSyntax.read(null)).isEmpty();
    }

    @Test
    void what_no_text_has_is_a_blank() {
        assertThat(read("a\u0000b\ud800c")).isEqualTo("(a | b | c)");
    }

    @Test
    void a_query_may_be_long_and_deep_but_not_too_much() {
        assertThat(read("(".repeat(50) + "a" + ")".repeat(50))).isEqualTo("a");
        assertThat(read("a".repeat(1000))).isEqualTo("a".repeat(1000));
        assertThat(read("𝒳".repeat(1000))).isEqualTo("𝒳".repeat(1000));
        for (var query : List.of("(".repeat(51) + "a" + ")".repeat(51), "(".repeat(1000), "a".repeat(1001))) {
            assertThatThrownBy(() -> LuceneSyntax.read(query))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            problem -> assertThat(problem.violations())
                                    .singleElement()
                                    .satisfies(violation ->
                                            assertThat(violation.field()).isEqualTo("q")));
        }
    }

    @Property(tries = 2000)
    void whatever_is_written_is_a_query_or_a_problem(@ForAll("written") String query) {
        try {
            LuceneSyntax.read(query).ifPresent(LuceneSyntaxTest::isWhole);
        } catch (Problem.Invalid expected) {
            assertThat(expected.violations()).hasSize(1);
        }
    }

    @Property(tries = 500)
    void a_word_of_letters_and_digits_is_itself(@ForAll("words") String word) {
        assertThat(LuceneSyntax.read(word)).isEqualTo(Optional.of(new Term(word, false)));
    }

    /** No empty groups, no words that say nothing. */
    private static void isWhole(SearchQuery query) {
        switch (query) {
            case Term term -> assertThat(term.text().codePoints()).anyMatch(Character::isLetterOrDigit);
            case Phrase phrase -> assertThat(phrase.text().codePoints()).anyMatch(Character::isLetterOrDigit);
            case All all -> parts(all.parts());
            case Any any -> parts(any.parts());
            case Not not -> isWhole(not.part());
            case Everything all -> {}
        }
    }

    private static void parts(List<SearchQuery> parts) {
        assertThat(parts).hasSizeGreaterThan(1);
        parts.forEach(LuceneSyntaxTest::isWhole);
    }

    @Provide
    Arbitrary<String> written() {
        var pieces = Arbitraries.of(
                "(",
                ")",
                "(",
                "[",
                "]",
                "{",
                "}",
                "\"",
                "\\",
                "+",
                "-",
                "!",
                "&&",
                "||",
                " AND ",
                " OR ",
                " NOT ",
                " TO ",
                "*",
                "?",
                "~",
                "^",
                ":",
                "/",
                "@2",
                "fn:",
                " ",
                "a",
                "foo",
                "0.5",
                "99999999999",
                "title",
                "é",
                "𝒳",
                "\u0000",
                "<",
                "=");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(60).map(list -> String.join("", list)),
                pieces.list().ofMinSize(200).ofMaxSize(600).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("([{\"+-!~^:/*?\\ a").ofMaxLength(1100));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(30);
    }
}
