package org.meetingsgateway.adapters.meetlog;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Meetings as MeetLog's transcripts. */
final class Transcripts {
    static final String SCOPE = "export:transcripts";
    private static final String PATH = MeetLogSurface.EXPORT + "/transcripts";

    private Transcripts() {}

    static List<Endpoint> endpoints() {
        return List.of(
                get(PATH, SCOPE, Paging.QUERY, Transcripts::list).repeated(),
                get(PATH + "/:id", SCOPE, Set.of(), Transcripts::one).repeated());
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), slice, Set.of()))
                .map(page -> MeetLogJson.page(
                        page, slice, (json, view) -> MeetLogJson.transcriptItem(json, view.meeting())));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        var ref = new MeetingRef(CanonicalId.of(request, "transcript"));
        return meetings.ask(new GetMeeting(ref, Set.of(Expansion.TRANSCRIPT, Expansion.REPORTS)))
                .map(view -> MeetLogJson.answer(json -> MeetLogJson.transcript(json, view)));
    }
}
