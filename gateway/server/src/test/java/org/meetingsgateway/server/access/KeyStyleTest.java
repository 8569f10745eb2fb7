package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyStyleTest {
    @ParameterizedTest
    @CsvSource({"MEETLOG,    tk_live_[A-Za-z0-9]{43}", "MINUTEBASE, [a-z0-9]{50}", "DESKTOP,    phx_[A-Za-z0-9]{43}"})
    void new_secrets_have_the_form_of_their_style(KeyStyle style, String form) {
        assertThat(style.newSecret()).matches(form);
    }

    @ParameterizedTest
    @EnumSource
    void new_secrets_differ_and_could_be_imported(KeyStyle style) {
        var secrets = IntStream.range(0, 1000).mapToObj(i -> style.newSecret()).toList();

        assertThat(secrets).doesNotHaveDuplicates().allMatch(style::imports);
    }

    @Test
    void imported_secrets_must_be_such_as_a_client_of_the_style_sends() {
        assertThat(KeyStyle.MEETLOG.imports("tk_live_yourKeyHere")).isTrue();
        assertThat(KeyStyle.MEETLOG.imports("yourKeyHere")).isFalse();
        assertThat(KeyStyle.MEETLOG.imports("tk_live_with space")).isFalse();
        assertThat(KeyStyle.MEETLOG.imports("tk_live_" + "x".repeat(505))).isFalse();
        assertThat(KeyStyle.MINUTEBASE.imports("abc123def456")).isTrue();
        assertThat(KeyStyle.MINUTEBASE.imports("ABC123DEF456")).isFalse();
        assertThat(KeyStyle.DESKTOP.imports("a-legacy-key-without-prefix")).isTrue();
        assertThat(KeyStyle.DESKTOP.imports("short")).isFalse();
        assertThat(KeyStyle.DESKTOP.imports("clé-secrète")).isFalse();
    }

    @Test
    void what_is_shown_of_a_secret_is_little() {
        assertThat(KeyStyle.MEETLOG.shown("tk_live_abcdefghijklmnopqrstuvwxyz")).isEqualTo("tk_live_abcd");
        assertThat(KeyStyle.MEETLOG.shown("tk_live_abcd")).isEqualTo("tk_live_a");
        assertThat(KeyStyle.MINUTEBASE.shown("abcdefgh")).isEqualTo("ab");
    }

    @Test
    void in_the_desktop_style_write_satisfies_read_and_a_star_everything() {
        assertThat(KeyStyle.DESKTOP.expanded(List.of("endpoint:write")))
                .containsExactlyInAnyOrder("endpoint:write", "endpoint:read");
        assertThat(KeyStyle.DESKTOP.expanded(List.of("*"))).isEqualTo(KeyStyle.DESKTOP.scopes());
        assertThat(KeyStyle.MEETLOG.expanded(List.of("export:reports"))).containsExactly("export:reports");
    }

    @Test
    void canonical_scopes_on_meetings_hold_for_what_belongs_to_them() {
        assertThat(Scopes.expanded(List.of("meetings:write", "openid")))
                .containsExactlyInAnyOrder(
                        "meetings:write", "transcripts:write", "reports:write", "action_items:write");
        assertThat(Scopes.expanded(List.of("reports:write"))).containsExactly("reports:write");
    }

    @Test
    void the_operator_is_known_by_the_token_alone() throws Exception {
        var admin = new AdminToken("correct horse");

        assertThat(Outcome.of(admin.authenticate("correct horse")).credentialId())
                .isEqualTo("admin");
        Outcome.isRefused(
                admin.authenticate("correct hors"), org.meetingsgateway.call.Problem.Unauthenticated.Reason.INVALID);
        Outcome.isRefused(admin.authenticate(null), org.meetingsgateway.call.Problem.Unauthenticated.Reason.MISSING);
    }
}
