package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * The lists of meetings, of the account and of a workspace: from a date on, in pages; and all of a day, a week or a month. Days
 * are cut in the time zone of the caller. Meetings without start are where they were created.
 */
final class MeetingLists {
    /** Meetings in one piece of a list that is not paged. */
    static final int PIECE = 250;

    static final String ALL = MinuteBaseSurface.API + "/meetings";
    private static final String OF_WORKSPACE = MinuteBaseSurface.API + "/workspaces/:workspace/meetings";
    private static final String TAG = "tag";

    /** What the lists from a date on know. */
    static final Set<String> DATED_QUERY = dated();

    private MeetingLists() {}

    private static Set<String> dated() {
        var query = new HashSet<>(Paging.QUERY);
        query.addAll(Set.of(TAG, "order"));
        return Set.copyOf(query);
    }

    static List<Endpoint> endpoints() {
        var endpoints = Stream.of(ALL, OF_WORKSPACE)
                .flatMap(path -> Stream.of(
                        Endpoint.get(path, null, DATED_QUERY, MeetingLists::fromToday)
                                .repeated(),
                        Endpoint.get(path + "/day/:date", null, Set.of(TAG), MeetingLists::day)
                                .repeated(),
                        Endpoint.get(path + "/week/:date", null, Set.of(TAG, "start_day"), MeetingLists::week)
                                .repeated(),
                        Endpoint.get(
                                        path + "/month/:month",
                                        null,
                                        Set.of(TAG, "start_day", "calendar"),
                                        MeetingLists::month)
                                .repeated()))
                .collect(Collectors.toCollection(ArrayList::new));
        // The same path of the account may be a meeting, too.
        endpoints.add(Endpoint.get(OF_WORKSPACE + "/:date", null, DATED_QUERY, MeetingLists::fromDate)
                .repeated());
        return endpoints;
    }

    private static Future<WireResponse> fromDate(WireRequest request, Meetings meetings) {
        return from(day(request.pathParam("date")), request, meetings);
    }

    private static Future<WireResponse> fromToday(WireRequest request, Meetings meetings) {
        return from(null, request, meetings);
    }

    /** The meetings from a day on, or from the caller's today on; {@code order=desc} is the same list from its other end. */
    static Future<WireResponse> from(@Nullable LocalDate date, WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        var tag = tag(request);
        var descending = "desc".equals(request.query().get("order"));
        return project(request, meetings)
                .compose(project -> meetings.ask(new GetCalendar())
                        .compose(calendar -> {
                            var first = date == null ? Dates.today(calendar) : date;
                            var from = Days.day(first).from(Dates.zone(calendar));
                            var query = MeetingQuery.occurring(project.orElse(null), tag, from, null, descending);
                            return meetings.ask(new ListMeetings(query, slice, Set.of()));
                        })
                        .compose(page -> PeopleLookup.find(meetings, MeetingJson.people(meetings(page)))
                                .map(people -> Paging.answer(
                                        page.map(MeetingView::meeting), slice, MeetingJson.basics(people)))));
    }

    private static Future<WireResponse> day(WireRequest request, Meetings meetings) {
        var date = day(request.pathParam("date"));
        return all(request, meetings, calendar -> Days.day(date));
    }

    private static Future<WireResponse> week(WireRequest request, Meetings meetings) {
        var date = day(request.pathParam("date"));
        var startDay = request.query().get("start_day");
        return all(request, meetings, calendar -> Days.week(date, Dates.weekStart(startDay, calendar)));
    }

    private static Future<WireResponse> month(WireRequest request, Meetings meetings) {
        var month = Dates.month(request.pathParam("month")).orElseThrow(() -> new Problem.NotFound("month"));
        var startDay = request.query().get("start_day");
        var padded = isTrue(request.query().get("calendar"));
        return all(
                request,
                meetings,
                calendar -> padded ? Days.calendar(month, Dates.weekStart(startDay, calendar)) : Days.month(month));
    }

    private static boolean isTrue(@Nullable String flag) {
        return "true".equals(flag) || "1".equals(flag);
    }

    private static LocalDate day(String text) {
        return Dates.day(text).orElseThrow(() -> new Problem.NotFound("day"));
    }

    private static Future<WireResponse> all(WireRequest request, Meetings meetings, Function<Calendar, Days> days) {
        var tag = tag(request);
        return project(request, meetings)
                .compose(project -> meetings.ask(new GetCalendar()).compose(calendar -> {
                    var wanted = days.apply(calendar);
                    var zone = Dates.zone(calendar);
                    var query = MeetingQuery.occurring(
                            project.orElse(null), tag, wanted.from(zone), wanted.before(zone), false);
                    return Pieces.answer(
                            cursor -> meetings.ask(new ListMeetings(query, new Slice.After(cursor, PIECE), Set.of()))
                                    .compose(page -> piece(page, meetings)));
                }));
    }

    private static Future<Pieces.Piece> piece(Page<MeetingView> page, Meetings meetings) {
        return PeopleLookup.find(meetings, MeetingJson.people(meetings(page)))
                .map(people -> new Pieces.Piece(
                        json -> {
                            var item = MeetingJson.basics(people);
                            for (var view : page.items()) {
                                item.write(json, view.meeting());
                            }
                        },
                        page.next()));
    }

    private static List<Meeting> meetings(Page<MeetingView> page) {
        return page.items().stream().map(MeetingView::meeting).toList();
    }

    /** The category that is asked for; none where it is left blank. */
    private static @Nullable String tag(WireRequest request) {
        var tag = request.query().get(TAG);
        if (tag == null || tag.isBlank()) {
            return null;
        }
        if (tag.indexOf('\0') >= 0) {
            throw new Problem.Invalid(Violation.In.QUERY, TAG, "text", "has a character that no category has");
        }
        return tag;
    }

    /** The workspace of the path, where it has one. */
    private static Future<Optional<UUID>> project(WireRequest request, Meetings meetings) {
        var workspace = request.pathParams().get("workspace");
        return workspace == null
                ? Future.succeededFuture(Optional.empty())
                : meetings.ask(new GetProject(workspace)).map(Project::id).map(Optional::of);
    }
}
