package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.KeyForm;

class KeyStyleTest {
    @Test
    void new_secrets_are_the_start_and_as_many_characters_as_256_random_bits_need() {
        assertThat(FakeKeys.style("meetlog").newSecret()).matches("tk_live_[A-Za-z0-9]{43}");
        assertThat(FakeKeys.style("minutebase").newSecret()).matches("[A-Za-z0-9]{43}");
        assertThat(new KeyStyle("hex", new Hexadecimal()).newSecret()).matches("[0-9a-f]{64}");
    }

    private static final class Hexadecimal implements KeyForm {
        @Override
        public String start() {
            return "";
        }

        @Override
        public String alphabet() {
            return "0123456789abcdef";
        }

        @Override
        public boolean imports(String secret) {
            return true;
        }

        @Override
        public String words() {
            return "anything";
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }
    }

    @Test
    void new_secrets_differ() {
        var style = FakeKeys.style("meetlog");

        assertThat(IntStream.range(0, 1000).mapToObj(i -> style.newSecret())).doesNotHaveDuplicates();
    }

    @Test
    void what_is_shown_of_a_secret_is_little() {
        assertThat(FakeKeys.style("meetlog").shown("tk_live_abcdefghijklmnopqrstuvwxyz"))
                .isEqualTo("tk_live_abcd");
        assertThat(FakeKeys.style("meetlog").shown("tk_live_abcd")).isEqualTo("tk_live_a");
        assertThat(FakeKeys.style("minutebase").shown("abcdefgh")).isEqualTo("ab");
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
