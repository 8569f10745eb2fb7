package org.meetingsgateway.remote;

import org.jspecify.annotations.Nullable;

/**
 * Whose things a connection mirrors. Prints without the credential.
 *
 * @param credential the key, as the remote product gave it
 * @param account the account's name, where the style has several behind one credential (MinuteBase: the subdomain)
 * @param project the project's number, where the style asks for one (desktop: the team)
 */
public record Account(
        String credential,
        @Nullable String account,
        @Nullable Integer project) {
    @Override
    public String toString() {
        return "Account[account=" + account + ", project=" + project + "]";
    }
}
