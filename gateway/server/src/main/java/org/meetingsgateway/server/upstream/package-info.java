/**
 * How the gateway calls others: {@link org.meetingsgateway.server.upstream.Transport} sends requests to one upstream within
 * its bounds, and the exchanges around it measure and protect it. What cannot be had is a
 * {@link org.meetingsgateway.server.upstream.NoResponse}. {@link org.meetingsgateway.server.upstream.Connections} puts
 * together how a remote account is asked, within its quota.
 */
@NullMarked
package org.meetingsgateway.server.upstream;

import org.jspecify.annotations.NullMarked;
