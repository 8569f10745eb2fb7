/** Remote accounts seen from outside: what can be called, what a connection may be, and what is told of it. */
@NullMarked
package org.meetingsgateway.server.federation;

import org.jspecify.annotations.NullMarked;
