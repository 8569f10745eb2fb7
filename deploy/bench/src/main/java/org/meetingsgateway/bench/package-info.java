/**
 * A load benchmark that stands outside of the gateway: it starts one as a child process, and beside it a bare handler
 * that serves the same bytes of the same SQL. Blocking by design: nothing here runs in the gateway.
 */
@NullMarked
package org.meetingsgateway.bench;

import org.jspecify.annotations.NullMarked;
