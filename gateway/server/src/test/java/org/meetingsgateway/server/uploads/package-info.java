@NullMarked
package org.meetingsgateway.server.uploads;

import org.jspecify.annotations.NullMarked;
