package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.remote.KnownPerson;
import org.meetingsgateway.remote.PeopleOf;
import org.meetingsgateway.remote.Seen;

/** What the store has of the things that a writing call points to. */
final class Sight {
    private final MeetingSource source;
    private final Principal reader;

    Sight(MeetingSource source, Principal principal) {
        this.source = source;
        this.reader = Routes.reader(principal);
    }

    /** @param meeting null where it is being made */
    Future<Seen> of(Call<?> call, @Nullable UUID meeting) {
        return Future.all(PeopleOf.call(call).stream().map(this::person).toList())
                .map(known -> known.<Optional<KnownPerson>>list().stream()
                        .flatMap(Optional::stream)
                        .toList())
                .compose(people -> meeting == null || !(replaces(call, Part.AGENDA) || replaces(call, Part.MINUTES))
                        ? Future.succeededFuture(new Seen(people, null, null))
                        : items(call, people, meeting));
    }

    /** Nobody where there is no such person. */
    private Future<Optional<KnownPerson>> person(UUID id) {
        return source.call(new GetPerson(id.toString()), reader)
                .map(person -> Optional.of(new KnownPerson(id, person.name(), person.email())))
                .recover(failure -> failure instanceof Problem.NotFound
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Seen> items(Call<?> call, List<KnownPerson> people, UUID meeting) {
        var get = new GetMeeting(new MeetingRef(meeting.toString()), Set.of(Expansion.AGENDA, Expansion.MINUTES));
        return source.call(get, reader)
                .map(view -> new Seen(
                        people,
                        replaces(call, Part.AGENDA) ? view.agenda() : null,
                        replaces(call, Part.MINUTES) ? view.minutes() : null));
    }

    private static boolean replaces(Call<?> call, Part part) {
        return switch (call) {
            case UpdateMeeting c -> has(c.changes(), part);
            case ReplaceMinutes c -> c.part() == part;
            default -> false;
        };
    }

    private static boolean has(Changes<MeetingField> changes, Part part) {
        return changes.has(part == Part.AGENDA ? MeetingField.AGENDA : MeetingField.MINUTES);
    }
}
