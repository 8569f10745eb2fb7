package org.meetingsgateway.adapters.meetlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.Chunks;
import org.meetingsgateway.wire.WireResponse;

/**
 * One project with all its transcripts. MeetLog does not page these, so a long list is read from the source and sent
 * piece by piece: no more than one piece is ever in memory.
 */
final class ProjectTranscripts implements Chunks {
    /** Transcripts in one piece. */
    static final int PIECE = 500;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Project project;
    private final Meetings meetings;
    private final ByteArrayBuilder out = new ByteArrayBuilder();
    private final JsonGenerator json;
    /** Was read and is given next. */
    private @Nullable Page<MeetingView> first;
    /** Where to read on; null after the last piece. */
    private @Nullable String cursor;

    private ProjectTranscripts(Project project, Meetings meetings, Page<MeetingView> first) {
        this.project = project;
        this.meetings = meetings;
        this.first = first;
        try {
            this.json = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer. Its first piece is read before it begins, so that what fails by then is told in an envelope. */
    static Future<WireResponse> answer(Project project, Meetings meetings) {
        return read(project, meetings, null)
                .map(first -> first.next() == null
                        ? MeetLogJson.answer(json -> MeetLogJson.project(json, project, first.items()))
                        : WireResponse.streamedJson(200, new ProjectTranscripts(project, meetings, first)));
    }

    private static Future<Page<MeetingView>> read(Project project, Meetings meetings, @Nullable String cursor) {
        var query = MeetingQuery.ofProject(project.id(), Sort.NEWEST_FIRST);
        return meetings.ask(new ListMeetings(query, new Slice.After(cursor, PIECE), Set.of()));
    }

    @Override
    public Future<@Nullable Buffer> next() {
        if (first != null) {
            var page = first;
            first = null;
            return Future.succeededFuture(written(page, true));
        }
        return cursor == null
                ? Future.succeededFuture(null)
                : read(project, meetings, cursor).map(page -> written(page, false));
    }

    private Buffer written(Page<MeetingView> page, boolean opening) {
        cursor = page.next();
        try {
            if (opening) {
                MeetLogJson.openProject(json, project);
            }
            MeetLogJson.projectTranscripts(json, page.items());
            if (cursor == null) {
                MeetLogJson.closeProject(json);
                json.close();
            }
            json.flush();
            var piece = Buffer.buffer(out.toByteArray());
            out.reset();
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
