package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/failures}: what failed, and whose it is. */
final class FailureEndpoints {
    private final Resource resource;

    FailureEndpoints(Resource resource) {
        this.resource = resource;
    }

    Endpoint endpoint() {
        return resource.endpoint(HttpMethod.GET, "/v1/failures", "meetings:read", FailureEndpoints::list);
    }

    private static Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        var kind = request.params().string("kind");
        var resolved = request.params().string("resolved");
        return meetings.ask(new ListFailures(
                        kind == null ? null : Coded.of(Failure.Kind.class, kind),
                        resolved == null ? null : Boolean.valueOf(resolved),
                        ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, FailureEndpoints::write));
    }

    private static void write(JsonGenerator json, Failure failure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", failure.id().toString());
        json.writeStringField("kind", failure.kind().code());
        Json.string(json, "meeting_id", failure.meetingId());
        Json.string(json, "connection_id", failure.connectionId());
        json.writeStringField("message", failure.message());
        json.writeFieldName("assignee");
        assignee(json, failure.assignee());
        Json.string(json, "rule_id", failure.ruleId());
        json.writeStringField("first_seen", failure.firstSeen().toString());
        json.writeStringField("last_seen", failure.lastSeen().toString());
        Json.string(json, "resolved_at", failure.resolvedAt());
        json.writeEndObject();
    }

    private static void assignee(JsonGenerator json, @Nullable Assignee assignee) throws IOException {
        if (assignee == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        switch (assignee) {
            case Assignee.User user -> {
                json.writeStringField("type", "user");
                json.writeNumberField("id", user.user());
            }
            case Assignee.Role role -> {
                json.writeStringField("type", "role");
                json.writeStringField("id", role.id().toString());
            }
        }
        json.writeEndObject();
    }
}
