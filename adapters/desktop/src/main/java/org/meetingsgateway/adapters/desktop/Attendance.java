package org.meetingsgateway.adapters.desktop;

import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Participant;

/** Participants, of whom the style knows names only. */
final class Attendance {
    private Attendance() {}

    /** All that a body says of a meeting. Who is there already keeps whatever else is known of them. */
    static Changes<MeetingField> changes(RecordingJson.Said said, Meeting meeting) {
        if (said.participants() == null) {
            return said.changes();
        }
        var all = Changes.of(MeetingField.class);
        said.changes().forEach(all::set);
        return all.set(MeetingField.PARTICIPANTS, named(said.participants(), meeting.participants()))
                .build();
    }

    private static List<Participant> named(List<String> names, List<Participant> known) {
        var left = new ArrayList<>(known);
        var named = new ArrayList<Participant>();
        for (var name : names) {
            var same = left.stream()
                    .filter(participant -> RecordingJson.name(participant).equals(name))
                    .findFirst()
                    .orElseGet(() -> new Participant(null, name, null, null));
            left.remove(same);
            named.add(same);
        }
        return named;
    }
}
