package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.SearchCall.SearchActionItems;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.SearchCall.SearchProjects;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.SearchQuery.All;
import org.meetingsgateway.model.SearchQuery.Any;
import org.meetingsgateway.model.SearchQuery.Not;
import org.meetingsgateway.model.SearchQuery.Phrase;
import org.meetingsgateway.model.SearchQuery.Term;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.config.Database;

/** Full-text search through the store's calls. */
class SearchTest {
    static final Slice.Numbered PAGE = new Slice.Numbered(1, 10);

    static Database database;
    static StoreFixture fixture;

    Principal operator;
    Principal ann;
    Principal bob;

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
        ann = as(fixture.person("Ann", operator), operator);
        bob = as(fixture.person("Bob", operator), operator);
    }

    Meeting meeting(MeetingField field, Object value) {
        var meeting = Changes.of(MeetingField.class).set(field, value).build();
        return fixture.ask(new CreateMeeting(meeting), ann).meeting();
    }

    @Test
    void nothing_waits_behind_searches_that_take_long() throws SQLException {
        var meeting = meeting(MeetingField.TITLE, "Slow");
        var source = fixture.store.source();
        List<? extends Future<?>> searches;
        try (var lock = new Lock(database, "LOCK TABLE meeting_search")) {
            searches = IntStream.range(0, 60)
                    .mapToObj(i -> source.call(new SearchMeetings(new Term("slow", false), PAGE), ann))
                    .toList();
            lock.awaitWaiting(1);
            for (int i = 0; i < 10; i++) {
                StoreFixture.await(source.call(new GetMeeting(ref(meeting), Set.of()), ann));
            }
            assertThat(searches).noneMatch(Future::isComplete);
        }
        StoreFixture.await(Future.join(searches).otherwiseEmpty());
    }

    void say(Meeting meeting, String text) {
        fixture.ask(new AppendSegments(ref(meeting), List.of(StoreTest.said(text, null, null, null))), ann);
    }

    List<Meeting> found(SearchQuery query, Principal who) {
        var page = fixture.ask(new SearchMeetings(query, PAGE), who);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(v -> v.meeting()).toList();
    }

    static SearchQuery word(String text) {
        return new Term(text, false);
    }

    @Test
    void words_of_one_query_may_be_in_several_places_of_a_meeting() {
        var m = meeting(MeetingField.TITLE, "Quarterly budget");
        say(m, "We will hire somebody.");
        say(m, "Revenue is flat");
        assertThat(found(new All(List.of(word("BUDGET"), word("hire"), word("revenue"))), ann))
                .extracting(Meeting::id)
                .containsExactly(m.id());
        assertThat(found(new All(List.of(word("budget"), new Not(word("hire")))), ann))
                .isEmpty();
        assertThat(found(new Phrase("flat quarterly"), ann)).isEmpty();
        assertThat(found(new Phrase("hire, somebody!"), ann)).hasSize(1);
        assertThat(found(word("budget"), bob)).isEmpty();
    }

    @Test
    void what_is_changed_or_deleted_is_found_by_what_it_is_now() {
        var m = meeting(MeetingField.TITLE, "Old");
        var title =
                Changes.of(MeetingField.class).set(MeetingField.TITLE, "New").build();
        fixture.ask(new UpdateMeeting(ref(m), null, title), ann);
        assertThat(found(word("old"), ann)).isEmpty();
        assertThat(found(word("new"), ann)).hasSize(1);
        fixture.ask(new AppendSegments(ref(m), List.of(StoreTest.said("draft", 1.0, "A", false))), ann);
        fixture.ask(new AppendSegments(ref(m), List.of(StoreTest.said("final", 1.0, "A", true))), ann);
        assertThat(found(word("draft"), ann)).isEmpty();
        assertThat(found(word("final"), ann)).hasSize(1);
        fixture.ask(new DeleteMeeting(ref(m), null), ann);
        assertThat(found(new Any(List.of(word("new"), word("final"))), ann)).isEmpty();
    }

    @Test
    void the_newest_meeting_comes_first_and_the_total_is_true_on_every_page() {
        var first = meeting(MeetingField.TITLE, "Sync");
        var second = meeting(MeetingField.TITLE, "Sync");
        var future = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Sync")
                .set(MeetingField.STARTS_AT, Instant.parse("2099-01-01T00:00:00Z"));
        var third = fixture.ask(new CreateMeeting(future.build()), ann).meeting();
        assertThat(found(word("sync"), ann))
                .extracting(Meeting::id)
                .containsExactly(third.id(), second.id(), first.id());
        var page = fixture.ask(new SearchMeetings(word("sync"), new Slice.Numbered(2, 2)), ann);
        assertThat(page.items()).extracting(v -> v.meeting().id()).containsExactly(first.id());
        assertThat(page.total()).isEqualTo(3);
        var past = fixture.ask(new SearchMeetings(word("sync"), new Slice.Numbered(9, 2)), ann);
        assertThat(past.items()).isEmpty();
        assertThat(past.total()).isEqualTo(3);
    }

    @Test
    void a_word_without_letters_and_digits_finds_nothing() {
        meeting(MeetingField.TITLE, "- * ' & |");
        for (var nothing : List.of(word("-"), new Term("*", true), new Phrase("' \" \\ : & | !"), word(""))) {
            assertThat(found(nothing, ann)).as("%s", nothing).isEmpty();
            assertThat(found(new Not(nothing), ann)).as("not %s", nothing).hasSize(1);
        }
    }

    @Test
    void texts_of_any_size_are_written_and_found_by_their_beginnings() {
        var distinct = "start "
                + IntStream.range(0, 90_000)
                        .mapToObj(i -> Integer.toString(i + 100_000, 36) + "界".repeat(i % 7))
                        .collect(Collectors.joining(" "));
        for (var text : List.of("start " + "x".repeat(100_000), distinct)) {
            var m = meeting(MeetingField.DESCRIPTION, text);
            assertThat(found(word("start"), ann)).extracting(Meeting::id).contains(m.id());
        }
        var m = meeting(MeetingField.TITLE, "t");
        say(m, "spoken " + "界".repeat(99_000));
        say(m, ("spoken " + distinct).substring(0, 100_000));
        assertThat(found(word("spoken"), ann)).hasSize(1);
    }

    @Test
    void what_is_too_complex_is_refused() {
        SearchQuery deep = word("a");
        for (int i = 0; i < 20; i++) {
            deep = new Not(deep);
        }
        for (var query : List.of(
                deep,
                new Any(IntStream.range(0, 65).mapToObj(i -> word("w" + i)).toList()))) {
            assertThatThrownBy(() -> fixture.ask(new SearchMeetings(query, PAGE), ann))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            p -> assertThat(p.violations().getFirst().code()).isEqualTo("too_complex"));
        }
        var most = new Any(IntStream.range(0, 64).mapToObj(i -> word("w" + i)).toList());
        assertThat(found(most, ann)).isEmpty();
    }

    @Test
    void people_are_found_by_name_address_and_work() {
        var carol = fixture.ask(
                new CreatePerson(Changes.of(PersonField.class)
                        .set(PersonField.FIRST_NAME, "Carol")
                        .set(PersonField.LAST_NAME, "O'Neil")
                        .set(PersonField.EMAIL, "carol.oneil@acme.example")
                        .set(PersonField.COMPANY, "Zenith")
                        .set(PersonField.DEPARTMENT, "Research & Development")
                        .set(PersonField.JOB_TITLE, "Lead Engineer")
                        .build()),
                operator);
        for (var query : List.of(
                word("carol"),
                new Phrase("Carol O'Neil"),
                word("acme"),
                word("carol.oneil@acme.example"),
                word("zenith"),
                new Phrase("research development"),
                new Term("engin", true))) {
            assertThat(fixture.ask(new SearchPeople(query, PAGE), bob).items())
                    .as("%s", query)
                    .extracting(Person::id)
                    .containsExactly(carol.id());
        }
        assertThat(fixture.ask(new SearchPeople(new SearchQuery.Everything(), PAGE), bob)
                        .total())
                .isEqualTo(3);
        assertThat(fixture.ask(
                                new SearchPeople(word("zenith"), PAGE),
                                as(fixture.person("Eve", operator), fixture.tenant()))
                        .total())
                .isZero();
    }

    @Test
    void projects_and_action_items_are_found_where_they_are_seen() {
        var project = fixture.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "Apollo")
                        .set(ProjectField.DESCRIPTION, "To the moon")
                        .set(ProjectField.MEMBER_IDS, List.of(ann.personId()))
                        .build()),
                ann);
        assertThat(fixture.ask(new SearchProjects(new Phrase("the moon"), PAGE), ann)
                        .items())
                .extracting(Project::id)
                .containsExactly(project.id());
        assertThat(fixture.ask(new SearchProjects(word("apollo"), PAGE), bob).total())
                .isZero();
        var m = meeting(MeetingField.TITLE, "m");
        var action = fixture.ask(
                new CreateActionItem(
                        ref(m),
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, "Call the bank")
                                .set(ActionItemField.ASSIGNEE_IDS, List.of(bob.personId()))
                                .build()),
                ann);
        fixture.ask(new AddComment(action.alias(), "They are closed today"), ann);
        for (var query : List.of(word("bank"), word("bob"), new Phrase("closed today"))) {
            var page = fixture.ask(new SearchActionItems(query, PAGE), ann);
            assertThat(page.items())
                    .as("%s", query)
                    .singleElement()
                    .satisfies(a -> assertThat(a.alias()).isEqualTo(action.alias()));
            assertThat(fixture.ask(new SearchActionItems(query, PAGE), bob).total())
                    .isZero();
        }
    }
}
