package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;

/** People who have to do with more meetings than one statement has time for. */
class PersonRemovalTest {
    private static final StoreFixture FIXTURE = new StoreFixture();
    private static final int MEETINGS = PersonRemoval.AT_ONCE * 2 + 3;

    static {
        AtMost.rows(FIXTURE.store.client(), "UPDATE", "meeting", PersonRemoval.AT_ONCE);
    }

    private final Principal operator = FIXTURE.tenant();
    private final Person ann = FIXTURE.person("Ann", operator);
    private final Person bob = FIXTURE.person("Bob", operator);

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private void meetings() {
        StoreFixture.meetings(FIXTURE.store.client(), operator.tenantId(), ann.id(), bob.id(), MEETINGS);
    }

    private long sharedWithBob() {
        return await(new Sql(
                                "SELECT count(*) FROM meeting m WHERE m.tenant_id = ? AND m.shared_with @> ARRAY[?]::uuid[]",
                                operator.tenantId(),
                                bob.id())
                        .run(FIXTURE.store.client()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void somebody_in_very_many_meetings_is_forgotten_by_all_of_them() {
        meetings();
        FIXTURE.ask(new DeletePerson(bob.alias(), null), operator);
        assertThat(sharedWithBob()).isZero();
        assertThatThrownBy(() -> FIXTURE.ask(new GetPerson(bob.alias()), operator))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void somebody_who_stays_is_forgotten_by_none() {
        meetings();
        var owned = FIXTURE.meeting(List.of(), as(bob, operator));
        assertThatThrownBy(() -> FIXTURE.ask(new DeletePerson(bob.alias(), null), operator))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(sharedWithBob()).isEqualTo(MEETINGS);
        assertThat(read(owned)).isEqualTo(owned);
    }

    @Test
    void a_meeting_that_forgets_somebody_has_changed() {
        var meeting = FIXTURE.meeting(List.of(), as(ann, operator));
        var shared = FIXTURE.ask(
                        new UpdateMeeting(
                                ref(meeting),
                                null,
                                Changes.of(MeetingField.class)
                                        .set(MeetingField.SHARED_WITH, List.of(bob.id()))
                                        .build()),
                        operator)
                .meeting();
        FIXTURE.ask(new DeletePerson(bob.alias(), null), operator);
        assertThat(read(meeting).version()).isEqualTo(shared.version() + 1);
        assertThat(read(meeting).updatedAt()).isAfter(shared.updatedAt());
    }

    private Meeting read(Meeting meeting) {
        return FIXTURE.ask(new GetMeeting(ref(meeting), Set.of()), operator).meeting();
    }
}
