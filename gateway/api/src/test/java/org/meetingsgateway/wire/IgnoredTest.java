package org.meetingsgateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IgnoredTest {
    @Test
    void a_response_names_what_had_no_effect() {
        assertThat(WireResponse.empty(200)
                        .ignoring(List.of("a b", "ü,\r\n"))
                        .headers()
                        .get(Ignored.HEADER))
                .isEqualTo("a+b, %C3%BC%2C%0D%0A");
        assertThat(WireResponse.empty(200).ignoring(List.of()).headers().isEmpty())
                .isTrue();
    }

    @Test
    void what_does_not_fit_into_a_header_is_counted() {
        assertThat(Ignored.value(Collections.nCopies(40, "a"))).isEqualTo("a, ".repeat(39) + "a");
        var many = Ignored.value(Collections.nCopies(2_000, "a"));
        assertThat(many).startsWith("a, a, ").hasSizeLessThan(4_100).matches("(a, )+\\([0-9]+ more\\)");
        int told = many.split(", ").length - 1;
        assertThat(many).endsWith("(" + (2_000 - told) + " more)");
        assertThat(Ignored.value(List.of("(5 more)"))).isEqualTo("%285+more%29");
    }

    @Test
    void of_a_name_60_characters_are_said() {
        assertThat(Ignored.shortened("a".repeat(61))).isEqualTo("a".repeat(60));
        assertThat(Ignored.shortened("a".repeat(59) + "😀")).isEqualTo("a".repeat(59));
        assertThat(Ignored.shortened("a".repeat(58) + "😀")).isEqualTo("a".repeat(58) + "😀");
    }

    @Property(tries = 100)
    void any_name_is_a_proper_header(@ForAll String name) {
        assertThat(Ignored.value(List.of(name))).matches("[!-~]*");
        assertThat(Ignored.value(List.of(name)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(60 * 9);
    }
}
