package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.meetingsgateway.server.store.StoreFixture.action;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.item;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItem.State;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItem.Type;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Person;

/** The actions of minutes are action items, whichever way they are written; on a real PostgreSQL. */
class MinutesActionsTest {
    static final StoreFixture STORE = new StoreFixture();
    static final Instant DUE = Instant.parse("2026-07-01T09:00:00.123456Z");

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
        meeting = STORE.meeting(
                List.of(
                        item("n", Type.NOTE, "Note", dated("a", "Call", "them")),
                        item("d", Type.DECISION, "Decided"),
                        action("b", "Write", List.of(bob.id()), item("c", Type.NOTE, "Child"))),
                me);
    }

    @AfterAll
    static void stop() {
        STORE.close();
    }

    static MinuteItem dated(String id, String title, String contents) {
        return new MinuteItem(id, title, contents, Type.ACTION, List.of(), DUE, List.of(), List.of());
    }

    MeetingView view() {
        return STORE.ask(new GetMeeting(ref(meeting), EnumSet.allOf(Expansion.class)), me);
    }

    List<ActionItem> items() {
        var view = view();
        assertThat(view.meeting().actionItemCount())
                .isEqualTo(view.actionItems().size());
        assertThat(view.minutes()).isEqualTo(minutes().items());
        return view.actionItems();
    }

    ActionItem of(String minute) {
        return items().stream()
                .filter(a -> minute.equals(a.minuteId()))
                .findFirst()
                .orElseThrow();
    }

    MinuteItems minutes() {
        return STORE.ask(new GetMinutes(ref(meeting), Part.MINUTES), me);
    }

    MinuteItems replace(MinuteItem... items) {
        return STORE.ask(
                new ReplaceMinutes(ref(meeting), Part.MINUTES, minutes().lockVersion(), List.of(items)), me);
    }

    ActionItem change(ActionItem item, ActionItemField field, Object value) {
        return STORE.ask(
                new UpdateActionItem(
                        item.alias(),
                        new Precondition(Set.of(item.version())),
                        Changes.of(ActionItemField.class).set(field, value).build()),
                me);
    }

    @Test
    void a_meeting_that_is_made_with_minutes_has_their_actions() {
        assertThat(meeting.actionItemCount()).isEqualTo(2);
        assertThat(items())
                .extracting(
                        ActionItem::title,
                        ActionItem::description,
                        ActionItem::dueAt,
                        ActionItem::minuteId,
                        ActionItem::reference,
                        ActionItem::state,
                        ActionItem::createdAt)
                .containsExactly(
                        tuple("Call", "them", DUE, "a", List.of(1, 1), State.OPEN, meeting.createdAt()),
                        tuple("Write", null, null, "b", List.of(3), State.OPEN, meeting.createdAt()));
        assertThat(items()).allSatisfy(a -> {
            assertThat(a.alias()).matches("[0-9a-f]{24}");
            assertThat(a.id().version()).isEqualTo(7);
            assertThat(STORE.ask(new GetActionItem(a.alias()), me)).isEqualTo(a);
        });
        assertThat(of("b").assignees()).containsExactly(new Assignment(bob.id(), "Bob Lee", meeting.createdAt(), null));
    }

    @Test
    void writing_minutes_changes_adds_and_takes_away_action_items_and_keeps_what_became_of_them() {
        var done = STORE.ask(new AddComment(of("b").alias(), "Hm"), me);
        done = change(done, ActionItemField.STATE, State.COMPLETED);
        var alone = STORE.ask(
                new CreateActionItem(
                        ref(meeting),
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, "Alone")
                                .build()),
                me);
        replace(
                action("b", "Write more", List.of(ann.id(), bob.id(), ann.id())),
                item("a", Type.NOTE, "No action any more"),
                action("", "New", List.of()));
        assertThat(items())
                .extracting(ActionItem::title, ActionItem::reference, ActionItem::state)
                .containsExactlyInAnyOrder(
                        tuple("Write more", List.of(1), State.COMPLETED),
                        tuple("Alone", List.of(), State.OPEN),
                        tuple("New", List.of(3), State.OPEN));
        var after = of("b");
        assertThat(after.id()).isEqualTo(done.id());
        assertThat(after.comments()).extracting(Comment::text).containsExactly("Hm");
        assertThat(after.completedAt()).isEqualTo(done.completedAt());
        assertThat(after.assignees().getLast()).isEqualTo(done.assignees().getFirst());
        assertThat(after.assignees().getFirst().completedAt()).isNull();
        assertThat(after.assignees().getFirst().assignedAt()).isEqualTo(after.updatedAt());
        assertThat(after.version()).isEqualTo(done.version() + 1);
        assertThat(minutes().items().getFirst().assigneeIds()).containsExactly(ann.id(), bob.id());
        assertThat(STORE.ask(new GetActionItem(alone.alias()), me)).isEqualTo(alone);
        // By a patch it is the same; what did not change keeps its version.
        STORE.ask(
                new UpdateMeeting(
                        ref(meeting),
                        null,
                        Changes.of(MeetingField.class)
                                .set(
                                        MeetingField.MINUTES,
                                        List.of(minutes().items().getFirst()))
                                .build()),
                me);
        assertThat(items()).extracting(ActionItem::title).containsExactlyInAnyOrder("Write more", "Alone");
        assertThat(of("b")).isEqualTo(after);
        replace();
        assertThat(items()).containsExactly(alone);
    }

    @Test
    void an_action_of_an_agenda_is_only_an_item() {
        var written = STORE.ask(
                new ReplaceMinutes(ref(meeting), Part.AGENDA, 1, List.of(action("x", "X", List.of(bob.id())))), me);
        assertThat(written.items().getFirst().assigneeIds()).containsExactly(bob.id());
        assertThat(items()).extracting(ActionItem::title).containsExactly("Call", "Write");
    }

    @Test
    void a_change_of_an_action_item_is_one_of_the_minutes_and_turns_away_who_has_not_seen_it() {
        var before = minutes();
        var seen = view().meeting();
        change(of("a"), ActionItemField.TITLE, "Call \"Eve\"");
        change(of("a"), ActionItemField.DESCRIPTION, null);
        change(of("a"), ActionItemField.DUE_AT, DUE.plusSeconds(1));
        var item = change(of("a"), ActionItemField.ASSIGNEE_IDS, List.of(ann.id()));
        assertThat(item.version()).isEqualTo(5);
        assertThat(minutes().lockVersion()).isEqualTo(before.lockVersion() + 4);
        assertThat(minutes().items().getFirst().children())
                .containsExactly(new MinuteItem(
                        "a",
                        "Call \"Eve\"",
                        null,
                        Type.ACTION,
                        List.of(1, 1),
                        DUE.plusSeconds(1),
                        List.of(ann.id()),
                        List.of()));
        assertThat(minutes().items().subList(1, 3)).isEqualTo(before.items().subList(1, 3));
        assertThat(view().meeting().version()).isEqualTo(seen.version() + 4);
        assertThat(view().reports().getFirst().content())
                .contains("1.1 **Action:** Call \"Eve\"")
                .doesNotContain("them");
        assertThatThrownBy(() -> STORE.ask(
                        new ReplaceMinutes(ref(meeting), Part.MINUTES, before.lockVersion(), before.items()), me))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThatThrownBy(() -> STORE.ask(
                        new UpdateMeeting(
                                ref(meeting),
                                new Precondition(Set.of(seen.version())),
                                Changes.of(MeetingField.class)
                                        .set(MeetingField.MINUTES, before.items())
                                        .build()),
                        me))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(of("a")).isEqualTo(item);
        assertThat(view().reports().getFirst().content()).contains("- [ ] Call \"Eve\" (Ann Lee), due 2026-07-01");
        // What was read can be written back.
        var read = minutes();
        assertThat(replace(read.items().toArray(MinuteItem[]::new))).isEqualTo(read);
    }

    @Test
    void what_minutes_do_not_show_leaves_their_lock_version_alone() {
        var before = minutes();
        var item = change(of("a"), ActionItemField.STATE, State.COMPLETED);
        item = change(item, ActionItemField.ASSIGNEE, "the intern");
        STORE.ask(new AddComment(item.alias(), "Done"), me);
        change(of("a"), ActionItemField.TITLE, "Call");
        assertThat(minutes()).isEqualTo(before);
        assertThat(replace(item("n", Type.NOTE, "Only")).lockVersion()).isEqualTo(before.lockVersion() + 1);
    }

    @Test
    void an_action_item_that_is_deleted_leaves_its_children_in_its_place() {
        replace(
                item("n", Type.NOTE, "Note"),
                action("p", "P", List.of(), item("c1", Type.NOTE, "C1"), action("c2", "C2", List.of())),
                action("l", "L", List.of()));
        var version = view().meeting().version();
        STORE.ask(new DeleteActionItem(of("p").alias(), null), me);
        assertThat(minutes().items())
                .extracting(MinuteItem::id, MinuteItem::reference)
                .containsExactly(
                        tuple("n", List.of(1)),
                        tuple("c1", List.of(2)),
                        tuple("c2", List.of(3)),
                        tuple("l", List.of(4)));
        assertThat(items())
                .extracting(ActionItem::title, ActionItem::reference)
                .containsExactlyInAnyOrder(tuple("C2", List.of(3)), tuple("L", List.of(4)));
        assertThat(view().meeting().version()).isEqualTo(version + 1);
        assertThat(minutes().lockVersion()).isEqualTo(3);
        // One that moved is still found in the minutes by its number.
        change(of("l"), ActionItemField.TITLE, "Last");
        assertThat(minutes().items().getLast().title()).isEqualTo("Last");
        STORE.ask(new DeleteActionItem(of("c2").alias(), null), me);
        STORE.ask(new DeleteActionItem(of("l").alias(), null), me);
        assertThat(items()).isEmpty();
        assertThat(minutes().items()).extracting(MinuteItem::id).containsExactly("n", "c1");
    }

    @Test
    void a_person_who_goes_is_forgotten_by_agenda_and_minutes() {
        STORE.ask(new ReplaceMinutes(ref(meeting), Part.AGENDA, 1, List.of(action("x", "X", List.of(bob.id())))), me);
        var untouched = STORE.meeting(List.of(action("q", "Q", List.of(ann.id()))), me);
        var item = of("b");
        STORE.ask(new DeletePerson(bob.id().toString(), null), operator);
        assertThat(STORE.ask(new GetMinutes(ref(meeting), Part.AGENDA), me)
                        .items()
                        .getFirst()
                        .assigneeIds())
                .isEmpty();
        assertThat(minutes().items().getLast().assigneeIds()).isEmpty();
        assertThat(minutes().lockVersion()).isEqualTo(2);
        assertThat(of("b").assignees()).isEmpty();
        assertThat(of("b").version()).isEqualTo(item.version() + 1);
        assertThat(STORE.ask(new GetMeeting(ref(untouched), Set.of()), me).meeting())
                .isEqualTo(untouched);
    }

    @Test
    void editors_of_minutes_and_of_action_items_never_lose_each_others_work() {
        var actions = IntStream.range(0, 6)
                .mapToObj(i -> action("m" + i, "old", List.of()))
                .toArray(MinuteItem[]::new);
        replace(actions);
        var aliases = items().stream().map(ActionItem::alias).toList();
        var work = new ArrayList<Future<?>>();
        for (int i = 0; i < 6; i++) {
            work.add(STORE.source.call(
                    new UpdateActionItem(
                            aliases.get(i),
                            null,
                            Changes.of(ActionItemField.class)
                                    .set(ActionItemField.TITLE, "new")
                                    .build()),
                    me));
            work.add(prepend("line " + i));
            work.add(STORE.source.call(new AddComment(aliases.get(i), "Hm"), me));
        }
        await(Future.all(work));
        assertThat(items()).hasSize(6).allSatisfy(a -> {
            assertThat(a.title()).isEqualTo("new");
            assertThat(a.comments()).hasSize(1);
        });
        assertThat(minutes().items())
                .extracting(MinuteItem::title)
                .hasSize(12)
                .endsWith("new", "new", "new", "new", "new", "new");
        assertThat(items())
                .extracting(ActionItem::reference)
                .containsExactlyInAnyOrder(List.of(7), List.of(8), List.of(9), List.of(10), List.of(11), List.of(12));
    }

    private Future<MinuteItems> prepend(String title) {
        return STORE.source.call(new GetMinutes(ref(meeting), Part.MINUTES), me).compose(seen -> {
            var items = new ArrayList<>(seen.items());
            items.addFirst(item("", Type.NOTE, title));
            return STORE.source
                    .call(new ReplaceMinutes(ref(meeting), Part.MINUTES, seen.lockVersion(), items), me)
                    .recover(failure -> failure instanceof Problem.PreconditionFailed
                            ? prepend(title)
                            : Future.failedFuture(failure));
        });
    }
}
