/**
 * MinuteBase's API of 2011: meetings with agenda, minutes and actions, people, workspaces, accounts, search. Documented at
 * {@code http://support.minutebase.com/kb/api}; what is known of it, and from where, is in
 * {@code contracts/facts/minutebase.md}.
 *
 * <p>Its oddities: a workspace is a {@code project} inside a meeting, {@code order} is a direction for meetings and a field
 * for actions, moments are epoch seconds, a rejected record comes back with {@code errors} in it, and the limit is 420.
 */
@NullMarked
package org.meetingsgateway.adapters.minutebase;

import org.jspecify.annotations.NullMarked;
