package org.meetingsgateway.simulators;

/**
 * What came, by a strict count: of every request, whatever became of it.
 *
 * @param requests all that came
 * @param most the most that came in any stretch of the quota's length since the quota is what it is; 0 where there is none
 * @param over those that were over the quota when they came, since then
 * @param strayed those that came to another host which the product pointed at: its links and redirects lead nowhere that
 *     anybody should follow with a credential
 */
public record Counted(long requests, long most, long over, long strayed) {}
