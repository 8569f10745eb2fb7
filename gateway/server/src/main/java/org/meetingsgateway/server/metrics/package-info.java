/** What is measured: {@link org.meetingsgateway.server.metrics.Metrics} has every metric's name. */
@NullMarked
package org.meetingsgateway.server.metrics;

import org.jspecify.annotations.NullMarked;
