package org.meetingsgateway.remote;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Segment;

/**
 * All that a remote product tells of one meeting. What the style has no word for is not named in {@code fields}, and null
 * in the lists: it stays as it is in the store.
 *
 * @param id the canonical id that it should have, so that ids do not change for who knew the product; null: any
 * @param alias 24 lower-case hex digits that it should have; null: any
 * @param slug the one it should have; null: made of the title
 * @param fields every field that the style carries, null where it has no value; never project, owner and shared with,
 *     which are the gateway's
 * @param settled false while more is to come: a transcript that is still being made
 * @param raw every document that this was read from, byte for byte
 * @param unknown what the documents have and the style does not know: kind and pointer, with {@code *} for places in lists
 */
public record RemoteMeeting(
        String nativeId,
        @Nullable UUID id,
        @Nullable String alias,
        @Nullable String slug,
        Changes<MeetingField> fields,
        @Nullable List<Segment> segments,
        @Nullable List<RemoteReport> reports,
        @Nullable List<RemoteActionItem> actionItems,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        boolean settled,
        List<Raw> raw,
        Set<String> unknown) {
    public RemoteMeeting {
        segments = segments == null ? null : List.copyOf(segments);
        reports = reports == null ? null : List.copyOf(reports);
        actionItems = actionItems == null ? null : List.copyOf(actionItems);
        raw = List.copyOf(raw);
        unknown = Set.copyOf(unknown);
    }
}
