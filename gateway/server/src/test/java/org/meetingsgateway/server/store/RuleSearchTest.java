package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RuleSearchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1c80",
                "(?i)\\x{1c80}",
                "(?i)[\\x{1c80}]",
                "(?si:\u1c88)",
                "(?i)[B-\uffff]",
                "(?i)[B-\\x{1044e}]",
                "(?i)[\\1-\\777]"
            })
    void what_would_be_folded_without_end_is_refused(String regex) {
        assertThatThrownBy(() -> RuleSearch.check(Stream.of(regex)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A regular expression cannot ignore the case of these characters");
    }

    @Test
    void every_character_ignores_its_case_or_is_refused() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .mapToObj(c -> "(?i)" + Character.toString(c))
                .forEach(regex -> {
                    try {
                        RuleSearch.check(Stream.of(regex));
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused).hasMessageContaining("cannot ignore the case");
                    }
                });
        RuleSearch.check(Stream.of("(?i)[\u0001-\u05ff]"));
    }

    @Test
    void case_is_ignored_in_many_scripts() {
        var search = new RuleSearch();
        assertThat(search.finds("(?i)[а-я]+ BOOM", "ОШИБКА boom")).isTrue();
        assertThat(search.finds("(?i)会议 Σ", "会议 ς")).isTrue();
        assertThat(search.finds("(?i)\\pL+\\d", "Ärger5")).isTrue();
        assertThat(search.finds("[\\x{1c80}-\\x{1c88}]", "\u1c81")).isTrue();
    }

    @Test
    void what_takes_long_to_compile_is_refused_or_not_compiled_to_its_end() {
        assertThatThrownBy(() -> RuleSearch.check(Stream.of("\\pL|".repeat(1_200) + "b")))
                .hasMessage("A regular expression is too long");
        var most = "\\pL|".repeat(249) + "b";
        RuleSearch.check(Collections.nCopies(10, most).stream());
        assertThatThrownBy(() -> RuleSearch.check(Collections.nCopies(11, most).stream()))
                .hasMessage("The regular expressions are too large");
        var search = new RuleSearch();
        assertThatThrownBy(() -> Collections.nCopies(100, most).forEach(regex -> search.finds(regex, "1")))
                .isInstanceOf(RuleSearch.Exhausted.class);
    }
}
