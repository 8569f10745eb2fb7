package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;

class MinuteBaseUpstreamTest {
    private static List<String> wrong(String credential, @Nullable String account, @Nullable Integer project) {
        return new MinuteBaseUpstream()
                .check(new Account(credential, account, project)).stream()
                        .map(Violation::field)
                        .toList();
    }

    @Test
    void an_account_is_a_key_and_may_have_a_subdomain() {
        assertThat(wrong("123456abcdef", null, null)).isEmpty();
        assertThat(wrong("123456abcdef", "acme", null)).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_where_a_connection_has_it() {
        assertThat(wrong("SHORT", "no subdomain", 7))
                .containsExactly("/credential", "/account", "/upstream_project_id");
    }
}
