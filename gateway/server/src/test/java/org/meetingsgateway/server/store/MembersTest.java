package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.config.Database;

/** Members of projects, one at a time, and people by their ids. */
class MembersTest {
    static Database database;
    static StoreFixture fixture;

    Principal operator;
    Person ann;
    Person bob;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        fixture = new StoreFixture(database);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void tenant() {
        operator = fixture.tenant();
        ann = fixture.person("Ann", operator);
        bob = fixture.person("Bob", operator);
    }

    Project project(UUID... members) {
        var project = Changes.of(ProjectField.class)
                .set(ProjectField.NAME, "P")
                .set(ProjectField.MEMBER_IDS, List.of(members));
        return fixture.ask(new CreateProject(project.build()), as(ann, operator));
    }

    Project current(Project project) {
        return fixture.ask(new GetProject(project.slug()), operator);
    }

    @Test
    void whoever_joins_is_a_member_and_joins_once() {
        var p = project(ann.id());
        var joined = fixture.ask(new AddMember(p.alias(), bob.id()), as(ann, operator));
        assertThat(joined.memberIds()).containsExactlyInAnyOrder(ann.id(), bob.id());
        assertThat(joined.version()).isEqualTo(p.version() + 1);
        assertThat(fixture.ask(new AddMember(p.slug(), bob.id()), as(ann, operator)))
                .isEqualTo(joined);
        assertThat(fixture.ask(new GetProject(p.slug()), as(bob, operator))).isEqualTo(joined);
    }

    @Test
    void joining_what_everyone_belongs_to_changes_nothing() {
        var p = project();
        assertThat(fixture.ask(new AddMember(p.alias(), bob.id()), as(ann, operator)))
                .isEqualTo(p);
        assertThatThrownBy(() -> fixture.ask(new RemoveMember(p.alias(), bob.id()), as(ann, operator)))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(current(p)).isEqualTo(p);
    }

