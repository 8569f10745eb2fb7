package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tenant, a participant, or both.
 *
 * @param alias 24 lower-case hex digits
 * @param user the integer that the desktop style knows the person by
 * @param administrator whether the person may change the account itself
 * @param timezone an IANA zone or a Rails zone name; null means the tenant's
 * @param weekStart 0 Sunday … 6 Saturday; null means the tenant's
 */
public record Person(
        UUID id,
        String alias,
        int user,
        String firstName,
        String lastName,
        @Nullable String email,
        boolean administrator,
        @Nullable String company,
        @Nullable String department,
        @Nullable String jobTitle,
        @Nullable String skype,
        @Nullable String mobilePhone,
        @Nullable String homePhone,
        @Nullable String workPhone,
        @Nullable String address,
        @Nullable String timezone,
        @Nullable Integer weekStart,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** First and last name. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }
}
