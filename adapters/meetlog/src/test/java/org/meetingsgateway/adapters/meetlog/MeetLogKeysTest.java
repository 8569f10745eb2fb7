package org.meetingsgateway.adapters.meetlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MeetLogKeysTest {
    private final MeetLogKeys keys = new MeetLogKeys();

    @Test
    void a_key_is_such_as_a_client_sends() {
        assertThat(keys.imports("tk_live_yourKeyHere")).isTrue();
        assertThat(keys.imports("tk_live_" + "x".repeat(504))).isTrue();
        assertThat(keys.imports("tk_live_" + "x".repeat(505))).isFalse();
        assertThat(keys.imports("tk_live_")).isFalse();
        assertThat(keys.imports("yourKeyHere")).isFalse();
        assertThat(keys.imports("tk_live_with space")).isFalse();
        assertThat(keys.start()).isEqualTo("tk_live_");
    }

    @Test
    void the_surface_takes_every_key_that_can_be_imported_for_its_own() {
        assertThat(new MeetLogSurface().claims(keys.start() + keys.alphabet())).isTrue();
    }

    @Test
    void a_scope_is_one_of_three_and_brings_no_other() {
        assertThat(keys.scopes()).containsExactlyInAnyOrder("export:transcripts", "export:reports", "export:projects");
        assertThat(keys.expanded(Set.of("export:reports"))).containsExactly("export:reports");
        assertThat(keys.knows("*")).isFalse();
    }

    @Test
    void a_key_cannot_be_limited_to_projects() {
        assertThat(keys.limitedToProjects()).isFalse();
    }
}