    @Test
    void somebody_unknown_does_not_join() {
        var p = project(ann.id());
        var stranger = fixture.person("Eve", fixture.tenant());
        for (var id : new UUID[] {UUID.randomUUID(), stranger.id()}) {
            assertThatThrownBy(() -> fixture.ask(new AddMember(p.alias(), id), as(ann, operator)))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            i -> assertThat(i.violations().getFirst().field()).isEqualTo("/person_id"));
        }
        assertThat(current(p)).isEqualTo(p);
    }

    @Test
    void whoever_leaves_is_no_member_and_the_last_one_stays() {
        var p = project(bob.id());
        assertThat(fixture.ask(new RemoveMember(p.alias(), bob.id()), as(ann, operator))
                        .memberIds())
                .containsExactly(ann.id());
        assertThatThrownBy(() -> fixture.ask(new RemoveMember(p.alias(), bob.id()), as(ann, operator)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> fixture.ask(new RemoveMember(p.alias(), ann.id()), as(ann, operator)))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(current(p).memberIds()).containsExactly(ann.id());
        assertThat(current(p).version()).isEqualTo(p.version() + 1);
    }

    @Test
    void of_members_who_all_leave_at_once_one_stays() throws SQLException {
        var p = project(ann.id(), bob.id());
        List<Future<Project>> leaving;
        try (var replica = new StoreFixture(database)) {
            try (var lock = new Lock(database, "SELECT FROM project WHERE id = '" + p.id() + "' FOR UPDATE")) {
                leaving = List.of(
                        fixture.source.call(new RemoveMember(p.slug(), ann.id()), operator),
                        replica.source.call(new RemoveMember(p.slug(), bob.id()), operator));
                lock.awaitWaiting(2);
            }
            StoreFixture.await(Future.join(leaving).otherwiseEmpty());
        }
        assertThat(leaving.stream().filter(Future::failed))
                .singleElement()
                .satisfies(last -> assertThat(last.cause()).isInstanceOf(Problem.Conflict.class));
        assertThat(current(p).memberIds()).hasSize(1);
    }

    @Test
    void of_members_who_are_all_deleted_at_once_one_stays() throws SQLException {
        var p = project(ann.id(), bob.id());
        List<Future<Void>> going;
        try (var replica = new StoreFixture(database)) {
            try (var lock = new Lock(database, "SELECT FROM project WHERE id = '" + p.id() + "' FOR UPDATE")) {
                going = List.of(
                        fixture.source.call(new DeletePerson(ann.alias(), null), operator),
                        replica.source.call(new DeletePerson(bob.alias(), null), operator));
                lock.awaitWaiting(2);
            }
            StoreFixture.await(Future.join(going).otherwiseEmpty());
        }
        assertThat(going.stream().filter(Future::failed))
                .singleElement()
                .satisfies(last -> assertThat(last.cause()).isInstanceOf(Problem.Conflict.class));
        assertThat(current(p).memberIds()).hasSize(1);
    }

    @Test
    void of_members_of_whom_one_leaves_and_one_is_deleted_at_once_one_stays() throws SQLException {
        var p = project(ann.id(), bob.id());
        Future<Project> leaving;
        Future<Void> going;
        try (var replica = new StoreFixture(database)) {
            try (var lock = new Lock(database, "SELECT FROM project WHERE id = '" + p.id() + "' FOR UPDATE")) {
                leaving = fixture.source.call(new RemoveMember(p.slug(), ann.id()), operator);
                going = replica.source.call(new DeletePerson(bob.alias(), null), operator);
                lock.awaitWaiting(2);
            }
            StoreFixture.await(Future.join(leaving, going).otherwiseEmpty());
        }
        assertThat(leaving.failed()).isNotEqualTo(going.failed());
        assertThat(current(p).memberIds()).hasSize(1);
    }

    @Test
    void only_who_sees_a_project_is_told_whose_last_member_cannot_be_deleted() {
        var p = project(ann.id());
        var last = new DeletePerson(ann.alias(), null);
        assertThatThrownBy(() -> fixture.ask(last, operator))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining(p.id().toString());
        assertThatThrownBy(() -> fixture.ask(last, as(ann, operator)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining(p.id().toString());
        assertThatThrownBy(() -> fixture.ask(last, as(bob, operator)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("1 project")
                .hasMessageNotContaining(p.id().toString());
    }

    @Test
    void only_a_member_says_who_is_one() {
        var p = project(ann.id());
        assertThatThrownBy(() -> fixture.ask(new AddMember(p.alias(), bob.id()), as(bob, operator)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> fixture.ask(new RemoveMember(p.alias(), ann.id()), as(bob, operator)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(current(p)).isEqualTo(p);
    }

    @Test
    void many_who_join_at_once_all_join() {
        var p = project(ann.id());
        var people = IntStream.range(0, 12)
                .mapToObj(i -> fixture.person("P" + i, operator))
                .toList();
        StoreFixture.await(Future.all(people.stream()
                .map(person -> fixture.source.call(new AddMember(p.slug(), person.id()), as(ann, operator)))
                .toList()));
        assertThat(current(p).memberIds()).hasSize(13);
        assertThat(current(p).version()).isEqualTo(p.version() + 12);
    }

    @Test
    void projects_are_listed_by_whether_they_are_archived() {
        var active = project();
        var gone = project();
        var archived =
                Changes.of(ProjectField.class).set(ProjectField.ARCHIVED, true).build();
        fixture.ask(new UpdateProject(gone.slug(), null, archived), as(ann, operator));
        var page = new Slice.Numbered(1, 10);
        assertThat(fixture.ask(new ListProjects(false, page), as(ann, operator)).items())
                .extracting(Project::id)
                .containsExactly(active.id());
        assertThat(fixture.ask(new ListProjects(true, page), as(ann, operator)).items())
                .extracting(Project::id)
                .containsExactly(gone.id());
        assertThat(fixture.ask(new ListProjects(null, page), as(ann, operator)).total())
                .isEqualTo(2);
    }

    @Test
    void people_are_found_by_whatever_id_they_are_named_by() {
        var stranger = fixture.person("Eve", fixture.tenant());
        var ids = Set.of(
                ann.id().toString(),
                bob.alias(),
                ann.alias(),
                "nobody",
                stranger.alias(),
                stranger.id().toString());
        assertThat(fixture.ask(new FindPeople(ids), as(bob, operator))).containsExactlyInAnyOrder(ann, bob);
        assertThat(fixture.ask(new FindPeople(Set.of()), as(bob, operator))).isEmpty();
        assertThat(fixture.ask(new FindPeople(Set.of("", "x")), as(bob, operator)))
                .isEmpty();
    }
}
