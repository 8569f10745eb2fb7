package org.meetingsgateway.server.http;

import org.meetingsgateway.spi.Surface;

/** A surface, and who knows the credentials of its style. */
public record Mount(Surface surface, Authenticator authenticator) {}
