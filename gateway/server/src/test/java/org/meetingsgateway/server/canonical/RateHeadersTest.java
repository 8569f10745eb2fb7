package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.RateStatus.Window;

class RateHeadersTest {
    private static MultiMap headers(Window... windows) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        RateHeaders.write(new RateStatus(List.of(windows)), headers);
        return headers;
    }

    @Test
    void one_window_is_the_default_one() {
        var headers = headers(new Window(6000, 60, 5999, 60, 1));
        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"default\";q=6000;w=60");
        assertThat(headers.get("RateLimit")).isEqualTo("\"default\";r=5999;t=60");
    }

    @Test
    void several_windows_are_named_by_their_length_in_whatever_order_they_are_held() {
        var headers = headers(new Window(4800, 3600, 4700, 3000, 1), new Window(480, 60, 0, 12, 1));
        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"burst\";q=480;w=60, \"sustained\";q=4800;w=3600");
        assertThat(headers.get("RateLimit")).isEqualTo("\"burst\";r=0;t=12, \"sustained\";r=4700;t=3000");
    }

    @Test
    void names_are_letters_only_and_differ() {
        var window = new Window(1, 1, 1, 1, 1);
        assertThat(headers(window, window, window, window)
                        .get("RateLimit-Policy")
                        .split(", "))
                .doesNotHaveDuplicates()
                .allMatch(policy -> policy.matches("\"[a-z]+\";q=1;w=1"));
    }

    @Test
    void no_window_says_nothing() {
        assertThat(headers().isEmpty()).isTrue();
    }
}
