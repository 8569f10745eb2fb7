/** HTTP as values: what a surface reads and answers, what an upstream sends and gets. No socket, no router. */
@NullMarked
package org.meetingsgateway.wire;

import org.jspecify.annotations.NullMarked;
