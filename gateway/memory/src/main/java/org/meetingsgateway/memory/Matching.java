package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingQuery;

/** What a {@link MeetingQuery} says, on values. */
final class Matching {
    private Matching() {}

    static boolean meets(Meeting meeting, MeetingQuery query) {
        return (query.statuses().isEmpty() || query.statuses().contains(meeting.status()))
                && ((query.orNoPlatform() && meeting.platform() == null)
                        || wanted(query.platform(), meeting.platform()))
                && (query.tag() == null || meeting.tags().contains(query.tag()))
                && wanted(
                        query.projectId(),
                        meeting.project() == null ? null : meeting.project().id())
                && (query.participant() == null || takesPart(meeting, query.participant()))
                && wanted(query.sourceStyle(), meeting.source().style())
                && wanted(query.ownerUser(), meeting.owner().user())
                && wanted(query.hasTranscript(), meeting.transcript().segmentCount() > 0)
                && notBefore(meeting.startsAt(), query.startsAfter())
                && (query.startsBefore() == null
                        || (meeting.startsAt() != null && meeting.startsAt().isBefore(query.startsBefore())))
                && notBefore(meeting.updatedAt(), query.updatedSince())
                && notBefore(occursAt(meeting), query.occursFrom())
                && (query.occursBefore() == null || occursAt(meeting).isBefore(query.occursBefore()));
    }

    static Comparator<Meeting> order(MeetingQuery.Sort sort) {
        var order = Comparator.<Meeting, Instant>comparing(meeting -> key(meeting, sort.key()))
                .thenComparing(meeting -> meeting.id().toString());
        return sort.descending() ? order.reversed() : order;
    }

    private static Instant occursAt(Meeting meeting) {
        return Objects.requireNonNullElse(meeting.startsAt(), meeting.createdAt());
    }

    private static Instant key(Meeting meeting, MeetingQuery.Sort.Key key) {
        return switch (key) {
            case STARTS_AT -> Objects.requireNonNullElse(meeting.startsAt(), Instant.MIN);
            case CREATED_AT -> meeting.createdAt();
            case UPDATED_AT -> meeting.updatedAt();
            case OCCURS_AT -> occursAt(meeting);
        };
    }

    private static boolean takesPart(Meeting meeting, String who) {
        var wanted = who.toLowerCase(Locale.ROOT);
        return meeting.participants().stream()
                .flatMap(p -> Stream.of(p.name(), p.email(), Objects.toString(p.personId(), null)))
                .anyMatch(
                        known -> known != null && known.toLowerCase(Locale.ROOT).equals(wanted));
    }

    private static boolean wanted(@Nullable Object asked, @Nullable Object is) {
        return asked == null || asked.equals(is);
    }

    private static boolean notBefore(@Nullable Instant moment, @Nullable Instant from) {
        return from == null || (moment != null && !moment.isBefore(from));
    }
}
