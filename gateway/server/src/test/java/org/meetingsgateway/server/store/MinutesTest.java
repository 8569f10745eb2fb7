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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItem.Type;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Person;

/** Agenda and minutes that several people edit, on a real PostgreSQL. */
class MinutesTest {
    static final StoreFixture STORE = new StoreFixture();

    Principal operator;
    Person ann;
    Principal me;
    Meeting meeting;

    @BeforeEach
    void tenant() {
        operator = STORE.tenant();
        ann = STORE.person("Ann", operator);
        me = as(ann, operator);
        meeting = STORE.meeting(List.of(), me);
    }

    @AfterAll
    static void stop() {
        STORE.close();
    }

    MinuteItems get(Part part) {
        return STORE.ask(new GetMinutes(ref(meeting), part), me);
    }

    MinuteItems replace(Part part, long version, MinuteItem... items) {
        return STORE.ask(new ReplaceMinutes(ref(meeting), part, version, List.of(items)), me);
    }

    Meeting now() {
        return STORE.ask(new GetMeeting(ref(meeting), Set.of()), me).meeting();
    }

    static MinuteItem note(String id, String title, MinuteItem... children) {
        return item(id, Type.NOTE, title, children);
    }

    @Test
    void whoever_saw_the_current_version_replaces_everything() {
        for (var part : Part.values()) {
            assertThat(get(part)).isEqualTo(new MinuteItems(1, List.of()));
            var before = now();
            var written = replace(part, 1, note("a", "A", note("", "B")), note("", "C"));
            assertThat(written.lockVersion()).isEqualTo(2);
            assertThat(written.items())
                    .extracting(MinuteItem::title, MinuteItem::reference)
                    .containsExactly(tuple("A", List.of(1)), tuple("C", List.of(2)));
            assertThat(written.items().getFirst().id()).isEqualTo("a");
            assertThat(written.items().getFirst().children().getFirst().reference())
                    .containsExactly(1, 1);
            assertThat(written.items().getLast().id()).matches("[0-9a-f]{24}");
            assertThat(get(part)).isEqualTo(written);
            assertThat(now().version()).isEqualTo(before.version() + 1);
            assertThat(now().updatedAt()).isAfter(before.updatedAt());
            assertThat(get(part == Part.AGENDA ? Part.MINUTES : Part.AGENDA).lockVersion())
                    .isEqualTo(part == Part.AGENDA ? 1 : 2);
        }
    }

    @Test
    void whoever_did_not_is_told_and_changes_nothing() {
        var written = replace(Part.MINUTES, 1, note("a", "A"));
        var before = now();
        for (var stale : List.of(1L, 3L, 0L, -1L, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> replace(Part.MINUTES, stale, note("a", "lost")))
                    .isInstanceOf(Problem.PreconditionFailed.class);
        }
        assertThatThrownBy(() -> replace(Part.MINUTES, 1, note("a", "A")))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(get(Part.MINUTES)).isEqualTo(written);
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void the_same_content_is_no_new_version() {
        var written = replace(Part.MINUTES, 1, note("a", "A", action("b", "B", List.of(ann.id()))));
        var before = now();
        assertThat(replace(Part.MINUTES, 2, written.items().toArray(MinuteItem[]::new)))
                .isEqualTo(written);
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void an_edit_of_the_meeting_moves_the_lock_version_of_what_it_changes() {
        STORE.ask(
                new UpdateMeeting(
                        ref(meeting),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.MINUTES, List.of(note("", "A")))
                                .set(MeetingField.TITLE, "T")
                                .build()),
                me);
        assertThat(get(Part.MINUTES).lockVersion()).isEqualTo(2);
        assertThat(get(Part.AGENDA).lockVersion()).isEqualTo(1);
        assertThat(get(Part.MINUTES).items().getFirst().id()).matches("[0-9a-f]{24}");
        // And a replacement is an edit: a patch that has not seen it is turned away.
        var seen = now().version();
        replace(Part.MINUTES, 2, note("", "B"));
        assertThatThrownBy(() -> STORE.ask(
                        new UpdateMeeting(
                                ref(meeting),
                                new Precondition(Set.of(seen)),
                                Changes.of(MeetingField.class)
                                        .set(MeetingField.MINUTES, List.of())
                                        .build()),
                        me))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void of_many_editors_with_one_version_exactly_one_writes_and_nothing_is_lost() {
        var kept = new ArrayList<String>();
        for (int round = 1; round <= 40; round++) {
            var seen = get(Part.MINUTES);
            var number = round;
            var editors = IntStream.range(0, 16)
                    .mapToObj(editor -> {
                        var items = new ArrayList<>(seen.items());
                        items.add(note("", number + "." + editor));
                        return STORE.source
                                .call(new ReplaceMinutes(ref(meeting), Part.MINUTES, seen.lockVersion(), items), me)
                                .map(written -> {
                                    assertThat(written.lockVersion()).isEqualTo(seen.lockVersion() + 1);
                                    return number + "." + editor;
                                })
                                .recover(failure -> failure instanceof Problem.PreconditionFailed
                                        ? Future.succeededFuture("")
                                        : Future.failedFuture(failure));
                    })
                    .toList();
            await(Future.all(editors));
            var winners = editors.stream()
                    .map(Future::result)
                    .filter(w -> !w.isEmpty())
                    .toList();
            assertThat(winners).hasSize(1);
            kept.addAll(winners);
        }
        assertThat(get(Part.MINUTES).items()).extracting(MinuteItem::title).containsExactlyElementsOf(kept);
        assertThat(get(Part.MINUTES).lockVersion()).isEqualTo(41);
        assertThat(now().version()).isEqualTo(41);
    }

    @Test
    void editors_who_look_again_all_get_their_line_in() {
        var editors = IntStream.range(0, 24).mapToObj(this::append).toList();
        await(Future.all(editors));
        assertThat(get(Part.MINUTES).items())
                .extracting(MinuteItem::title)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 24).mapToObj(i -> "line " + i).toList());
    }

