package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.wire.RateStatus;

class MinuteBaseSurfaceTest {
    private final MinuteBaseSurface surface = new MinuteBaseSurface();

    @Test
    void the_adapter_is_discovered() {
        assertThat(ServiceLoader.load(Adapter.class)).hasExactlyElementsOfTypes(MinuteBaseAdapter.class);
    }

    @Test
    void what_is_left_is_said_of_the_limit_that_ends_first() {
        var headers = MultiMap.caseInsensitiveMultiMap();
        surface.rateHeaders(
                new RateStatus(List.of(
                        new RateStatus.Window(1000, 3600, 998, 1800, 1_308_578_400),
                        new RateStatus.Window(60, 60, 3, 17, 1_308_576_617))),
                headers);
        assertThat(headers.get("X-RateLimit-Limit")).isEqualTo("60");
        assertThat(headers.get("X-RateLimit-Remaining")).isEqualTo("3");
        assertThat(headers.get("X-RateLimit-Reset")).isEqualTo("1308576617");
        assertThat(surface.alwaysStatesRate()).isTrue();
    }

    @Test
    void no_two_endpoints_have_a_method_and_a_path_in_common() {
        assertThat(surface.endpoints().stream().map(endpoint -> endpoint.method() + " " + endpoint.path()))
                .doesNotHaveDuplicates();
    }
}
