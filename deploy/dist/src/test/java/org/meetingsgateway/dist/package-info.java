/** The whole system as it runs: server and adapters together. */
@NullMarked
package org.meetingsgateway.dist;

import org.jspecify.annotations.NullMarked;
