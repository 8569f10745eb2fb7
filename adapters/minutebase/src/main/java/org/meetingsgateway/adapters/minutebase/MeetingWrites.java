package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.wire.WireRequest;

/**
 * Meetings as they are written. All that has to be known is asked for before anything is written. An answer shows neither
 * agenda nor minutes, so what there is now has to be read.
 */
record MeetingWrites(KeyedRequests requests, ItemWrites items) {
    private static final String KIND = "meeting";
    private static final String ATTENDEES = "attendee_ids";

    static String path(String meeting) {
        return MinuteBaseSurface.API + "/meetings/" + meeting;
    }

    /** An agenda or minutes that are to be written. */
    private record Replacement(ItemsThere there, List<MinuteItem> items) {}

    /** What is no id is not there, and never becomes part of a path. */
    static Future<Written> known(String id, Function<String, Future<?>> write) {
        return Alias.isOne(id)
                ? write.apply(id).map(new Written(id, null))
                : Future.failedFuture(new RemoteFailure.Absent(404, null));
    }

    Future<Written> update(UpdateMeeting call, Seen seen) {
        return known(call.ref().value(), id -> {
            var roster = new Roster(requests, seen);
            var changes = call.changes();
            return attending(id, changes)
                    .compose(attending -> body(changes, roster, attending))
                    .compose(body -> replacements(id, changes, seen)
                            .compose(replacements -> roster.persons(assignees(changes))
                                    .compose(people -> change(id, body)
                                            .compose(done -> replace(id, replacements, people, !body.isEmpty())))));
        });
    }

    Future<Written> replaceMinutes(ReplaceMinutes call, Seen seen) {
        return known(
                call.ref().value(),
                id -> items.there(id, call.part()).compose(there -> {
                    there.mustBe(seen(call.part(), seen));
                    return new Roster(requests, seen)
                            .persons(ItemJson.people(call.items(), List.of()))
                            .compose(people -> items.replace(id, there, call.items(), people));
                }));
    }

    Future<Written> delete(DeleteMeeting call) {
        return known(call.ref().value(), id -> requests.send(HttpMethod.DELETE, path(id)));
    }

    /** A meeting is made without agenda and minutes, to which it has still to be changed. */
    Future<Written> create(CreateMeeting call, Seen seen) {
        var meeting = call.meeting();
        return body(meeting, new Roster(requests, seen), AttendeesThere.NOBODY)
                .compose(body -> requests.send(HttpMethod.POST, MinuteBaseRemote.MEETINGS, body))
                .map(response -> new Written(Told.id(Document.of(KIND, response)), null, rest(meeting)));
    }

    private static @Nullable Changes<MeetingField> rest(Changes<MeetingField> meeting) {
        var rest = Changes.of(MeetingField.class);
        for (var part : Part.values()) {
            if (!items(part, meeting).isEmpty()) {
                rest.set(field(part), items(part, meeting));
            }
        }
        var built = rest.build();
        return built.isEmpty() ? null : built;
    }

    /** Those who attend until now, where others are to. */
    private Future<AttendeesThere> attending(String id, Changes<MeetingField> changes) {
        return participants(changes).isEmpty()
                ? Future.succeededFuture(AttendeesThere.NOBODY)
                : requests.send(WireRequest.get(path(id)))
                        .map(response -> AttendeesThere.read(Document.of(KIND, response)));
    }

    private static Future<JsonObject> body(Changes<MeetingField> changes, Roster roster, AttendeesThere attending) {
        var body = SentMeeting.of(changes);
        if (!changes.has(MeetingField.PARTICIPANTS)) {
            return Future.succeededFuture(body);
        }
        var participants = participants(changes);
        return participants.isEmpty()
                ? Future.succeededFuture(body.put(ATTENDEES, new JsonArray()))
                : roster.participants(participants, attending.people())
                        .map(ids -> body.put(ATTENDEES, attending.sent(participants, ids)));
    }

    private static List<Participant> participants(Changes<MeetingField> changes) {
        return list(changes, MeetingField.PARTICIPANTS).stream()
                .map(Participant.class::cast)
                .toList();
    }

    private static List<?> list(Changes<MeetingField> changes, MeetingField field) {
        return changes.has(field) ? Objects.requireNonNull(changes.get(field, List.class)) : List.of();
    }

    /** Nothing is sent where nothing is left of a change. */
    private Future<?> change(String id, JsonObject body) {
        return body.isEmpty()
                ? Future.succeededFuture()
                : requests.send(HttpMethod.PUT, path(id), body).map(response -> {
                    var document = Document.of(KIND, response);
                    if (!Told.id(document).equals(id)) {
                        throw document.unreadable("id", "id of what was changed");
                    }
                    return document;
                });
    }

    private static MeetingField field(Part part) {
        return part == Part.AGENDA ? MeetingField.AGENDA : MeetingField.MINUTES;
    }

    private static List<MinuteItem> items(Part part, Changes<MeetingField> changes) {
        return list(changes, field(part)).stream().map(MinuteItem.class::cast).toList();
    }

    private static Set<UUID> assignees(Changes<MeetingField> changes) {
        return Arrays.stream(Part.values())
                .flatMap(part -> ItemJson.people(items(part, changes), List.of()).stream())
                .collect(Collectors.toSet());
    }

    private Future<List<Replacement>> replacements(String id, Changes<MeetingField> changes, Seen seen) {
        Future<List<Replacement>> all = Future.succeededFuture(List.of());
        for (var part : Part.values()) {
            if (changes.has(field(part))) {
                all = all.compose(before -> items.there(id, part).map(there -> {
                    there.mustBe(seen(part, seen));
                    var more = new ArrayList<>(before);
                    more.add(new Replacement(there, items(part, changes)));
                    return more;
                }));
            }
        }
        return all;
    }

    private static @Nullable List<MinuteItem> seen(Part part, Seen seen) {
        return part == Part.AGENDA ? seen.agenda() : seen.minutes();
    }

    /** @param changed whether something was written before */
    private Future<Void> replace(String id, List<Replacement> replacements, Map<UUID, String> people, boolean changed) {
        Future<Void> done = Future.succeededFuture();
        for (int i = 0; i < replacements.size(); i++) {
            var each = replacements.get(i);
            boolean isFirst = i == 0 && !changed;
            done = done.compose(before -> {
                var replaced = items.replace(id, each.there(), each.items(), people);
                return isFirst ? replaced : RemoteFailure.Partial.after(replaced);
            });
        }
        return done;
    }
}
