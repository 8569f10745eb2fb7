package org.meetingsgateway.adapters.meetlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.Adapter;

class MeetLogAdapterTest {
    @Test
    void the_adapter_is_discovered() {
        assertThat(ServiceLoader.load(Adapter.class)).hasExactlyElementsOfTypes(MeetLogAdapter.class);
    }

    @Test
    void keys_of_this_style_are_known_by_their_beginning() {
        var surface = new MeetLogSurface();
        assertThat(surface.claims("tk_live_yourKeyHere")).isTrue();
        assertThat(surface.claims("phx_1")).isFalse();
    }
}
