/**
 * What can be asked of a source of meetings, as data, and how anything fails.
 *
 * <p>A {@link org.meetingsgateway.call.Call} is a value, so whatever is to happen around every call (access, metrics,
 * idempotency, freshness) wraps one method: {@link org.meetingsgateway.call.MeetingSource#call}.
 */
@NullMarked
package org.meetingsgateway.call;

import org.jspecify.annotations.NullMarked;
