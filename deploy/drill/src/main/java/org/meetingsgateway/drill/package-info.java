/** Tries on real processes what operators rely on: replicas, overload, callers who hold things up, and parts that go away. */
@NullMarked
package org.meetingsgateway.drill;

import org.jspecify.annotations.NullMarked;
