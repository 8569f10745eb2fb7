package org.meetingsgateway.server.http;

import org.meetingsgateway.server.tracing.Tracing;

/** What all requests on one event loop have in common. */
record Loop(ServerLimits limits, Load load, Peers peers, AccessLog accessLog, Tracing tracing) {}
