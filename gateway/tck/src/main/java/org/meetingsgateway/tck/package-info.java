/** The test kit that surfaces, sources and the gateway itself are tested with. */
@NullMarked
package org.meetingsgateway.tck;

import org.jspecify.annotations.NullMarked;
