package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.QueryCall.ListLastRuns;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** When saved queries were run last. It is told in the form of a query that is done. */
final class LastRuns {
    /** The path's last word: no query can have this name. */
    static final String NAME = "last_execution_times";

    private LastRuns() {}

    static List<Endpoint> endpoints(String project) {
        return List.of(Endpoint.of(HttpMethod.POST, Queries.all(project) + "/" + NAME, Queries.READ, LastRuns::tell)
                .limited(Queries.LIMIT));
    }

    private static Future<WireResponse> tell(WireRequest request, Meetings meetings) {
        var body = Strict.of(request);
        var names = body.texts("names");
        body.check("EndpointLastExecutionTimesRequest");
        var possible = names.stream().filter(QueryJson::isName).distinct().toList();
        if (possible.size() > SavedQuery.MOST) {
            throw Fields.invalid(
                    "/names",
                    "max_length",
                    "Ensure this field has no more than %d elements.".formatted(SavedQuery.MOST));
        }
        return Teams.number(request, meetings)
                .compose(team -> meetings.ask(new ListLastRuns(possible))
                        .map(runs -> WireResponse.json(200, Json.bytes(json -> {
                            json.writeStartObject();
                            json.writeFieldName("query_status");
                            status(json, names.isEmpty() ? null : runs, team);
                            json.writeEndObject();
                        }))));
    }

    /** @param runs by name; null where nothing was asked for */
    private static void status(JsonGenerator json, @Nullable Map<String, Instant> runs, int team) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("complete", true);
        Json.string(json, "dashboard_id", null);
        Json.string(json, "end_time", null);
        json.writeBooleanField("error", false);
        Json.string(json, "error_message", null);
        Json.string(json, "expiration_time", null);
        json.writeStringField("id", "");
        Json.string(json, "insight_id", null);
        Json.string(json, "labels", null);
        Json.string(json, "pickup_time", null);
        json.writeBooleanField("query_async", true);
        Json.string(json, "query_progress", null);
        json.writeFieldName("results");
        Values.write(
                json,
                runs == null
                        ? null
                        : runs.entrySet().stream()
                                .map(run -> List.of(run.getKey(), Moments.text(run.getValue())))
                                .toList());
        Json.string(json, "start_time", null);
        Json.string(json, "task_id", null);
        json.writeNumberField("team_id", team);
        json.writeEndObject();
    }
}
