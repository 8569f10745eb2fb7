package org.meetingsgateway.adapters.desktop;

import java.util.Optional;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.spi.Upstream;

/**
 * PostHog's desktop recordings, served on their original URLs and called. Source: {@code https://posthog.com/docs/api/environments-7}.
 */
public final class DesktopAdapter implements Adapter {
    @Override
    public String style() {
        return "desktop";
    }

    @Override
    public Optional<Surface> surface() {
        return Optional.of(new DesktopSurface());
    }

    @Override
    public Optional<Upstream> upstream() {
        return Optional.of(new DesktopUpstream());
    }
}
