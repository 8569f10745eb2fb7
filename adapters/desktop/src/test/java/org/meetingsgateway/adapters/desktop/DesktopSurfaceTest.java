package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.wire.WireRequest;

class DesktopSurfaceTest {
    private final DesktopSurface surface = new DesktopSurface();

    @Test
    void the_adapter_is_discovered() {
        assertThat(ServiceLoader.load(Adapter.class)).hasExactlyElementsOfTypes(DesktopAdapter.class);
    }

    @Test
    void every_endpoint_is_there_under_both_roots() {
        var paths = surface.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .toList();
        assertThat(paths)
                .doesNotHaveDuplicates()
                .allSatisfy(path -> assertThat(paths)
                        .contains(
                                path.replace("/environments/", "/projects/"),
                                path.replace("/projects/", "/environments/")));
    }

    @Test
    void a_body_is_looked_into_only_where_no_header_has_a_key() {
        var request = WireRequest.get("/");
        assertThat(surface.credentialMayBeInBody(request)).isTrue();
        request.headers().set("Authorization", "Bearer phx_1");
        assertThat(surface.credentialMayBeInBody(request)).isFalse();
    }
}
