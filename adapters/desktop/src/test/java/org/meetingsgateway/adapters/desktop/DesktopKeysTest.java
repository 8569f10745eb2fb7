package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DesktopKeysTest {
    private final DesktopKeys keys = new DesktopKeys();

    @Test
    void an_imported_key_may_lack_the_prefix_that_new_ones_have() {
        assertThat(keys.start()).isEqualTo("phx_");
        assertThat(keys.imports("phx_abcdefgh")).isTrue();
        assertThat(keys.imports("a-legacy-key-without-prefix")).isTrue();
        assertThat(keys.imports("short")).isFalse();
        assertThat(keys.imports("cl\u00e9-secr\u00e8te")).isFalse();
    }

    @Test
    void write_satisfies_read_and_a_star_everything() {
        assertThat(keys.expanded(Set.of("endpoint:write")))
                .containsExactlyInAnyOrder("endpoint:write", "endpoint:read");
        assertThat(keys.expanded(Set.of("endpoint:read"))).containsExactly("endpoint:read");
        assertThat(keys.expanded(Set.of("*", "endpoint:read"))).isEqualTo(keys.scopes());
    }

    @Test
    void a_star_is_given_and_not_among_what_a_key_without_named_scopes_has() {
        assertThat(keys.knows("*")).isTrue();
        assertThat(keys.scopes())
                .containsExactlyInAnyOrder(
                        "desktop_recording:read",
                        "desktop_recording:write",
                        "endpoint:read",
                        "endpoint:write",
                        "error_tracking:read",
                        "error_tracking:write");
    }

    @Test
    void a_key_can_be_limited_to_projects() {
        assertThat(keys.limitedToProjects()).isTrue();
    }
}
