/**
 * What an adapter provides: a {@link org.meetingsgateway.spi.Surface} that turns requests into calls, and later an
 * upstream that turns calls into requests. {@link org.meetingsgateway.spi.Adapter} is the one name that is discovered.
 */
@NullMarked
package org.meetingsgateway.spi;

import org.jspecify.annotations.NullMarked;
