package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/reports} and those of one meeting. */
final class ReportEndpoints {
    private static final String ALL = "/v1/reports";
    private static final String OF_MEETING = "/v1/meetings/:meeting_id/reports";
    private static final String ONE = ALL + "/:report_id";
    private static final String READ = "reports:read";
    private static final String WRITE = "reports:write";

    private final Resource resource;
    private final FreshReads fresh;

    ReportEndpoints(Resource resource, FreshReads fresh) {
        this.resource = resource;
        this.fresh = fresh;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list).repeated(),
                resource.endpoint(HttpMethod.GET, OF_MEETING, READ, this::listOfMeeting)
                        .repeated(),
                resource.endpoint(HttpMethod.POST, OF_MEETING, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete));
    }

    private static String id(WireRequest request) {
        return request.pathParam("report_id");
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        return list(request, meetings, null);
    }

    private Future<WireResponse> listOfMeeting(WireRequest request, JsonObject body, Meetings meetings) {
        var ref = MeetingEndpoints.ref(request);
        return fresh.partOf(request, meetings, ref, () -> list(request, meetings, ref));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings, @Nullable MeetingRef meeting) {
        return meetings.ask(new ListReports(meeting, ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, ReportJson.WITHOUT_CONTENT::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateReport(MeetingEndpoints.ref(request), ReportJson.changes(body)))
                .map(one -> Resource.created(ALL + "/" + one.id(), one.version(), ReportJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return fresh.partOf(
                request,
                meetings,
                () -> meetings.ask(new GetReport(id(request))),
                Report::meetingId,
                one -> Resource.read(request, one.version(), ReportJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new UpdateReport(id(request), EntityTags.ifMatch(request), ReportJson.changes(body)))
                .map(one -> Resource.changed(one.version(), ReportJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeleteReport(id(request), EntityTags.ifMatch(request)))
                .map(gone -> Resource.gone());
    }
}
