package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinuteBaseKeysTest {
    private final MinuteBaseKeys keys = new MinuteBaseKeys();

    @Test
    void a_key_is_lower_case_letters_and_digits() {
        assertThat(keys.imports("abc123def456")).isTrue();
        assertThat(keys.imports("abcdefg")).isFalse();
        assertThat(keys.imports("ABC123DEF456")).isFalse();
        assertThat(keys.imports("abc123def:456")).isFalse();
        assertThat(keys.start()).isEmpty();
        assertThat(keys.alphabet()).matches("[a-z0-9]{36}");
    }

    @Test
    void a_key_has_no_scopes_and_no_limits() {
        assertThat(keys.scopes()).isEmpty();
        assertThat(keys.knows("*")).isFalse();
        assertThat(keys.limitedToProjects()).isFalse();
    }
}
