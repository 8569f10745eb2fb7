package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;

class DesktopUpstreamTest {
    private final DesktopUpstream upstream = new DesktopUpstream();

    private List<String> wrong(String credential, @Nullable String account, @Nullable Integer project) {
        return upstream.check(new Account(credential, account, project)).stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void an_account_is_a_key_and_a_project() {
        assertThat(wrong("phx_yourKeyHere", null, 7)).isEmpty();
    }

    @Test
    void the_oldest_keys_have_no_prefix() {
        assertThat(wrong("yourKeyHere", null, 7)).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(wrong("short", "acme", null)).containsExactly("/credential", "/account", "/upstream_project_id");
    }

    @Test
    void a_project_has_a_number_from_one_on() {
        assertThat(wrong("phx_yourKeyHere", null, 0)).containsExactly("/upstream_project_id");
        assertThat(wrong("phx_yourKeyHere", null, -1)).containsExactly("/upstream_project_id");
    }

    @Test
    void the_quota_keeps_both_limits_of_the_original() {
        var quota = upstream.quota();
        assertThat(quota.requests() * 60 / quota.seconds()).isLessThanOrEqualTo(480);
        assertThat(quota.requests() * 3600 / quota.seconds()).isLessThanOrEqualTo(4800);
    }
}
