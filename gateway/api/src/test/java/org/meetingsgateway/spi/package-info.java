@NullMarked
package org.meetingsgateway.spi;

import org.jspecify.annotations.NullMarked;
