package org.meetingsgateway.server.federation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.remote.RemoteMeeting;

/**
 * Whether a remote meeting may be what a creation made, by what its style carries of it. Lists are not compared: styles
 * have their own ways with names.
 *
 * @param said by the creation
 */
record Recognition(Changes<MeetingField> said) {
    /** What a product gives a meeting of which it was told nothing. */
    private static final Set<MeetingField> GIVEN = EnumSet.of(
            MeetingField.STATUS,
            MeetingField.STARTS_AT,
            MeetingField.PLATFORM,
            MeetingField.PRIVACY,
            MeetingField.RECORDING_SDK_UPLOAD_ID);

    /** What styles have words of their own for. */
    private static final Set<MeetingField> WORDED =
            EnumSet.of(MeetingField.STATUS, MeetingField.PLATFORM, MeetingField.PRIVACY);

    /** What somebody writes in the words of one meeting. */
    private static final Set<MeetingField> TELLING = EnumSet.of(
            MeetingField.TITLE, MeetingField.URL, MeetingField.SHORT_URL, MeetingField.DESCRIPTION, MeetingField.NOTES);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** How much the product's clock may be behind. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** It is what the creation made: all that one request says is there. */
    boolean isWhole(RemoteMeeting found) {
        return said.has(MeetingField.TITLE) && found.fields().has(MeetingField.TITLE) && agrees(found);
    }

    /**
     * It is what the creation made, and is not all there yet, or somebody has changed it at the product since: it came
     * since, and says something of what was said.
     */
    boolean isLike(RemoteMeeting found, Instant since) {
        var created = found.createdAt();
        return (created == null || !created.isBefore(since.minus(SKEW)))
                && isSaid(found)
                && (!isUntouched(found) || all(found, (field, value) -> isNothing(value) || agrees(field, value)));
    }

    /** It says something of what was said, so that what else it says was changed since. */
    boolean isSaid(RemoteMeeting found) {
        return TELLING.stream().anyMatch(field -> {
            var value = found.fields().get(field);
            return !isNothing(value) && said.has(field) && same(said.get(field), value);
        });
    }

    /** Nothing of it is left to be said. */
    boolean isDone(RemoteMeeting found) {
        boolean[] holds = {agrees(found)};
        found.fields().forEach((field, value) -> holds[0] &= isEmpty(said.get(field)) || !isEmpty(value));
        return holds[0];
    }

    /** What may be left to be said, there or here, of what made this: what else it says may have been changed since. */
    Changes<MeetingField> left(RemoteMeeting made) {
        var left = Changes.of(MeetingField.class);
        said.forEach((field, value) -> {
            if (field.type() == List.class || isNothing(made.fields().get(field))) {
                left.set(field, value);
            }
        });
        return left.build();
    }

    private boolean agrees(RemoteMeeting found) {
        return all(found, this::agrees);
    }

    private boolean agrees(MeetingField field, @Nullable Object value) {
        return !said.has(field) || WORDED.contains(field) || same(said.get(field), value);
    }

    private static boolean isNothing(@Nullable Object value) {
        return cut(value) == null;
    }

    /** Of anything but a list it is {@link #agrees} that says so. */
    private static boolean isEmpty(@Nullable Object value) {
        return !(value instanceof List<?> list) || list.isEmpty();
    }

    /** Nothing of it is there yet, nor anything else, and nobody has touched it since it was made. */
    boolean isBare(RemoteMeeting found) {
        return (found.updatedAt() == null || isUntouched(found))
                && (found.segments() == null || found.segments().isEmpty())
                && platform(found)
                && all(found, (field, value) -> GIVEN.contains(field) || isNothing(value));
    }

    /** False where nobody knows. */
    private static boolean isUntouched(RemoteMeeting found) {
        var created = found.createdAt();
        var updated = found.updatedAt();
        return created != null && updated != null && !updated.isAfter(created.plus(AT_ONCE));
    }

    private boolean platform(RemoteMeeting found) {
        return !found.fields().has(MeetingField.PLATFORM)
                || said.get(MeetingField.PLATFORM) == null
                || same(said.get(MeetingField.PLATFORM), found.fields().get(MeetingField.PLATFORM));
    }

    private static boolean all(RemoteMeeting found, BiPredicate<MeetingField, @Nullable Object> condition) {
        boolean[] holds = {true};
        found.fields()
                .forEach((field, value) -> holds[0] &= field.type() == List.class || condition.test(field, value));
        return holds[0];
    }

    /** Styles cut moments, and the ends of texts. */
    private static boolean same(@Nullable Object said, @Nullable Object found) {
        return Objects.equals(cut(said), cut(found));
    }

    private static @Nullable Object cut(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant moment -> moment.truncatedTo(ChronoUnit.SECONDS);
            case String text -> text.isBlank() ? null : text.strip();
            default -> value;
        };
    }
}
