package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/meetings}. */
final class MeetingEndpoints {
    private static final String ALL = "/v1/meetings";
    private static final String ONE = "/v1/meetings/:meeting_id";
    private static final String READ = "meetings:read";
    private static final String WRITE = "meetings:write";

    private final Resource resource;
    private final FreshReads fresh;

    MeetingEndpoints(Resource resource, FreshReads fresh) {
        this.resource = resource;
        this.fresh = fresh;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list).repeated(),
                resource.endpoint(HttpMethod.POST, ALL, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete));
    }

    static MeetingRef ref(WireRequest request) {
        return new MeetingRef(request.pathParam("meeting_id"));
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        var selection = MeetingSelection.ofList(request);
        var query = MeetingQueries.read(request.params());
        return meetings.ask(new ListMeetings(query, ListAnswer.slice(request), selection.expand()))
                .map(page -> ListAnswer.of(request, page, selection.shape()::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateMeeting(MeetingJson.changes(body), MeetingJson.connection(body)))
                .map(view -> written(201, view)
                        .with("Location", ALL + "/" + view.meeting().id()));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        var selection = MeetingSelection.ofOne(request);
        return fresh.dated(
                request,
                meetings,
                ref(request),
                () -> meetings.ask(new GetMeeting(ref(request), selection.expand())),
                view -> Freshness.of(view.meeting().source()),
                view -> EntityTags.answer(
                        request,
                        EntityTags.of(view.meeting()),
                        WireResponse.json(200, selection.shape().bytes(view))));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        var expected = EntityTags.requiredIfMatch(request);
        MeetingJson.checkNoSource(body);
        return meetings.ask(new UpdateMeeting(ref(request), expected, MeetingJson.changes(body)))
                .map(view -> written(200, view));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeleteMeeting(ref(request), EntityTags.requiredIfMatch(request)))
                .map(gone -> Resource.gone());
    }

    private static WireResponse written(int status, MeetingView view) {
        return WireResponse.json(status, MeetingJson.SHAPE.bytes(view)).with("ETag", EntityTags.of(view.meeting()));
    }
}
