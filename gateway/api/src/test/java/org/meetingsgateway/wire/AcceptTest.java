package org.meetingsgateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;

class AcceptTest {
    private static final List<String> OFFERED = List.of("application/json", "text/plain");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                               | application/json
            */*                                              | application/json
            text/plain                                       | text/plain
            TEXT/Plain; charset=utf-8                        | text/plain
            text/*                                           | text/plain
            application/json, text/plain, */*                | application/json
            text/plain, */*                                  | text/plain
            text/plain, */*;q=0.1                            | text/plain
            text/plain;q=0.5, application/json;q=0.4         | text/plain
            text/plain;q=0.5, */*                            | application/json
            application/json;q=0, */*                        | text/plain
            application/*;q=0.2, text/plain;q=0.1            | application/json
            text/html, application/xhtml+xml, */*;q=0.8      | application/json
            text/*;q=0.9, text/plain;q=0.1, application/json;q=0.5 | application/json
            text/plain;q=2, application/json                 | application/json
            nonsense, text/plain;q=0.001                     | text/plain
            text/plain; Q=0, */*; q=0.5                      | application/json""")
    void the_best_liked_offer_is_given(String header, String best) {
        assertThat(Accept.best(List.of(header), OFFERED)).isEqualTo(best);
    }

    @Test
    void no_header_likes_everything_and_lines_are_one_list() {
        assertThat(Accept.best(List.of(), OFFERED)).isEqualTo("application/json");
        assertThat(Accept.best(List.of("image/png", "text/plain"), OFFERED)).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "*/*;q=0",
                "text/plain;q=0.0, application/*;q=0",
                "nonsense",
                "text/plainer",
                "*/json"
            })
    void what_cannot_be_given_is_not_acceptable(String header) {
        assertThatThrownBy(() -> Accept.best(List.of(header), OFFERED)).isInstanceOf(Problem.NotAcceptable.class);
    }
}
