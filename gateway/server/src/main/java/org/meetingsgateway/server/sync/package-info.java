/**
 * The mirror: what remote accounts have is brought here and kept equal. A {@link org.meetingsgateway.server.sync.Runner}
 * takes the connections that are due, and a run looks through one account.
 */
@NullMarked
package org.meetingsgateway.server.sync;

import org.jspecify.annotations.NullMarked;
