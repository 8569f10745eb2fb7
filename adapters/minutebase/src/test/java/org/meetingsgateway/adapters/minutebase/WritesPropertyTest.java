package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.tck.LibraryArbitraries;

/** Whatever is read from one account and written to another one is read back there, on every field that the style carries. */
class WritesPropertyTest {
    private static final List<Participant> PEOPLE = List.of(
            new Participant(null, "Ada Lovelace", null, null),
            new Participant(null, "Ann Lee", "ann@example.com", null),
            new Participant(null, "Bob Ray", null, null));

    private final MinuteBaseRemote there = There.remote(There.exchange());

    @Provide
    Arbitrary<Library> libraries() {
        return LibraryArbitraries.libraries();
    }

    /** Some of the people of the other account, in any order. */
    @Provide
    Arbitrary<List<Participant>> participants() {
        return Combinators.combine(
                        Arbitraries.shuffle(PEOPLE),
                        Arbitraries.integers().between(0, PEOPLE.size()),
                        Arbitraries.of(AttendanceStatus.class).list().ofSize(PEOPLE.size()))
                .as((people, count, statuses) -> Stream.iterate(0, i -> i < count, i -> i + 1)
                        .map(i -> new Participant(
                                null, people.get(i).name(), people.get(i).email(), statuses.get(i)))
                        .toList());
    }

    @Property(tries = 60)
    void what_is_made_and_changed_is_read_back(
            @ForAll("libraries") Library library, @ForAll("participants") List<Participant> participants) {
        RemoteMeeting last = null;
        for (var meeting : meetings(library)) {
            var fields = with(participants, meeting.fields());
            var made = made(fields);
            assertThat(made.fields()).isEqualTo(fields);
            if (last != null) {
                assertThat(changed(last, fields).fields()).isEqualTo(fields);
            }
            last = made;
        }
    }

    private RemoteMeeting made(Changes<MeetingField> fields) {
        var written = there.writes().write(new CreateMeeting(fields)).result();
        if (written.rest() != null) {
            var rest = new UpdateMeeting(new MeetingRef(written.nativeId()), null, written.rest());
            assertThat(there.writes().write(rest).succeeded()).isTrue();
        }
        return read(written.nativeId());
    }

    private RemoteMeeting changed(RemoteMeeting old, Changes<MeetingField> fields) {
        var seen = new Seen(List.of(), items(old, MeetingField.AGENDA), items(old, MeetingField.MINUTES));
        var call = new UpdateMeeting(new MeetingRef(old.nativeId()), null, fields);
        return read(there.writes().write(call, seen).result().nativeId());
    }

    private static List<MinuteItem> items(RemoteMeeting meeting, MeetingField field) {
        return ((List<?>) meeting.fields().get(field, List.class))
                .stream().map(MinuteItem.class::cast).toList();
    }

    private static List<RemoteMeeting> meetings(Library library) {
        var remote = There.remote(There.exchange(library));
        var all = new ArrayList<RemoteMeeting>();
        remote.list(null)
                .result()
                .items()
                .forEach(item -> all.add(remote.get(item.nativeId()).result().orElseThrow()));
        return all;
    }

    private RemoteMeeting read(String id) {
        return there.get(id).result().orElseThrow();
    }

    private static Changes<MeetingField> with(List<Participant> participants, Changes<MeetingField> fields) {
        var changed = Changes.of(MeetingField.class);
        fields.forEach(changed::set);
        return changed.set(MeetingField.PARTICIPANTS, participants).build();
    }
}
