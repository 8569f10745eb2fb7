/** Tests of the benchmark's own logic, on servers that they start themselves. */
@NullMarked
package org.meetingsgateway.bench;

import org.jspecify.annotations.NullMarked;
