package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.named;
import static org.meetingsgateway.tck.SourceFacts.titled;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.AccountCall.ListAccounts;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** Facts about accounts, people and projects. */
interface DirectoryFacts extends SourceFacts {
    private Person administrator(Principal operator) {
        return ask(
                new CreatePerson(
                        named("Ada").set(PersonField.ADMINISTRATOR, true).build()),
                operator);
    }

    private static Changes<AccountField> name(String name) {
        return Changes.of(AccountField.class).set(AccountField.NAME, name).build();
    }

    @Test
    default void only_administrators_change_the_account() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var account =
                ask(new ListAccounts(new Slice.Numbered(1, 10)), ann).items().getFirst();
        fails(Problem.Forbidden.class, new UpdateAccount(account.alias(), name("New")), ann);
        ask(new UpdateAccount(account.slug(), name("New")), as(administrator(operator), operator));
        assertThat(ask(new GetAccount(account.id().toString()), ann).name()).isEqualTo("New");
        fails(Problem.NotFound.class, new GetAccount("no-such-account"), ann);
    }

    @Test
    default void a_person_counts_days_by_the_own_settings_else_by_the_accounts() {
        var operator = newTenant();
        var person = person("Ann", operator);
        var ann = as(person, operator);
        var account =
                ask(new ListAccounts(new Slice.Numbered(1, 10)), ann).items().getFirst();
        assertThat(ask(new GetCalendar(), ann).timezone()).isEqualTo(account.timezone());
        var own = Changes.of(PersonField.class)
                .set(PersonField.TIMEZONE, "London")
                .set(PersonField.WEEK_START, 6)
                .build();
        ask(new UpdatePerson(person.alias(), null, own), ann);
        assertThat(ask(new GetCalendar(), ann).timezone()).isEqualTo("London");
        assertThat(ask(new GetCalendar(), ann).weekStart()).isEqualTo(6);
    }

    @Test
    default void only_administrators_say_who_is_one() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var promoted = Changes.of(PersonField.class)
                .set(PersonField.ADMINISTRATOR, true)
                .build();
        fails(Problem.Forbidden.class, new UpdatePerson(ann.alias(), null, promoted), as(ann, operator));
        var admin = as(administrator(operator), operator);
        assertThat(ask(new UpdatePerson(ann.alias(), null, promoted), admin).administrator())
                .isTrue();
    }

    @Test
    default void only_administrators_delete_one() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var admin = administrator(operator);
        fails(Problem.Forbidden.class, new DeletePerson(admin.alias(), null), ann);
        ask(new DeletePerson(admin.alias(), null), as(admin, operator));
        fails(Problem.NotFound.class, new GetPerson(admin.alias()), ann);
    }

    @Test
    default void people_are_found_by_ids_and_aliases_and_strangers_are_left_out() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var bob = person("Bob", operator);
        var ids = Set.of(ann.id().toString(), bob.alias(), "0123456789abcdef01234567", "?");
        assertThat(ask(new FindPeople(ids), as(ann, operator)))
                .extracting(Person::firstName)
                .containsExactlyInAnyOrder("Ann", "Bob");
        assertThat(ask(new FindPeople(ids), newTenant())).isEmpty();
    }

    @Test
    default void a_person_who_owns_meetings_stays() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        create(titled("Sync"), as(ann, operator));
        fails(Problem.Conflict.class, new DeletePerson(ann.alias(), null), operator);
        var bob = person("Bob", operator);
        ask(new DeletePerson(bob.alias(), null), operator);
        fails(Problem.NotFound.class, new GetPerson(bob.alias()), operator);
    }

    @Test
    default void the_last_member_of_a_project_stays() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var bob = person("Bob", operator);
        var who = as(bob, operator, Principal.View.DISCLOSED);
        var project = ask(new CreateProject(project(List.of(ann.id()))), as(ann, operator));
        fails(Problem.Conflict.class, new DeletePerson(ann.alias(), null), operator);
        assertThat(ask(new GetProject(project.slug()), operator)).isEqualTo(project);
        fails(Problem.Forbidden.class, new GetProject(project.slug()), who);
        ask(new AddMember(project.alias(), bob.id()), operator);
        ask(new DeletePerson(ann.alias(), null), operator);
        var left = ask(new GetProject(project.slug()), who);
        assertThat(left.memberIds()).containsExactly(bob.id());
        assertThat(left.version()).isEqualTo(project.version() + 2);
        fails(Problem.Conflict.class, new DeletePerson(bob.alias(), null), operator);
    }

    @Test
    default void members_join_and_leave_and_only_they_see_the_project() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var bob = person("Bob", operator);
        var who = as(bob, operator, Principal.View.DISCLOSED);
        var project = ask(new CreateProject(project(List.of(java.util.Objects.requireNonNull(ann.personId())))), ann);
        fails(Problem.Forbidden.class, new GetProject(project.slug()), who);
        assertThat(ask(new AddMember(project.alias(), bob.id()), ann).memberIds())
                .contains(bob.id());
        assertThat(ask(new GetProject(project.slug()), who).id()).isEqualTo(project.id());
        var version = ask(new GetProject(project.slug()), ann).version();
        assertThat(ask(new AddMember(project.alias(), bob.id()), ann).version()).isEqualTo(version);
        ask(new RemoveMember(project.alias(), bob.id()), ann);
        fails(Problem.NotFound.class, new RemoveMember(project.alias(), bob.id()), ann);
        fails(Problem.Forbidden.class, new GetProject(project.slug()), who);
        fails(Problem.Invalid.class, new AddMember(project.alias(), new UUID(0, 7)), ann);
    }

    @Test
    default void everyone_belongs_to_a_project_without_members() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var bob = as(person("Bob", operator), operator);
        var project = ask(new CreateProject(project(List.of())), as(ann, operator));
        assertThat(ask(new GetProject(project.slug()), bob)).isEqualTo(project);
        fails(Problem.Conflict.class, new RemoveMember(project.alias(), ann.id()), bob);
    }

    private static Changes<ProjectField> project(List<UUID> members) {
        return Changes.of(ProjectField.class)
                .set(ProjectField.NAME, "Team A")
                .set(ProjectField.MEMBER_IDS, members)
                .build();
    }
}
