package org.meetingsgateway.adapters.meetlog;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Reports over all transcripts of the key's owner. */
final class Reports {
    static final String SCOPE = "export:reports";
    private static final String PATH = MeetLogSurface.EXPORT + "/reports";

    private Reports() {}

    static List<Endpoint> endpoints() {
        return List.of(
                get(PATH, SCOPE, Paging.QUERY, Reports::list).repeated(),
                get(PATH + "/:id", SCOPE, Set.of(), Reports::one).repeated());
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new ListReports(null, slice))
                .map(page -> MeetLogJson.page(page, slice, MeetLogJson::reportItem));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetReport(CanonicalId.of(request, "report")))
                .map(report -> MeetLogJson.answer(json -> MeetLogJson.report(json, report)));
    }
}
