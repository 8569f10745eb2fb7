package org.meetingsgateway.adapters.meetlog;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The projects that the key's owner belongs to. */
final class Projects {
    static final String SCOPE = "export:projects";
    private static final String PATH = MeetLogSurface.EXPORT + "/projects";

    private Projects() {}

    static List<Endpoint> endpoints() {
        return List.of(
                get(PATH, SCOPE, Paging.QUERY, Projects::list).repeated(),
                get(PATH + "/:id", SCOPE, Set.of(), Projects::one).repeated());
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new ListProjects(null, slice))
                .map(page -> MeetLogJson.page(page, slice, MeetLogJson::projectItem));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetProject(CanonicalId.of(request, "project")))
                .compose(project -> ProjectTranscripts.answer(project, meetings));
    }
}
