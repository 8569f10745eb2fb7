package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Meetings one by one. */
final class MeetingRecords {
    static final String ONE = MeetingLists.ALL + "/:meeting";

    /** How often a change that depends on what is stored is tried, when others change it at the same time. */
    static final int TRIES = 30;

    private static final Set<Expansion> DETAIL = Set.of(Expansion.AGENDA, Expansion.MINUTES, Expansion.ACTION_ITEMS);

    private MeetingRecords() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.of(HttpMethod.POST, MeetingLists.ALL, null, MeetingRecords::create),
                Endpoint.get(ONE, null, MeetingLists.DATED_QUERY, MeetingRecords::dateOrMeeting)
                        .repeated(),
                Endpoint.of(
                        HttpMethod.PUT,
                        ONE,
                        null,
                        (request, meetings) -> retried(TRIES, () -> update(request, meetings))),
                Endpoint.of(HttpMethod.DELETE, ONE, null, MeetingRecords::delete));
    }

    /** A real date is the list from that date on; anything else an id or a slug. */
    private static Future<WireResponse> dateOrMeeting(WireRequest request, Meetings meetings) {
        return Dates.day(request.pathParam("meeting"))
                .map(date -> MeetingLists.from(date, request, meetings))
                .orElseGet(() -> one(request, meetings));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetMeeting(ref(request), DETAIL)).compose(view -> {
            var actions = Objects.requireNonNull(view.actionItems());
            var pointedTo = new HashSet<>(MeetingJson.people(List.of(view.meeting())));
            pointedTo.addAll(ItemJson.people(Objects.requireNonNull(view.agenda()), List.of()));
            pointedTo.addAll(ItemJson.people(Objects.requireNonNull(view.minutes()), actions));
            return (actions.isEmpty()
                            ? Future.succeededFuture(Instant.MIN)
                            : meetings.ask(new GetCalendar()).map(ActionJson::overdueBefore))
                    .compose(overdueBefore -> PeopleLookup.find(meetings, pointedTo)
                            .map(people -> WireResponse.json(
                                    200, Json.bytes(json -> MeetingJson.extended(json, view, people, overdueBefore)))));
        });
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var changes = MeetingBody.readNew(body);
        return References.resolve(body, changes, null, meetings).compose(people -> {
            if (body.isRejected()) {
                return Future.succeededFuture(Rejection.of(body, MeetingJson::unsaved));
            }
            return started(changes, meetings)
                    .compose(meeting -> meetings.ask(new CreateMeeting(meeting)))
                    .compose(view -> answer(view, people, meetings))
                    .map(body::told);
        });
    }

    /** A meeting that nobody gave a start starts now. */
    private static Future<Changes<MeetingField>> started(Changes.Builder<MeetingField> builder, Meetings meetings) {
        var meeting = builder.build();
        return meeting.has(MeetingField.STARTS_AT)
                ? Future.succeededFuture(meeting)
                : meetings.ask(new GetCalendar())
                        .map(calendar -> builder.set(
                                        MeetingField.STARTS_AT, calendar.now().truncatedTo(ChronoUnit.SECONDS))
                                .build());
    }

    private static Future<WireResponse> update(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var changes = MeetingBody.read(body);
        // Who attends already keeps their status, so the answer depends on what is stored.
        return (body.has("attendee_ids") ? stored(request, meetings) : Future.<@Nullable Meeting>succeededFuture())
                .compose(stored -> References.resolve(body, changes, stored, meetings)
                        .compose(people -> {
                            if (body.isRejected()) {
                                return (stored == null ? stored(request, meetings) : Future.succeededFuture(stored))
                                        .compose(meeting -> rejected(body, meeting, people, meetings));
                            }
                            return meetings.ask(new UpdateMeeting(ref(request), seen(stored), changes.build()))
                                    .compose(view -> answer(view, people, meetings))
                                    .map(body::told);
                        }));
    }

    static Future<Meeting> stored(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetMeeting(ref(request), Set.of())).map(MeetingView::meeting);
    }

    static @Nullable Precondition seen(@Nullable Meeting stored) {
        return stored == null ? null : new Precondition(Set.of(stored.version()));
    }

    /** Tries again while others change the same thing in between. */
    static Future<WireResponse> retried(int tries, Supplier<Future<WireResponse>> change) {
        return change.get()
                .recover(failure -> tries > 1 && failure instanceof Problem.PreconditionFailed
                        ? retried(tries - 1, change)
                        : Future.failedFuture(failure));
    }

    private static Future<WireResponse> rejected(
            Body body, Meeting meeting, Map<UUID, Person> known, Meetings meetings) {
        return PeopleLookup.find(meetings, MeetingJson.people(List.of(meeting)), known)
                .map(people -> Rejection.of(body, json -> MeetingJson.basic(json, meeting, people)));
    }

    private static Future<WireResponse> answer(MeetingView view, Map<UUID, Person> known, Meetings meetings) {
        return PeopleLookup.find(meetings, MeetingJson.people(List.of(view.meeting())), known)
                .map(people ->
                        WireResponse.json(200, Json.bytes(json -> MeetingJson.basic(json, view.meeting(), people))));
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeleteMeeting(ref(request), null)).map(done -> WireResponse.empty(204));
    }

    static MeetingRef ref(WireRequest request) {
        return new MeetingRef(request.pathParam("meeting"));
    }
}
