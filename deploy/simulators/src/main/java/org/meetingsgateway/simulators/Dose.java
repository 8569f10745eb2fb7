package org.meetingsgateway.simulators;

import org.jspecify.annotations.Nullable;

/**
 * How much of a fault.
 *
 * @param share of the requests that it happens to, or of the meetings; more than 0, at most 1
 * @param times how often it happens in all, at least once; null: until it is switched off
 * @param seconds how long it takes, from 0 to an hour; null: what is usual for it
 */
public record Dose(
        double share, @Nullable Integer times, @Nullable Integer seconds) {
    private static final int LONGEST = 3_600;

    /** Every time, until it is switched off. */
    public static final Dose ALWAYS = new Dose(1, null, null);

    public Dose {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", not more than 0 and at most 1");
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("times is " + times + ", not at least 1");
        }
        if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
            throw new IllegalArgumentException("seconds is " + seconds + ", not from 0 to " + LONGEST);
        }
    }

    /** Of some requests, until it is switched off. */
    public static Dose of(double share) {
        return new Dose(share, null, null);
    }

    /** So many times in a row. */
    public static Dose times(int times) {
        return new Dose(1, times, null);
    }

    public Dose seconds(int other) {
        return new Dose(share, times, other);
    }
}
