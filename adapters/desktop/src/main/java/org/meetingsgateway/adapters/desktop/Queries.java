package org.meetingsgateway.adapters.desktop;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.DeleteQuery;
import org.meetingsgateway.call.QueryCall.GetQuery;
import org.meetingsgateway.call.QueryCall.ListQueries;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Saved queries, which the style calls endpoints: made, listed, shown, changed and deleted, by their names. */
final class Queries {
    static final String READ = "endpoint:read";
    static final String LIMIT = "queries";

    private static final String WRITE = "endpoint:write";
    private static final String PATH = "/endpoints";

    private Queries() {}

    /** Where all of them are. */
    static String all(String project) {
        return project + PATH;
    }

    /** Where one of them is. */
    static String one(String project) {
        return all(project) + "/:name";
    }

    static List<Endpoint> endpoints(String project) {
        var all = all(project);
        var one = one(project);
        return Stream.of(
                        get(all, READ, Set.of("is_active", "created_by"), Queries::list),
                        Endpoint.of(HttpMethod.POST, all, WRITE, Queries::create),
                        get(one, READ, Set.of(), Queries::show),
                        Endpoint.of(HttpMethod.PUT, one, WRITE, Queries::change),
                        Endpoint.of(HttpMethod.PATCH, one, WRITE, Queries::change),
                        Endpoint.of(HttpMethod.DELETE, one, WRITE, Queries::delete))
                .map(endpoint -> endpoint.limited(LIMIT))
                .toList();
    }

    /** What the path names. What cannot be a name is not there; with a dot in it, nor is the path. */
    static String name(WireRequest request) {
        var name = request.pathParam("name");
        if (!QueryJson.isName(name)) {
            throw new Problem.NotFound(name.contains(".") ? "endpoint" : "query");
        }
        return name;
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var active = active(OffsetPaging.last(request, "is_active"));
        var creator = RecordingLists.filter(request, "created_by");
        if (creator != null && !RecordingLists.isNumber(creator)) {
            throw new Problem.Invalid(
                    Violation.In.QUERY,
                    "created_by",
                    "invalid_choice",
                    "Select a valid choice. That choice is not one of the available choices.");
        }
        var user = creator == null ? null : RecordingLists.user(creator);
        Future<List<SavedQuery>> found = creator == null || user != null
                ? meetings.ask(new ListQueries(active, user))
                : Future.succeededFuture(List.of());
        return found.compose(queries -> Teams.number(request, meetings)
                .compose(team -> listed(queries, team).answer(200)));
    }

    /** Null where it filters nothing. */
    private static @Nullable Boolean active(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    private static Pieces listed(List<SavedQuery> queries, int team) {
        return new Pieces(List.of(
                Pieces.writing(json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("results");
                }),
                Pieces.items(queries.iterator(), (json, query) -> QueryJson.write(json, query, team)),
                Pieces.writing(json -> {
                    json.writeEndArray();
                    json.writeEndObject();
                })));
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        return meetings.ask(new CreateQuery(QueryJson.created(request)))
                .recover(failure -> refused(failure, "Failed to create endpoint."))
                .compose(made -> answer(201, made, request, meetings));
    }

    /** Why it cannot be is not told. */
    private static <T> Future<T> refused(Throwable failure, String message) {
        return Future.failedFuture(
                failure instanceof Problem.Conflict ? Fields.invalid("", "invalid_input", message) : failure);
    }

    private static Future<WireResponse> show(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetQuery(name(request))).compose(query -> answer(200, query, request, meetings));
    }

    /** Whether it is there is told before what is wrong with the body. */
    private static Future<WireResponse> change(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetQuery(name(request))).compose(query -> {
            var said = QueryJson.changed(request);
            return meetings.ask(new UpdateQuery(query.name(), said.changes()))
                    .recover(failure -> refused(failure, "Failed to update endpoint."))
                    .compose(changed -> answer(200, changed, request, meetings))
                    .map(answer -> answer.ignoring(said.name() == null ? List.of() : List.of("name")));
        });
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeleteQuery(name(request))).map(gone -> WireResponse.empty(204));
    }

    private static Future<WireResponse> answer(int status, SavedQuery query, WireRequest request, Meetings meetings) {
        return Teams.number(request, meetings)
                .map(team -> WireResponse.json(status, Json.bytes(json -> QueryJson.write(json, query, team))));
    }
}
