package org.meetingsgateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Participant;

class PeopleOfTest {
    private static final MeetingRef MEETING = new MeetingRef("1");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    /** Bob's item is below another one. */
    private static final List<MinuteItem> ITEMS =
            List.of(item(List.of(ANN), List.of(item(List.of(BOB, ANN), List.of()))));

    private static MinuteItem item(List<UUID> assignees, List<MinuteItem> children) {
        return new MinuteItem("", "Go", null, MinuteItem.Type.ACTION, List.of(), null, assignees, children);
    }

    @Test
    void a_meeting_names_those_who_take_part_and_those_who_are_to_do_something() {
        var known = new Participant(ANN, null, null, null);
        var stranger = new Participant(null, "Cy", null, null);
        var changes = Changes.of(MeetingField.class)
                .set(MeetingField.OWNER_ID, new UUID(0, 3))
                .set(MeetingField.PARTICIPANTS, List.of(known, stranger));
        assertThat(PeopleOf.call(new CreateMeeting(changes.build()))).containsExactly(ANN);
        changes.set(MeetingField.PARTICIPANTS, List.of()).set(MeetingField.AGENDA, ITEMS);
        assertThat(PeopleOf.call(new UpdateMeeting(MEETING, null, changes.build())))
                .containsExactly(ANN, BOB);
    }

    @Test
    void minutes_name_those_who_are_to_do_something_on_any_level() {
        assertThat(PeopleOf.call(new ReplaceMinutes(MEETING, MinuteItems.Part.MINUTES, 1, ITEMS)))
                .containsExactly(ANN, BOB);
    }

    @Test
    void an_action_item_names_its_assignees() {
        var changes = Changes.of(ActionItemField.class)
                .set(ActionItemField.ASSIGNEE_IDS, List.of(BOB))
                .build();
        assertThat(PeopleOf.call(new CreateActionItem(MEETING, changes))).containsExactly(BOB);
        assertThat(PeopleOf.call(new UpdateActionItem("1", null, changes))).containsExactly(BOB);
    }

    @Test
    void other_calls_name_nobody() {
        assertThat(PeopleOf.call(new DeleteMeeting(MEETING, null))).isEmpty();
    }
}
