package org.meetingsgateway.adapters.desktop;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The list of a project's recordings, each with its whole transcript. */
final class RecordingLists {
    /** Recordings that are read at once, however many are wanted. */
    static final int READ = 200;

    private static final Set<String> QUERY = Set.of("limit", "offset", "user_id", "platform", "status", "search");
    private static final Sort LATEST_FIRST = new Sort(Sort.Key.OCCURS_AT, true);
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9]{1,100}\\s*");

    private RecordingLists() {}

    static List<Endpoint> endpoints(String project) {
        return List.of(get(project + Recordings.PATH, Recordings.READ, QUERY, RecordingLists::list)
                .repeated());
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var paging = OffsetPaging.of(request);
        var query = query(request);
        var first = query == null
                ? Future.succeededFuture(new Page<MeetingView>(List.of(), 0L, null))
                : read(meetings, query, new Slice.Offset(paging.offset(), piece(paging.limit())));
        return first.compose(page -> {
            long count = Objects.requireNonNull(page.total(), "an offset knows the total");
            var open = Pieces.writing(json -> {
                json.writeStartObject();
                json.writeNumberField("count", count);
                Json.string(json, "next", paging.next(count));
                Json.string(json, "previous", paging.previous());
                json.writeArrayFieldStart("results");
            });
            var close = Pieces.writing(json -> {
                json.writeEndArray();
                json.writeEndObject();
            });
            var items = query == null ? close : items(meetings, query, page, paging.limit());
            return new Pieces(query == null ? List.of(open, close) : List.of(open, items, close)).answer(200);
        });
    }

    private static int piece(long wanted) {
        return (int) Math.min(wanted, READ);
    }

    private static Future<Page<MeetingView>> read(Meetings meetings, MeetingQuery query, Slice slice) {
        return meetings.ask(new ListMeetings(query, slice, Set.of(Expansion.ACTION_ITEMS)));
    }

    /**
     * Those of a page that was read, and then those that are still wanted: from its last one on, as by their places all would
     * have moved where one is made or deleted meanwhile.
     */
    private static Pieces.Step items(Meetings meetings, MeetingQuery query, Page<MeetingView> page, long wanted) {
        return pieces -> {
            long left = wanted - page.items().size();
            var last = page.next();
            if (left > 0 && last != null) {
                pieces.then(more -> read(meetings, query, new Slice.After(last, piece(left)))
                        .compose(next -> items(meetings, query, next, left).run(more)));
            }
            page.items().reversed().forEach(view -> pieces.then(RecordingStream.of(meetings, view)));
            return Future.succeededFuture();
        };
    }

    /** Null where nothing can meet it. */
    private static @Nullable MeetingQuery query(WireRequest request) {
        var user = filter(request, "user_id");
        if (user != null && !isNumber(user)) {
            throw new Problem.Invalid(Violation.In.QUERY, "user_id", "invalid_input", "Enter a number.");
        }
        var owner = user == null ? null : user(user);
        var platformWord = filter(request, "platform");
        var platform = platformWord == null ? null : Words.platform(platformWord);
        var statusWord = filter(request, "status");
        Set<MeetingStatus> statuses = statusWord == null ? Set.of() : Words.statuses(statusWord);
        var search = filter(request, "search");
        boolean nothing = (user != null && owner == null)
                || (platformWord != null && platform == null)
                || (statusWord != null && statuses.isEmpty())
                || (search != null && search.indexOf('\0') >= 0);
        return nothing ? null : query(owner, platform, statuses, search);
    }

    private static MeetingQuery query(
            @Nullable Integer owner,
            @Nullable Platform platform,
            Set<MeetingStatus> statuses,
            @Nullable String search) {
        return new MeetingQuery(
                statuses,
                platform,
                platform == Words.PLATFORM,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                owner,
                search,
                null,
                null,
                LATEST_FIRST);
    }

    /** An empty value filters nothing. */
    static @Nullable String filter(WireRequest request, String name) {
        var value = OffsetPaging.last(request, name);
        return value == null || value.isEmpty() ? null : value;
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Null where nobody can have this number. */
    static @Nullable Integer user(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
