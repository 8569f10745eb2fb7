package org.meetingsgateway.server.store;

import java.time.LocalDate;
import java.util.List;

/**
 * The meetings of one day, theirs against ours.
 *
 * @param date in UTC
 * @param upstream how many the remote account has
 * @param gateway how many of the connection are here
 * @param missing ids there of those that are not here, up to {@link #MISSING}
 */
public record CompletenessDay(LocalDate date, long upstream, long gateway, List<String> missing) {
    /** How many of a day are named. */
    public static final int MISSING = 1_000;

    public CompletenessDay {
        missing = List.copyOf(missing);
    }
}
