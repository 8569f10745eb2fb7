package org.meetingsgateway.server.hot;

import org.meetingsgateway.call.Principal;

/**
 * All that an answer depends on beside the rows of its tenant.
 *
 * @param principal who asks, with scopes and what may be seen
 * @param base what absolute links start with: scheme, authority and prefix
 * @param query as it was sent, whole: links repeat it
 * @param accept what the caller takes, as it was sent
 * @param quarter the quarter of an hour: the caller's day, which some answers depend on, begins with one in every time zone
 */
public record HotKey(
        Principal principal, String surface, String base, String path, String query, String accept, long quarter) {
    private static final int PER_CHARACTER = 2;
    private static final int OBJECTS = 400;

    /** Bytes of memory, about. */
    int weight() {
        return OBJECTS + PER_CHARACTER * (base.length() + path.length() + query.length() + accept.length());
    }
}
