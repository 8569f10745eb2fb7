package org.meetingsgateway.adapters.meetlog;

import java.util.Optional;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Surface;

/** MeetLog's export API, served on its original URLs. Source: {@code https://meetlog.ru/ru/api-docs}. */
public final class MeetLogAdapter implements Adapter {
    @Override
    public String style() {
        return "meetlog";
    }

    @Override
    public Optional<Surface> surface() {
        return Optional.of(new MeetLogSurface());
    }
}
