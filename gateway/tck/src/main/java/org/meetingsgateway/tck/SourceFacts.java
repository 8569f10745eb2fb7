package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;

/** What the facts of a {@link SourceContract} are told with. */
interface SourceFacts {
    /** The source under test. */
    MeetingSource source();

    /** An operator ({@link Principal.View#TENANT}) of a new tenant that has nothing. */
    Principal newTenant();

    default <A> A ask(Call<A> call, Principal who) {
        return await(source().call(call, who));
    }

    default void fails(Class<? extends Problem> problem, Call<?> call, Principal who) {
        assertThatThrownBy(() -> ask(call, who)).isInstanceOf(problem);
    }

    static <A> A await(Future<A> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    default Person person(String firstName, Principal operator) {
        return ask(new CreatePerson(named(firstName).build()), operator);
    }

    static Changes.Builder<PersonField> named(String firstName) {
        return Changes.of(PersonField.class)
                .set(PersonField.FIRST_NAME, firstName)
                .set(PersonField.LAST_NAME, "Lee");
    }

    static Principal as(Person person, Principal operator, Principal.View view) {
        return new Principal(operator.tenantId(), operator.tenant(), person.id(), "a key", Set.of(), view);
    }

    static Principal as(Person person, Principal operator) {
        return as(person, operator, Principal.View.PERMITTED);
    }

    static Changes.Builder<MeetingField> titled(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title);
    }

    default Meeting create(Changes.Builder<MeetingField> meeting, Principal who) {
        return ask(new CreateMeeting(meeting.build()), who).meeting();
    }

    static MeetingRef ref(Meeting meeting) {
        return new MeetingRef(meeting.id().toString());
    }

    static MinuteItem note(String title, MinuteItem... children) {
        return new MinuteItem("", title, null, MinuteItem.Type.NOTE, List.of(), null, List.of(), List.of(children));
    }

    static MinuteItem action(String title, List<UUID> assignees, MinuteItem... children) {
        return new MinuteItem("", title, null, MinuteItem.Type.ACTION, List.of(), null, assignees, List.of(children));
    }
}
