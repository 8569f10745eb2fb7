package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.SearchCall.SearchActionItems;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.SearchCall.SearchProjects;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Search for everything, or for things of one type. Source: {@code http://support.minutebase.com/kb/api/search}. */
final class Search {
    private static final String PATH = MinuteBaseSurface.API + "/search";
    private static final Set<String> QUERY = Set.of("q", "page", "per_page");

    /** What can be searched for, in the order of the overview. */
    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("people", Search::people);
        TYPES.put("meetings", Search::meetings);
        TYPES.put("workspaces", Search::workspaces);
        TYPES.put("actions", Search::actions);
    }

    private Search() {}

    /** Finds a page of things of one type. */
    @FunctionalInterface
    private interface Type {
        Future<Found> find(SearchQuery query, Slice.Numbered slice, Meetings meetings);
    }

    /** A page, written as in the lists of its type. */
    private record Found(long total, Json.Writer page) {
        static <T> Found of(Page<T> page, Slice.Numbered slice, Paging.Item<? super T> item) {
            return new Found(
                    Objects.requireNonNull(page.total(), "a numbered page knows the total"),
                    json -> Paging.write(json, page, slice, item));
        }

        static Found nothing(Slice.Numbered slice) {
            return of(new Page<>(List.of(), 0L, null), slice, (json, nothing) -> {});
        }
    }

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, QUERY, Search::overview),
                Endpoint.get(PATH + "/:type", null, QUERY, Search::one));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        var type = TYPES.get(request.pathParam("type"));
        if (type == null) {
            throw new Problem.NotFound("type of search");
        }
        return find(type, query(request), Paging.of(request), meetings)
                .map(found -> WireResponse.json(200, Json.bytes(found.page())));
    }

    private static Future<WireResponse> overview(WireRequest request, Meetings meetings) {
        var query = query(request);
        var slice = Paging.of(request);
        var finding = TYPES.values().stream()
                .map(type -> find(type, query, slice, meetings))
                .toList();
        return Future.all(finding).map(all -> WireResponse.json(200, Json.bytes(json -> groups(json, all.list()))));
    }

    private static void groups(JsonGenerator json, List<Found> groups) throws IOException {
        json.writeStartObject();
        json.writeNumberField(
                "total_entries", groups.stream().mapToLong(Found::total).sum());
        var found = groups.iterator();
        for (var type : TYPES.keySet()) {
            json.writeFieldName(type);
            found.next().page().write(json);
        }
        json.writeEndObject();
    }

    private static Optional<SearchQuery> query(WireRequest request) {
        return LuceneSyntax.read(request.query().get("q"));
    }

    private static Future<Found> find(Type type, Optional<SearchQuery> query, Slice.Numbered slice, Meetings meetings) {
        return query.map(wanted -> type.find(wanted, slice, meetings))
                .orElseGet(() -> Future.succeededFuture(Found.nothing(slice)));
    }

    private static Future<Found> people(SearchQuery query, Slice.Numbered slice, Meetings meetings) {
        return meetings.ask(new SearchPeople(query, slice)).map(page -> Found.of(page, slice, PersonJson::basic));
    }

    private static Future<Found> workspaces(SearchQuery query, Slice.Numbered slice, Meetings meetings) {
        return meetings.ask(new SearchProjects(query, slice))
                .map(page -> Found.of(page, slice, WorkspaceJson::workspace));
    }

    private static Future<Found> meetings(SearchQuery query, Slice.Numbered slice, Meetings meetings) {
        return meetings.ask(new SearchMeetings(query, slice)).compose(views -> {
            var page = views.map(MeetingView::meeting);
            return PeopleLookup.find(meetings, MeetingJson.people(page.items()))
                    .map(people -> Found.of(page, slice, MeetingJson.basics(people)));
        });
    }

    private static Future<Found> actions(SearchQuery query, Slice.Numbered slice, Meetings meetings) {
        return meetings.ask(new SearchActionItems(query, slice))
                .compose(page -> page.items().isEmpty()
                        ? Future.succeededFuture(Found.of(page, slice, (json, nothing) -> {}))
                        : Future.all(
                                        PeopleLookup.find(meetings, ActionJson.people(page.items())),
                                        meetings.ask(new GetCalendar()))
                                .map(both -> {
                                    Map<UUID, Person> people = both.resultAt(0);
                                    Calendar calendar = both.resultAt(1);
                                    var before = ActionJson.overdueBefore(calendar);
                                    return Found.of(
                                            page,
                                            slice,
                                            (json, action) -> ActionJson.action(json, action, people, before));
                                }));
    }
}
