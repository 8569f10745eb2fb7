package org.meetingsgateway.adapters.desktop;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.FailureCall.CreateRule;
import org.meetingsgateway.call.FailureCall.DeleteRule;
import org.meetingsgateway.call.FailureCall.GetRule;
import org.meetingsgateway.call.FailureCall.ListRules;
import org.meetingsgateway.call.FailureCall.ReorderRules;
import org.meetingsgateway.call.FailureCall.UpdateRule;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Assignment rules: whose the failures of a project are. */
final class Rules {
    private static final String PATH = "/error_tracking/assignment_rules";
    private static final String READ = "error_tracking:read";
    private static final String WRITE = "error_tracking:write";
    /** More than a project may have. */
    private static final int MOST = 10_000;

    private Rules() {}

    static List<Endpoint> endpoints(String project) {
        var all = project + PATH;
        var one = all + "/:id";
        return List.of(
                get(all, READ, Set.of("limit", "offset"), Rules::list),
                Endpoint.of(HttpMethod.POST, all, WRITE, Rules::create),
                get(one, READ, Set.of(), Rules::show),
                Endpoint.of(HttpMethod.PUT, one, WRITE, Rules::change),
                Endpoint.of(HttpMethod.PATCH, one, WRITE, Rules::change),
                Endpoint.of(HttpMethod.DELETE, one, WRITE, Rules::delete),
                Endpoint.of(HttpMethod.PATCH, all + "/reorder", WRITE, Rules::reorder));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var paging = OffsetPaging.of(request);
        return meetings.ask(new ListRules(new Slice.Offset(paging.offset(), (int) Math.min(paging.limit(), MOST))))
                .map(page -> WireResponse.json(200, Json.bytes(json -> {
                    long count = Objects.requireNonNull(page.total(), "an offset knows the total");
                    json.writeStartObject();
                    json.writeNumberField("count", count);
                    Json.string(json, "next", paging.next(count));
                    Json.string(json, "previous", paging.previous());
                    json.writeArrayFieldStart("results");
                    for (var rule : page.items()) {
                        RuleJson.write(json, rule);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })));
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        var body = Body.fields(request);
        return meetings.ask(new CreateRule(RuleJson.created(body)))
                .recover(Rules::told)
                .map(rule -> body.told(WireResponse.json(201, Json.bytes(json -> RuleJson.write(json, rule)))));
    }

    /** Where in a filter the fault is, the style does not tell. */
    private static <T> Future<T> told(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Problem.Invalid p
                                && p.violations().getFirst().field().equals("/filters")
                        ? Fields.invalid("/filters", "invalid_input", "Invalid filters payload.")
                        : failure);
    }

    private static Future<WireResponse> show(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetRule(id(request)))
                .map(rule -> WireResponse.json(200, Json.bytes(json -> RuleJson.write(json, rule))));
    }

    /** What is no UUID is not there; with a dot in it, nor is the path. */
    private static UUID id(WireRequest request) {
        var id = Scalars.uuid(request.pathParam("id"));
        if (id == null) {
            throw new Problem.NotFound(request.pathParam("id").contains(".") ? "endpoint" : "assignment rule");
        }
        return id;
    }

    /** Whether it is there is told before what is wrong with the body. */
    private static Future<WireResponse> change(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetRule(id(request))).compose(rule -> {
            var body = Body.fields(request);
            return meetings.ask(new UpdateRule(rule.id(), RuleJson.changed(body)))
                    .recover(Rules::told)
                    .map(changed -> body.told(WireResponse.empty(204)));
        });
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeleteRule(id(request))).map(gone -> WireResponse.empty(204));
    }

    private static Future<WireResponse> reorder(WireRequest request, Meetings meetings) {
        var body = Body.fields(request);
        return meetings.ask(new ReorderRules(RuleJson.orders(body))).map(done -> body.told(WireResponse.empty(204)));
    }
}
