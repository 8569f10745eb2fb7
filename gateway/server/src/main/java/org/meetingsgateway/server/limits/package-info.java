/**
 * How many requests a credential may make: windows counted per surface and credential, in a bounded cache, or
 * for all replicas in a Redis.
 */
@NullMarked
package org.meetingsgateway.server.limits;

import org.jspecify.annotations.NullMarked;
