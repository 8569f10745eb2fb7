@NullMarked
package org.meetingsgateway.simulators;

import org.jspecify.annotations.NullMarked;
