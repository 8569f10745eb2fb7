@NullMarked
package org.meetingsgateway.adapters.minutebase;

import org.jspecify.annotations.NullMarked;
