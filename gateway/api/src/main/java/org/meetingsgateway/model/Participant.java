package org.meetingsgateway.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    /** What there is to call somebody by: the name, else the address, else nothing. */
    public String called() {
        return Objects.requireNonNullElse(name, Objects.requireNonNullElse(email, ""));
    }

    /**
     * Who takes part when only names are told.
     *
     * @param known who took part until now: whoever is {@link #called} by one of the names keeps whatever else is known
     */
    public static List<Participant> named(List<String> names, List<Participant> known) {
        var left = new ArrayList<>(known);
        var named = new ArrayList<Participant>(names.size());
        for (var name : names) {
            var same = left.stream()
                    .filter(participant -> participant.called().equals(name))
                    .findFirst()
                    .orElseGet(() -> new Participant(null, name, null, null));
            left.remove(same);
            named.add(same);
        }
        return List.copyOf(named);
    }

    /** Attendance, in MinuteBase's words. */
    public enum AttendanceStatus implements Coded {
        INVITED,
        TENTATIVE,
        PRESENT,
        ABSENT,
        APOLOGIES
    }
}
