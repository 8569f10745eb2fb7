package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/meetings}. */
final class MeetingEndpoints {
    private static final String ALL = "/v1/meetings";
    private static final String ONE = "/v1/meetings/:meeting_id";
    private static final String READ = "meetings:read";
    private static final String WRITE = "meetings:write";

    /** What one meeting shows without being asked. */
    private static final Set<Expansion> PARTS =
            EnumSet.of(Expansion.AGENDA, Expansion.MINUTES, Expansion.ACTION_ITEMS, Expansion.REPORTS);

    private final Resource resource;

    MeetingEndpoints(Resource resource) {
        this.resource = resource;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list),
                resource.endpoint(HttpMethod.POST, ALL, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete));
    }

    static MeetingRef ref(WireRequest request) {
        return new MeetingRef(request.pathParam("meeting_id"));
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        var expand = expand(request);
        var fields = fields(request);
        return meetings.ask(new ListMeetings(query(request), ListAnswer.slice(request), wanted(expand, fields)))
                .map(page -> ListAnswer.of(request, page, (json, view) -> MeetingJson.write(json, view, fields, true)));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateMeeting(MeetingJson.changes(body)))
                .map(view -> written(201, view)
                        .with("Location", ALL + "/" + view.meeting().id()));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        var expand = expand(request);
        var fields = fields(request);
        var all = EnumSet.copyOf(PARTS);
        all.addAll(expand);
        return meetings.ask(new GetMeeting(ref(request), wanted(all, fields)))
                .map(view -> EntityTags.answer(
                        request,
                        EntityTags.of(view.meeting()),
                        WireResponse.json(
                                200,
                                Json.bytes(json ->
                                        MeetingJson.write(json, view, fields, expand.contains(Expansion.REPORTS))))));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        var expected = EntityTags.requiredIfMatch(request);
        return meetings.ask(new UpdateMeeting(ref(request), expected, MeetingJson.changes(body)))
                .map(view -> written(200, view));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeleteMeeting(ref(request), EntityTags.requiredIfMatch(request)))
                .map(gone -> Resource.gone());
    }

    private static WireResponse written(int status, MeetingView view) {
        return WireResponse.json(status, Json.bytes(json -> MeetingJson.write(json, view, null, false)))
                .with("ETag", EntityTags.of(view.meeting()));
    }

    private static Set<Expansion> expand(WireRequest request) {
        return words(request, "expand")
                .map(word -> Coded.of(Expansion.class, word))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Expansion.class)));
    }

    /** The members to write; null for all. */
    private static @Nullable Set<String> fields(WireRequest request) {
        if (!request.query().contains("fields")) {
            return null;
        }
        var fields = words(request, "fields").collect(Collectors.toCollection(HashSet::new));
        fields.add("id");
        return fields;
    }

    /** A part that is not written is not read. */
    private static Set<Expansion> wanted(Set<Expansion> expand, @Nullable Set<String> fields) {
        return fields == null
                ? expand
                : expand.stream().filter(part -> fields.contains(part.code())).collect(Collectors.toSet());
    }

    private static Stream<String> words(WireRequest request, String parameter) {
        var text = request.query().get(parameter);
        return text == null ? Stream.empty() : Stream.of(text.split(",", -1));
    }

    private static MeetingQuery query(WireRequest request) {
        var q = request.query();
        var has = q.get("has_transcript");
        return new MeetingQuery(
                words(request, "status")
                        .map(word -> Coded.of(MeetingStatus.class, word))
                        .collect(Collectors.toSet()),
                q.get("platform") == null ? null : Coded.of(Platform.class, q.get("platform")),
                q.get("tag"),
                q.get("project_id") == null ? null : UUID.fromString(q.get("project_id")),
                q.get("participant"),
                q.get("source_style"),
                has == null ? null : Boolean.valueOf(has),
                time(q.get("starts_after")),
                time(q.get("starts_before")),
                time(q.get("updated_since")),
                sort(q.get("sort")));
    }

    private static java.time.@Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instants.parse(text);
    }

    private static Sort sort(@Nullable String text) {
        if (text == null) {
            return Sort.LATEST_START_FIRST;
        }
        boolean descending = text.startsWith("-");
        return new Sort(Coded.of(Sort.Key.class, descending ? text.substring(1) : text), descending);
    }
}
