/** What the runnable has besides the gateway and its adapters: the accounts of the demo. */
@NullMarked
package org.meetingsgateway.dist;

import org.jspecify.annotations.NullMarked;
