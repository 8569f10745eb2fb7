package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One meeting, with everything that every list shows of it.
 *
 * @param id UUIDv7, the canonical id
 * @param alias 24 lower-case hex digits, for styles that know ids only in that form
 * @param slug unique in the tenant; stays when the title changes
 * @param title null while nobody gave one
 * @param summary written about the meeting, by a person or a model
 * @param sharedWith ids of the persons who may see it besides what {@code privacy} says
 * @param reportCount how many reports it has, the one derived from its minutes included
 * @param version counts every change of the meeting, its transcript, reports and action items
 * @param tag changes when the project or the owner that the meeting shows does: equal versions and equal tags mean equal
 *     representations
 */
public record Meeting(
        UUID id,
        String alias,
        String slug,
        @Nullable String title,
        @Nullable String description,
        @Nullable String notes,
        MeetingStatus status,
        @Nullable Platform platform,
        @Nullable String url,
        @Nullable String location,
        @Nullable Instant startsAt,
        @Nullable Instant endedAt,
        @Nullable Long durationSeconds,
        Privacy privacy,
        List<String> tags,
        @Nullable ProjectRef project,
        PersonRef owner,
        List<Participant> participants,
        List<UUID> sharedWith,
        Conference conference,
        @Nullable String shortUrl,
        Recording recording,
        Transcript transcript,
        @Nullable String summary,
        @Nullable Instant summaryGeneratedAt,
        @Nullable Instant tasksGeneratedAt,
        Source source,
        int reportCount,
        int actionItemCount,
        Instant createdAt,
        Instant updatedAt,
        long version,
        String tag) {
    public Meeting {
        tags = List.copyOf(tags);
        participants = List.copyOf(participants);
        sharedWith = List.copyOf(sharedWith);
    }
}
