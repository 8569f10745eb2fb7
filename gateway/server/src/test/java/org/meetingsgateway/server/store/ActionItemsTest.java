package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItem.State;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.ActionItemQuery.Sort;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** Action items that no minutes have, on a real PostgreSQL. */
class ActionItemsTest {
    static final StoreFixture STORE = new StoreFixture();
    static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    Principal operator;
    Person ann;
    Person bob;
    Principal me;
    Meeting meeting;

    @BeforeEach
    void tenant() {
        operator = STORE.tenant();
        ann = STORE.person("Ann", operator);
        bob = STORE.person("Bob", operator);
        me = as(ann, operator);
        meeting = STORE.meeting(List.of(), me);
    }

    @AfterAll
    static void stop() {
        STORE.close();
    }

    static Changes.Builder<ActionItemField> changes() {
        return Changes.of(ActionItemField.class);
    }

    static Changes.Builder<ActionItemField> titled(String title) {
        return changes().set(ActionItemField.TITLE, title);
    }

    ActionItem create(Changes.Builder<ActionItemField> item) {
        return STORE.ask(new CreateActionItem(ref(meeting), item.build()), me);
    }

    ActionItem change(ActionItem item, ActionItemField field, Object value) {
        return STORE.ask(
                new UpdateActionItem(
                        item.alias(), null, changes().set(field, value).build()),
                me);
    }

    List<String> titles(ActionItemQuery query) {
        var all = STORE.ask(new ListActionItems(query, new Slice.Numbered(1, 100)), me);
        assertThat(all.total()).isEqualTo(all.items().size());
        // Page by page it is the same list.
        var pages = IntStream.rangeClosed(1, all.items().size() + 1)
                .mapToObj(n -> STORE.ask(new ListActionItems(query, new Slice.Numbered(n, 1)), me))
                .peek(page -> assertThat(page.total()).isEqualTo(all.total()))
                .flatMap(page -> page.items().stream())
                .toList();
        assertThat(pages).isEqualTo(all.items());
        return all.items().stream().map(ActionItem::title).toList();
    }

    static ActionItemQuery sorted(Sort.Key key, boolean descending) {
        return new ActionItemQuery(null, null, null, null, null, new Sort(key, descending));
    }

