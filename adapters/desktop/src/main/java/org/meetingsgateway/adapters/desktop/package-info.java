/**
 * PostHog's desktop recordings: recordings of a project, written and read with a personal API key. Documented at {@code
 * https://posthog.com/docs/api/environments-7}; what is known of it, and from where, is in {@code
 * contracts/facts/desktop.md}.
 *
 * <p>Its oddities: everything exists under two paths, only the first error of a body is told, in the order of the fields
 * and not of the body, and every answer of a recording has its whole transcript twice, as one text and as segments.
 */
@NullMarked
package org.meetingsgateway.adapters.desktop;

import org.jspecify.annotations.NullMarked;
