package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.wire.Json;

/**
 * Writes one recording with its whole transcript. That is shown as one text and then as segments, so a long one is read twice;
 * both times it ends where it ended when the recording was read, whatever is appended meanwhile.
 *
 * @param last writes what comes after its own members
 */
record RecordingStream(Meetings meetings, MeetingView view, Json.Writer last) {
    /** Segments that are read at once. */
    static final int SEGMENTS = 500;

    /** A recording that has nothing but its own members. */
    static Pieces.Step of(Meetings meetings, MeetingView view) {
        return of(meetings, view, json -> {});
    }

    static Pieces.Step of(Meetings meetings, MeetingView view, Json.Writer last) {
        return new RecordingStream(meetings, view, last)::begin;
    }

    private Future<Void> begin(Pieces pieces) {
        pieces.write(json -> {
            json.writeStartObject();
            RecordingJson.head(json, view.meeting());
            TranscriptJson.openText(json);
        });
        return read(null).map(first -> {
            text(first, pieces);
            if (first.next() == null) {
                segments(first, pieces);
            }
            return null;
        });
    }

    private Future<Page<StoredSegment>> read(@Nullable String cursor) {
        var meeting = view.meeting();
        long count = meeting.transcript().segmentCount();
        return count == 0
                ? Future.succeededFuture(new Page<>(List.of(), null, null))
                : meetings.ask(new ListSegments(
                        new MeetingRef(meeting.id().toString()), count, new Slice.After(cursor, SEGMENTS)));
    }

    private void text(Page<StoredSegment> page, Pieces pieces) {
        pieces.write(json -> TranscriptJson.text(json, page.items()));
        var next = page.next();
        if (next != null) {
            pieces.then(more -> moreText(next, more));
        } else {
            pieces.write(json -> {
                TranscriptJson.closeText(json);
                TranscriptJson.openSegments(json);
            });
        }
    }

    private Future<Void> moreText(String cursor, Pieces pieces) {
        return read(cursor).map(page -> {
            text(page, pieces);
            if (page.next() == null) {
                pieces.then(again -> moreSegments(null, again));
            }
            return null;
        });
    }

    private Future<Void> moreSegments(@Nullable String cursor, Pieces pieces) {
        return read(cursor).map(page -> {
            segments(page, pieces);
            return null;
        });
    }

    private void segments(Page<StoredSegment> page, Pieces pieces) {
        pieces.write(json -> TranscriptJson.segments(json, page.items()));
        var next = page.next();
        if (next != null) {
            pieces.then(more -> moreSegments(next, more));
            return;
        }
        pieces.write(json -> {
            TranscriptJson.closeSegments(json);
            RecordingJson.tail(json, view);
            last.write(json);
            json.writeEndObject();
        });
    }
}
