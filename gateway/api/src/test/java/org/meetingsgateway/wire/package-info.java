@NullMarked
package org.meetingsgateway.wire;

import org.jspecify.annotations.NullMarked;
