package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.QueryCall.GetQuery;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Runs saved queries, and tells what they found. */
final class QueryRuns {
    private static final String BLOCKING = "blocking";
    private static final String FORCE_BLOCKING = "force_blocking";
    private static final List<String> REFRESH = List.of(
            "async",
            "async_except_on_cache_miss",
            BLOCKING,
            "force_async",
            FORCE_BLOCKING,
            "force_cache",
            "lazy_async");

    private QueryRuns() {}

    static List<Endpoint> endpoints(String project) {
        var run = Queries.one(project) + "/run";
        return List.of(
                Endpoint.get(run, Queries.READ, Set.of(), QueryRuns::run).limited(Queries.LIMIT),
                Endpoint.of(HttpMethod.POST, run, Queries.READ, QueryRuns::run).limited(Queries.LIMIT));
    }

    /** Whether it is there is told before what is wrong with the body, which {@code GET} may have too. */
    private static Future<WireResponse> run(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetQuery(Queries.name(request))).compose(query -> {
            if (!query.active()) {
                throw new Problem.NotFound("query");
            }
            var body = Strict.of(request);
            var values = new LinkedHashMap<String, @Nullable Object>();
            var id = body.text("client_query_id");
            var filters = body.object("filters_override");
            var other = body.object("query_override");
            var refresh = body.choice("refresh", REFRESH, BLOCKING);
            override(query.variables(), body.object("variables_override"), values);
            values(body.object("variables_values"), values);
            body.check("EndpointRunRequest");
            if (!Values.isEmpty(other)) {
                throw refused("Query override is not supported for HogQL queries");
            }
            if (!Values.isEmpty(filters)) {
                throw refused("Filters override is not supported for HogQL queries");
            }
            boolean isFresh = refresh.equals(FORCE_BLOCKING);
            if (!isFresh && !refresh.equals(BLOCKING)) {
                throw refused("only sync modes are supported (refresh param)");
            }
            return meetings.ask(new RunQuery(query.name(), values, isFresh))
                    .compose(result -> told(query, result).answer(200))
                    .map(answer -> answer.ignoring(id == null ? List.of() : List.of("client_query_id")));
        });
    }

    private static Problem.Invalid refused(String message) {
        return Fields.invalid("", "invalid_input", message);
    }

    /** By the ids of the variables; an id that the query does not have has no effect. */
    private static void override(
            List<QueryVariable> variables, @Nullable JsonObject override, Map<String, @Nullable Object> values) {
        for (var variable : variables) {
            if (override != null && override.getValue(variable.id()) instanceof JsonObject said) {
                var pointer = "/variables_override/" + variable.id() + "/value";
                if (Boolean.TRUE.equals(said.getValue("isNull"))) {
                    values.put(variable.name(), null);
                } else if (said.containsKey("value")) {
                    values.put(variable.name(), Values.ofVariable(said.getValue("value"), pointer));
                }
            }
        }
    }

    /** By the names of the variables. */
    private static void values(@Nullable JsonObject said, Map<String, @Nullable Object> values) {
        if (said != null) {
            said.forEach(value -> values.put(
                    value.getKey(), Values.ofVariable(value.getValue(), "/variables_values/" + value.getKey())));
        }
    }

    private static Pieces told(SavedQuery query, QueryResult result) {
        return new Pieces(List.of(
                Pieces.writing(json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("results");
                }),
                Pieces.items(result.rows().iterator(), Values::write),
                Pieces.writing(json -> {
                    json.writeEndArray();
                    columns(json, result.columns());
                    rest(json, query, result);
                    json.writeEndObject();
                })));
    }

    private static void columns(JsonGenerator json, List<QueryResult.Column> columns) throws IOException {
        json.writeFieldName("columns");
        Values.write(json, columns.stream().map(QueryResult.Column::name).toList());
        json.writeFieldName("types");
        Values.write(
                json,
                columns.stream()
                        .map(column -> List.of(column.name(), column.type()))
                        .toList());
    }

    private static void rest(JsonGenerator json, SavedQuery query, QueryResult result) throws IOException {
        json.writeStringField("hogql", query.sql());
        json.writeFieldName("query");
        HogQl.write(json, query);
        json.writeNumberField("limit", result.limit());
        json.writeNumberField("offset", 0);
        json.writeBooleanField("hasMore", result.more());
        json.writeBooleanField("is_cached", result.cached());
        json.writeStringField("cache_key", result.cacheKey());
        Json.string(json, "last_refresh", Moments.text(result.refreshedAt()));
        Json.string(json, "cache_target_age", Moments.text(result.expiresAt()));
        Json.string(json, "next_allowed_client_refresh", Moments.text(result.expiresAt()));
        json.writeArrayFieldStart("timings");
        json.writeEndArray();
        Json.string(json, "error", null);
        Json.string(json, "query_status", null);
        json.writeStringField("timezone", "UTC");
    }
}
