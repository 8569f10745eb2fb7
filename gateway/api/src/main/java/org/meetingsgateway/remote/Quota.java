package org.meetingsgateway.remote;

/**
 * How many requests may be made in any stretch of time of that length.
 *
 * @param requests at least 1
 * @param seconds at least 1
 */
public record Quota(int requests, long seconds) {
    public Quota {
        if (requests < 1 || seconds < 1) {
            throw new IllegalArgumentException(requests + " requests in " + seconds + " s");
        }
    }
}
