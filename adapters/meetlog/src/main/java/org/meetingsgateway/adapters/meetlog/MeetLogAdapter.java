package org.meetingsgateway.adapters.meetlog;

import java.util.Optional;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.spi.Upstream;

/** MeetLog's export API, served on its original URLs and called. Source: {@code https://meetlog.ru/ru/api-docs}. */
public final class MeetLogAdapter implements Adapter {
    @Override
    public String style() {
        return "meetlog";
    }

    @Override
    public Optional<Surface> surface() {
        return Optional.of(new MeetLogSurface());
    }

    @Override
    public Optional<Upstream> upstream() {
        return Optional.of(new MeetLogUpstream());
    }
}
