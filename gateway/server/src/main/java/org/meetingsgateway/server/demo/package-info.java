/** What the runnable may bring for the demo. */
@NullMarked
package org.meetingsgateway.server.demo;

import org.jspecify.annotations.NullMarked;
