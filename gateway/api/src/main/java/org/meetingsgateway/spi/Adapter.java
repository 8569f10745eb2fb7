package org.meetingsgateway.spi;

import java.util.Optional;

/** One legacy API. Named in {@code META-INF/services}; needs a public constructor without arguments. */
public interface Adapter {
    /** The style's name: lower case, as in {@code source.style} and in every label. */
    String style();

    /** The style as the gateway serves it. */
    default Optional<Surface> surface() {
        return Optional.empty();
    }

    /** The style as the gateway calls it. */
    default Optional<Upstream> upstream() {
        return Optional.empty();
    }
}
