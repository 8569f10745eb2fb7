package org.meetingsgateway.bench;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Slice;

/** What the surfaces ask of the store for a list, in their order. */
final class Questions {
    /** Meetings in one piece of a month. */
    static final int PIECE = 250;

    private Questions() {}

    static Future<?> ask(Listing listing, Meetings meetings) {
        return switch (listing) {
            case CANONICAL ->
                meetings.ask(new ListMeetings(
                        MeetingQuery.all(Sort.LATEST_START_FIRST), new Slice.After(null, Listing.PAGE), Set.of()));
            case MEETLOG ->
                meetings.ask(new ListMeetings(
                        MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(1, Listing.PAGE), Set.of()));
            case MINUTEBASE ->
                meetings.ask(new GetCalendar())
                        .map(calendar -> occurring(calendar, Dataset.FIRST_DAY, null))
                        .compose(query -> people(query, new Slice.Numbered(1, Listing.PAGE), meetings));
            case MONTH -> {
                var month = YearMonth.parse(Dataset.FIRST_MONTH);
                yield meetings.ask(new GetCalendar())
                        .map(calendar -> occurring(
                                calendar, month.atDay(1), month.plusMonths(1).atDay(1)))
                        .compose(query -> pieces(query, null, meetings));
            }
        };
    }

    private static MeetingQuery occurring(Calendar calendar, LocalDate first, @Nullable LocalDate end) {
        var zone = ZoneId.of(calendar.timezone());
        return MeetingQuery.occurring(
                null,
                null,
                first.atStartOfDay(zone).toInstant(),
                end == null ? null : end.atStartOfDay(zone).toInstant(),
                false);
    }

    private static Future<?> pieces(MeetingQuery query, @Nullable String cursor, Meetings meetings) {
        return people(query, new Slice.After(cursor, PIECE), meetings)
                .compose(page -> page.next() == null ? Future.succeededFuture() : pieces(query, page.next(), meetings));
    }

    /** A page, and then the people that it points to. */
    private static Future<Page<MeetingView>> people(MeetingQuery query, Slice slice, Meetings meetings) {
        return meetings.ask(new ListMeetings(query, slice, Set.of())).compose(page -> {
            var ids = page.items().stream()
                    .map(MeetingView::meeting)
                    .flatMap(meeting -> Stream.concat(
                            meeting.sharedWith().stream(),
                            meeting.participants().stream().map(Participant::personId)))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            return meetings.ask(new FindPeople(ids)).map(found -> page);
        });
    }
}
