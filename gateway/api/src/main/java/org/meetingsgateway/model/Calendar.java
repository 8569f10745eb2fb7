package org.meetingsgateway.model;

import java.time.Instant;

/**
 * How a caller counts days: the person's own settings, else the account's.
 *
 * @param timezone an IANA zone or a Rails zone name, see {@link TimeZones}
 * @param weekStart 0 Sunday … 6 Saturday
 * @param now the moment of the answer: surfaces have no clock of their own
 */
public record Calendar(String timezone, int weekStart, Instant now) {}
