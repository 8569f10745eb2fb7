/** A source in memory, and surfaces that are served without a socket: for tests, and for simulators of the products. */
@NullMarked
package org.meetingsgateway.memory;

import org.jspecify.annotations.NullMarked;