    @Test
    void every_filter_holds() {
        var project = STORE.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .build()),
                me);
        var other = STORE.ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.PROJECT_ID, project.id())
                                .build()),
                        me)
                .meeting();
        create(titled("a").set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id())));
        create(titled("b").set(ActionItemField.DUE_AT, T).set(ActionItemField.STATE, State.COMPLETED));
        STORE.ask(
                new CreateActionItem(
                        ref(other),
                        titled("c")
                                .set(ActionItemField.DUE_AT, T.plusSeconds(1))
                                .build()),
                me);
        var newest = Sort.NEWEST_FIRST;
        assertThat(titles(ActionItemQuery.newestFirst(null, null))).containsExactly("c", "b", "a");
        assertThat(titles(ActionItemQuery.newestFirst(ref(meeting), null))).containsExactly("b", "a");
        assertThat(titles(ActionItemQuery.newestFirst(null, State.OPEN))).containsExactly("c", "a");
        assertThat(titles(new ActionItemQuery(null, project.id(), null, null, null, newest)))
                .containsExactly("c");
        assertThat(titles(new ActionItemQuery(null, null, bob.id(), null, null, newest)))
                .containsExactly("a");
        assertThat(titles(new ActionItemQuery(null, null, ann.id(), null, null, newest)))
                .isEmpty();
        assertThat(titles(new ActionItemQuery(null, null, null, null, T.plusSeconds(1), newest)))
                .containsExactly("b");
        assertThat(titles(new ActionItemQuery(ref(meeting), null, bob.id(), State.COMPLETED, null, newest)))
                .isEmpty();
    }

    @Test
    void items_without_the_value_come_last_in_both_directions() {
        create(titled("none"));
        create(titled("late").set(ActionItemField.DUE_AT, T.plusSeconds(9)));
        create(titled("early").set(ActionItemField.DUE_AT, T));
        assertThat(titles(sorted(Sort.Key.DUE_AT, false))).containsExactly("early", "late", "none");
        assertThat(titles(sorted(Sort.Key.DUE_AT, true))).containsExactly("late", "early", "none");
        create(titled("done").set(ActionItemField.STATE, State.COMPLETED));
        create(titled("dropped").set(ActionItemField.STATE, State.DISMISSED));
        assertThat(titles(sorted(Sort.Key.COMPLETED_AT, true))).startsWith("done");
        assertThat(titles(sorted(Sort.Key.DISMISSED_AT, false))).startsWith("dropped");
        assertThat(titles(sorted(Sort.Key.CREATED_AT, false)))
                .containsExactly("none", "late", "early", "done", "dropped");
    }

    @Test
    void cursors_are_for_the_order_of_creation() {
        for (int i = 0; i < 3; i++) {
            create(titled("t" + i));
        }
        for (var descending : List.of(true, false)) {
            var query = sorted(Sort.Key.CREATED_AT, descending);
            var first = STORE.ask(new ListActionItems(query, new Slice.After(null, 2)), me);
            var second = STORE.ask(new ListActionItems(query, new Slice.After(first.next(), 2)), me);
            assertThat(second.next()).isNull();
            assertThat(second.items()).extracting(ActionItem::title).containsExactly(descending ? "t0" : "t2");
            assertThatThrownBy(() -> STORE.ask(
                            new ListActionItems(
                                    sorted(Sort.Key.CREATED_AT, !descending), new Slice.After(first.next(), 2)),
                            me))
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() ->
                        STORE.ask(new ListActionItems(sorted(Sort.Key.DUE_AT, true), new Slice.After(null, 2)), me))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void an_item_is_found_by_its_id_and_by_its_alias() {
        var item = create(titled("a"));
        assertThat(item.alias()).matches("[0-9a-f]{24}");
        assertThat(item.meetingAlias()).isEqualTo(meeting.alias());
        assertThat(item.minuteId()).isNull();
        assertThat(item.reference()).isEmpty();
        assertThat(STORE.ask(new GetActionItem(item.id().toString().toUpperCase()), me))
                .isEqualTo(item);
        assertThat(STORE.ask(new GetActionItem(item.alias()), me)).isEqualTo(item);
        for (var stranger : List.of("x", "", meeting.alias(), UUID.randomUUID().toString())) {
            assertThatThrownBy(() -> STORE.ask(new GetActionItem(stranger), me)).isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void who_is_to_do_it_is_remembered_with_name_and_time() {
        var item = create(titled("a").set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id(), ann.id(), bob.id())));
        assertThat(item.assignees())
                .containsExactly(
                        new Assignment(bob.id(), "Bob Lee", item.createdAt(), null),
                        new Assignment(ann.id(), "Ann Lee", item.createdAt(), null));
        var fewer = change(item, ActionItemField.ASSIGNEE_IDS, List.of(ann.id()));
        assertThat(fewer.assignees()).containsExactly(item.assignees().getLast());
        var again = change(fewer, ActionItemField.ASSIGNEE_IDS, List.of(bob.id(), ann.id()));
        assertThat(again.assignees().getFirst().assignedAt()).isEqualTo(again.updatedAt());
        assertThat(again.assignees().getLast()).isEqualTo(item.assignees().getLast());
        assertThat(again.version()).isEqualTo(3);
        assertThat(change(again, ActionItemField.ASSIGNEE_IDS, null).assignees())
                .isEmpty();
    }

    @Test
    void somebody_unknown_is_no_assignee() {
        var nobody = UUID.randomUUID();
        var elsewhere = STORE.person("Eve", STORE.tenant());
        var item = create(titled("a"));
        var wanted = titled("b")
                .set(ActionItemField.ASSIGNEE_IDS, List.of(nobody, bob.id(), elsewhere.id()))
                .build();
        for (var call : List.<Call<?>>of(
                new CreateActionItem(ref(meeting), wanted), new UpdateActionItem(item.alias(), null, wanted))) {
            assertThatThrownBy(() -> STORE.ask(call, me))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            p -> assertThat(p.violations())
                                    .extracting(Problem.Violation::field)
                                    .containsExactly("/assignee_ids/0", "/assignee_ids/2"));
        }
        assertThat(titles(ActionItemQuery.newestFirst(null, null))).containsExactly("a");
    }

    @Test
    void completing_completes_every_part_and_reopening_none() {
        var item = create(titled("a").set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id())));
        var done = change(item, ActionItemField.STATE, State.COMPLETED);
        assertThat(done.completedAt()).isEqualTo(done.updatedAt());
        assertThat(done.assignees()).extracting(Assignment::completedAt).containsExactly(done.completedAt());
        var same = change(done, ActionItemField.STATE, State.COMPLETED);
        assertThat(same.completedAt()).isEqualTo(done.completedAt());
        assertThat(same.assignees()).isEqualTo(done.assignees());
        var dropped = change(same, ActionItemField.STATE, State.DISMISSED);
        assertThat(dropped.completedAt()).isNull();
        assertThat(dropped.dismissedAt()).isEqualTo(dropped.updatedAt());
        assertThat(dropped.assignees()).isEqualTo(done.assignees());
        var open = change(dropped, ActionItemField.STATE, State.OPEN);
        assertThat(open.completedAt()).isNull();
        assertThat(open.dismissedAt()).isNull();
        assertThat(open.assignees()).isEqualTo(item.assignees());
        var made = create(titled("b")
                .set(ActionItemField.STATE, State.COMPLETED)
                .set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id())));
        assertThat(made.assignees()).extracting(Assignment::completedAt).containsExactly(made.completedAt());
        var both = STORE.ask(
                new UpdateActionItem(
                        item.alias(),
                        new Precondition(Set.of(open.version())),
                        changes()
                                .set(ActionItemField.STATE, State.COMPLETED)
                                .set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id(), ann.id()))
                                .build()),
                me);
        assertThat(both.assignees()).extracting(Assignment::completedAt).containsOnly(both.completedAt());
    }

    @Test
    void comments_are_kept_in_order_with_their_author() {
        var item = create(titled("a"));
        var once = STORE.ask(new AddComment(item.alias(), "First \uD83D\uDE00"), me);
        assertThat(once.comments()).hasSize(1).first().satisfies(c -> {
            assertThat(c.personId()).isEqualTo(ann.id());
            assertThat(c.author()).isEqualTo("Ann Lee");
            assertThat(c.text()).isEqualTo("First \uD83D\uDE00");
            assertThat(c.createdAt()).isEqualTo(once.updatedAt());
        });
        var twice = STORE.ask(new AddComment(item.id().toString(), "Second"), operator);
        assertThat(twice.comments()).extracting(Comment::text).containsExactly("First \uD83D\uDE00", "Second");
        assertThat(twice.comments().getLast().personId()).isNull();
        assertThat(twice.comments().getLast().author()).isEqualTo("Operator");
        assertThat(twice.version()).isEqualTo(3);
        assertThat(STORE.ask(new GetMeeting(ref(meeting), Set.of()), me)
                        .meeting()
                        .version())
                .isEqualTo(4);
        for (var text : List.of("", " \n", "x".repeat(10_001))) {
            assertThatThrownBy(() -> STORE.ask(new AddComment(item.alias(), text), me))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            p -> assertThat(p.violations())
                                    .extracting(Problem.Violation::field)
                                    .containsExactly("/text"));
        }
        assertThatThrownBy(() -> STORE.ask(new AddComment("nope", "x"), me)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> STORE.ask(new AddComment(item.alias(), "x"), as(bob, operator)))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void all_comments_of_an_item_together_are_bounded() {
        var item = create(titled("a"));
        await(new Sql(
                        "UPDATE action_item SET comments = jsonb_build_array(jsonb_build_object('id', gen_random_uuid(),"
                                + " 'person_id', NULL, 'author', 'x', 'text', repeat('x', 999000), 'created_at',"
                                + " '2026-01-01T00:00:00Z')) WHERE id = ?",
                        item.id())
                .run(STORE.store.client()));
        STORE.ask(new AddComment(item.alias(), "x".repeat(2_000)), me);
        assertThatThrownBy(() -> STORE.ask(new AddComment(item.alias(), "x"), me))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void of_many_comments_at_once_none_is_lost_and_there_are_never_more_than_a_thousand() {
        var item = create(titled("a"));
        await(new Sql(
                        "UPDATE action_item SET comments = (SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(),"
                                + " 'person_id', NULL, 'author', 'x', 'text', 'x', 'created_at', '2026-01-01T00:00:00Z'))"
                                + " FROM generate_series(1, 980)) WHERE id = ?",
                        item.id())
                .run(STORE.store.client()));
        var all = IntStream.range(0, 30)
                .mapToObj(i -> STORE.source
                        .call(new AddComment(item.alias(), "c" + i), me)
                        .map(v -> 1)
                        .recover(
                                f -> f instanceof Problem.Invalid ? Future.succeededFuture(0) : Future.failedFuture(f)))
                .toList();
        await(Future.all(all));
        assertThat(all.stream().mapToInt(Future::result).sum()).isEqualTo(20);
        assertThat(STORE.ask(new GetActionItem(item.alias()), me).comments())
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_person_who_goes_is_forgotten_by_action_items_but_not_what_they_said() {
        var item = create(titled("a").set(ActionItemField.ASSIGNEE_IDS, List.of(bob.id(), ann.id())));
        var other = create(titled("b"));
        STORE.ask(new AddComment(other.alias(), "of the operator"), operator);
        await(new Sql("UPDATE meeting SET privacy = 'account' WHERE id = ?", meeting.id()).run(STORE.store.client()));
        STORE.ask(new AddComment(other.alias(), "of Bob"), as(bob, operator));
        STORE.ask(new DeletePerson(bob.alias(), null), operator);
        var left = STORE.ask(new GetActionItem(item.alias()), me);
        assertThat(left.assignees()).containsExactly(item.assignees().getLast());
        assertThat(left.version()).isEqualTo(2);
        assertThat(STORE.ask(new GetActionItem(other.alias()), me).comments())
                .extracting(Comment::personId, Comment::author, Comment::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, "Operator", "of the operator"),
                        org.assertj.core.groups.Tuple.tuple(null, "Bob Lee", "of Bob"));
        assertThat(STORE.ask(new GetMeeting(ref(meeting), Set.of()), me)
                        .meeting()
                        .version())
                .isEqualTo(6);
        assertThat(titles(new ActionItemQuery(null, null, bob.id(), null, null, Sort.NEWEST_FIRST)))
                .isEmpty();
    }

    @Test
    void concurrent_changes_without_a_version_all_happen() {
        var item = create(titled("a"));
        await(Future.all(IntStream.range(0, 12)
                .mapToObj(i -> STORE.source.call(
                        i % 3 == 0
                                ? new AddComment(item.alias(), "c" + i)
                                : new UpdateActionItem(
                                        item.alias(), null, titled("t" + i).build()),
                        me))
                .toList()));
        var after = STORE.ask(new GetActionItem(item.alias()), me);
        assertThat(after.version()).isEqualTo(13);
        assertThat(after.comments()).hasSize(4);
        assertThatThrownBy(() -> STORE.ask(new DeleteActionItem(item.alias(), new Precondition(Set.of(1L))), me))
                .isInstanceOf(Problem.PreconditionFailed.class);
        STORE.ask(new DeleteActionItem(item.alias(), new Precondition(Set.of(13L))), me);
        assertThat(STORE.ask(new GetMeeting(ref(meeting), Set.of()), me)
                        .meeting()
                        .actionItemCount())
                .isZero();
    }
}
