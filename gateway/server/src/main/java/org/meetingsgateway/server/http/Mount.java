package org.meetingsgateway.server.http;

import org.meetingsgateway.spi.Surface;

/**
 * A surface, and who knows the credentials of its style.
 *
 * @param forOperators whether its requests are the last ones that are turned away
 */
public record Mount(Surface surface, Authenticator authenticator, boolean forOperators) {
    public Mount(Surface surface, Authenticator authenticator) {
        this(surface, authenticator, false);
    }
}
