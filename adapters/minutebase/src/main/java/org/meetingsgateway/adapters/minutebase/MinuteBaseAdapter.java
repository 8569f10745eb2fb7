package org.meetingsgateway.adapters.minutebase;

import java.util.Optional;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.spi.Upstream;

/** MinuteBase's API, served on its original URLs and called. Source: {@code http://support.minutebase.com/kb/api/introduction}. */
public final class MinuteBaseAdapter implements Adapter {
    @Override
    public String style() {
        return "minutebase";
    }

    @Override
    public Optional<Surface> surface() {
        return Optional.of(new MinuteBaseSurface());
    }

    @Override
    public Optional<Upstream> upstream() {
        return Optional.of(new MinuteBaseUpstream());
    }
}
