/**
 * The canonical meeting model: plain immutable values that every style is translated to and from.
 *
 * <p>No framework types and no behaviour beyond self-checks. One name for one thing: a component here, a JSON member
 * on {@code /v1} and a column in the store carry the same word.
 */
@NullMarked
package org.meetingsgateway.model;

import org.jspecify.annotations.NullMarked;