    private Future<MinuteItems> append(int editor) {
        return STORE.source.call(new GetMinutes(ref(meeting), Part.MINUTES), me).compose(seen -> {
            var items = new ArrayList<>(seen.items());
            items.add(action("", "line " + editor, List.of(ann.id())));
            return STORE.source
                    .call(new ReplaceMinutes(ref(meeting), Part.MINUTES, seen.lockVersion(), items), me)
                    .recover(failure -> failure instanceof Problem.PreconditionFailed
                            ? append(editor)
                            : Future.failedFuture(failure));
        });
    }

    @Test
    void somebody_unknown_and_an_id_twice_are_refused_with_a_pointer() {
        var nobody = UUID.randomUUID();
        var items = List.of(
                note("x", "A", note("y", "B"), action("z", "C", List.of(nobody))),
                action("x", "D", List.of(ann.id(), nobody)));
        for (var part : Part.values()) {
            var at = "/" + part.code();
            var field = MeetingField.valueOf(part.name());
            var changes = Changes.of(MeetingField.class).set(field, items).build();
            for (var call : List.<Call<?>>of(
                    new ReplaceMinutes(ref(meeting), part, 1, items),
                    new UpdateMeeting(ref(meeting), null, changes),
                    new CreateMeeting(changes))) {
                assertThatThrownBy(() -> STORE.ask(call, me))
                        .isInstanceOfSatisfying(
                                Problem.Invalid.class,
                                p -> assertThat(p.violations())
                                        .extracting(Problem.Violation::field)
                                        .containsExactly(
                                                at + "/0/children/1/assignee_ids/0",
                                                at + "/1/id",
                                                at + "/1/assignee_ids/1"));
            }
        }
        assertThat(now()).isEqualTo(meeting);
    }

    @Test
    void who_must_not_see_the_meeting_sees_and_writes_nothing() {
        var bob = as(STORE.person("Bob", operator), operator);
        var other = STORE.tenant();
        var strangers = new ArrayList<>(List.of(bob, bob.withView(View.OWNED), me.withView(View.OWNED)));
        for (var view : View.values()) {
            strangers.add(new Principal(other.tenantId(), "other", ann.id(), "k", Set.of(), view));
        }
        for (var part : Part.values()) {
            for (var stranger : strangers) {
                for (var call : List.<Call<?>>of(
                        new GetMinutes(ref(meeting), part),
                        new ReplaceMinutes(ref(meeting), part, 1, List.of(note("", "hacked"))))) {
                    assertThatThrownBy(() -> STORE.ask(call, stranger))
                            .as("%s as %s", call, stranger)
                            .isInstanceOf(Problem.NotFound.class);
                }
            }
        }
        assertThat(now()).isEqualTo(meeting);
    }

    @Test
    void a_list_of_meetings_with_minutes_and_without_action_items_is_one_statement() {
        replace(Part.MINUTES, 1, note("", "A"));
        STORE.statements.clear();
        STORE.ask(
                new org.meetingsgateway.call.MeetingCall.ListMeetings(
                        org.meetingsgateway.model.MeetingQuery.all(
                                org.meetingsgateway.model.MeetingQuery.Sort.NEWEST_FIRST),
                        new org.meetingsgateway.model.Slice.After(null, 50),
                        Set.of(Expansion.MINUTES, Expansion.AGENDA, Expansion.ACTION_ITEMS)),
                me);
        assertThat(STORE.statements).hasSize(1);
    }
}
