/**
 * A real PostgreSQL in the data folder, for a gateway that was given no database. Blocking: it is started before
 * traffic and stopped after it.
 */
@NullMarked
package org.meetingsgateway.server.store.embedded;

import org.jspecify.annotations.NullMarked;
