/** Traces of what the gateway does, in OpenTelemetry's words: where work comes from, what it is part of, and where it goes. */
@NullMarked
package org.meetingsgateway.server.tracing;

import org.jspecify.annotations.NullMarked;
