@NullMarked
package org.meetingsgateway.server.metrics;

import org.jspecify.annotations.NullMarked;
