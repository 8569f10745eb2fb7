package org.meetingsgateway.bench;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Slice;

/** One meeting with what was said in it, as each surface shows it; MinuteBase's shows no transcripts. */
enum Reading {
    CANONICAL("canonical meeting with transcript", "/v1/meetings/%s?expand=transcript", Principal.View.PERMITTED),
    TEXT("canonical transcript as text", "/v1/meetings/%s/transcript", Principal.View.PERMITTED),
    MEETLOG("meetlog transcript", "/api/v1/export/transcripts/%s", Principal.View.OWNED),
    DESKTOP("desktop recording", Recordings.PATH + "%s/", Principal.View.READABLE);

    private final String label;
    private final String path;
    private final Principal.View view;

    Reading(String label, String path, Principal.View view) {
        this.label = label;
        this.path = path;
        this.view = view;
    }

    String label() {
        return label;
    }

    String path(String meeting) {
        return path.formatted(meeting);
    }

    /** The request as it goes over the wire. */
    String request(Tenant tenant, String meeting) {
        var credential = switch (this) {
            case CANONICAL, TEXT -> tenant.token();
            case MEETLOG -> tenant.key();
            case DESKTOP -> tenant.desktopKey();
        };
        return Request.get(path(meeting), "Bearer " + credential + (this == TEXT ? "\r\nAccept: text/plain" : ""));
    }

    /** @param project where a recording is */
    Principal principal(UUID tenantId, String tenant, UUID person, UUID project) {
        var principal = new Principal(tenantId, tenant, person, "bare", Set.of(), view);
        return this == DESKTOP ? principal.within(project) : principal;
    }

    /** What the surface asks of the store. */
    Future<?> ask(Meetings meetings, String meeting) {
        var ref = new MeetingRef(meeting);
        return switch (this) {
            case CANONICAL -> {
                var expand = EnumSet.copyOf(Expansion.USUAL);
                expand.add(Expansion.TRANSCRIPT);
                yield meetings.ask(new GetMeeting(ref, expand));
            }
            case TEXT -> meetings.ask(new GetTranscript(ref, true));
            case MEETLOG -> meetings.ask(new GetMeeting(ref, Set.of(Expansion.TRANSCRIPT, Expansion.REPORTS)));
            case DESKTOP ->
                meetings.ask(new GetMeeting(ref, Set.of(Expansion.ACTION_ITEMS)))
                        .compose(view -> meetings.ask(new ListSegments(
                                ref,
                                (long) view.meeting().transcript().segmentCount(),
                                new Slice.After(null, Readings.SEGMENTS))));
        };
    }

    Body body() {
        return switch (this) {
            case CANONICAL ->
                (results, json) ->
                        CanonicalBody.whole(results.getFirst().iterator().next(), json);
            case TEXT -> new TextBody();
            case MEETLOG ->
                (results, json) ->
                        MeetlogBody.whole(results.getFirst().iterator().next(), json);
            case DESKTOP -> new RecordingBody();
        };
    }
}
