/**
 * The products that the gateway federates, as they look from outside: each is its style's own surface over a source in
 * memory, behind a real listener, with a quota, a strict count of requests and faults that can be switched. What a
 * simulator has is the truth that a mirror of it is compared with.
 */
@NullMarked
package org.meetingsgateway.simulators;

import org.jspecify.annotations.NullMarked;
