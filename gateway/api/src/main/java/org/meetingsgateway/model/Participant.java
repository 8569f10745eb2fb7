package org.meetingsgateway.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in a meeting. A participant who is a person of the tenant has that person's id; the name is
 * the one to show, as it was when the participant was written.
 *
 * @param status attendance in MinuteBase's words: {@code invited · tentative · present · absent · apologies}
 */
public record Participant(
        @Nullable UUID personId,
        @Nullable String name,
        @Nullable String email,
        @Nullable AttendanceStatus status) {
    /** Attendance, in MinuteBase's words. */
    public enum AttendanceStatus implements Coded {
        INVITED,
        TENTATIVE,
        PRESENT,
        ABSENT,
        APOLOGIES
    }
}
