package org.meetingsgateway.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;

/**
 * Whom a credential belongs to.
 *
 * @param retryAfter when it may ask again, where its limit is used up; else null
 */
public record Caller(Principal principal, @Nullable Duration retryAfter) {}
