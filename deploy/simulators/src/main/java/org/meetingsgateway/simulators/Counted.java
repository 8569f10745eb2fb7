package org.meetingsgateway.simulators;

/**
 * Who keeps to the quota, by a strict count: of every request, whatever became of it.
 *
 * @param requests all that came
 * @param most the most that came in any stretch of the quota's length; 0 where there is no quota
 * @param over those that were over the quota when they came
 */
public record Counted(long requests, long most, long over) {}
