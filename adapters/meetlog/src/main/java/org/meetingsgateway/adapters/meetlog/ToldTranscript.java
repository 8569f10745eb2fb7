package org.meetingsgateway.adapters.meetlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.wire.WireResponse;

/**
 * A transcript alone, and what it was read from.
 *
 * @param reportIds each once; null where it does not tell them
 */
record ToldTranscript(
        UUID id,
        Changes<MeetingField> fields,
        List<Segment> segments,
        @Nullable List<String> reportIds,
        Instant createdAt,
        Raw raw,
        Set<String> unknown) {
    private static final String KIND = "transcript";

    /** Reads an answer, which must be the transcript that was asked for. */
    static ToldTranscript read(WireResponse.Bytes response, String id) {
        var document = Document.of(KIND, response);
        expect(document, "id", id);
        return new ToldTranscript(
                document.uuid("id"),
                MeetLogJson.transcript(document),
                MeetLogJson.segments(document),
                reportIds(document),
                document.instant("created_at"),
                new Raw(KIND, response.body()),
                document.unknown());
    }

    private static @Nullable List<String> reportIds(Document document) {
        var ids = document.textsOrNull("report_ids");
        if (ids == null) {
            return null;
        }
        if (!ids.stream().allMatch(Document::isUuid)) {
            throw document.unreadable("report_ids", "list of UUIDs");
        }
        return ids.stream().distinct().toList();
    }

    /** An answer about something else must not be taken for what was asked for. */
    static void expect(Document document, String member, String id) {
        if (!document.uuid(member).equals(UUID.fromString(id))) {
            throw document.unreadable(member, "id that was asked for");
        }
    }

    /**
     * The meeting with its reports.
     *
     * @param reports empty where nothing is known of them
     */
    RemoteMeeting with(String nativeId, Optional<List<ToldReport>> reports) {
        var told = reports.orElse(List.of());
        boolean isSettled = fields.get(MeetingField.STATUS) != MeetingStatus.PROCESSING;
        return new RemoteMeeting(
                nativeId,
                id,
                null,
                null,
                fields,
                segments,
                reports.isEmpty() ? null : told.stream().map(ToldReport::report).toList(),
                null,
                createdAt,
                null,
                isSettled && told.stream().allMatch(ToldReport::isSettled),
                Stream.concat(Stream.of(raw), told.stream().map(ToldReport::raw))
                        .toList(),
                Stream.concat(unknown.stream(), told.stream().flatMap(report -> report.unknown().stream()))
                        .collect(Collectors.toSet()));
    }
}
