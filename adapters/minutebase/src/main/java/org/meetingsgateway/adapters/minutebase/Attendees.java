package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The attendees of a meeting as a thing of their own. MinuteBase's page on them is lost: this is our design. */
final class Attendees {
    private static final String PATH = MeetingRecords.ONE + "/attendees";

    private Attendees() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, Set.of(), Attendees::list).repeated(),
                Endpoint.of(
                        HttpMethod.PUT,
                        PATH,
                        null,
                        (request, meetings) ->
                                MeetingRecords.retried(MeetingRecords.TRIES, () -> replace(request, meetings))));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        return MeetingRecords.stored(request, meetings).compose(meeting -> answer(meeting, Map.of(), meetings));
    }

    /** An object of statuses by id; whoever is not in it attends no more. */
    private static Future<WireResponse> replace(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var attendance = Attendance.ofStatuses(body.members(), body);
        return MeetingRecords.stored(request, meetings)
                .compose(stored -> References.people(attendance.ids(), stored, meetings)
                        .compose(people -> {
                            var participants =
                                    attendance.participants(stored, people, id -> body.reject(id, References.NOBODY));
                            if (body.isRejected()) {
                                return Future.succeededFuture(Rejection.of(body, json -> {
                                    json.writeStartObject();
                                    json.writeEndObject();
                                }));
                            }
                            var changes = Changes.of(MeetingField.class)
                                    .set(MeetingField.PARTICIPANTS, participants)
                                    .build();
                            return meetings.ask(new UpdateMeeting(
                                            MeetingRecords.ref(request), MeetingRecords.seen(stored), changes))
                                    .compose(view -> answer(view.meeting(), people, meetings));
                        }));
    }

    private static Future<WireResponse> answer(Meeting meeting, Map<UUID, Person> known, Meetings meetings) {
        return PeopleLookup.find(meetings, MeetingJson.people(List.of(meeting)), known)
                .map(people ->
                        WireResponse.json(200, Json.bytes(json -> AttendeeJson.attendees(json, meeting, people))));
    }
}
