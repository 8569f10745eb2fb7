package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.action;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.await;
import static org.meetingsgateway.tck.SourceFacts.note;
import static org.meetingsgateway.tck.SourceFacts.ref;
import static org.meetingsgateway.tck.SourceFacts.titled;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Slice;

/** Facts about agenda, minutes and action items. */
interface MinutesFacts extends SourceFacts {
    private MinuteItems minutes(MeetingRef meeting, Principal who) {
        return ask(new GetMinutes(meeting, Part.MINUTES), who);
    }

    private MinuteItems write(MeetingRef meeting, Principal who, MinuteItem... items) {
        var version = minutes(meeting, who).lockVersion();
        return ask(new ReplaceMinutes(meeting, Part.MINUTES, version, List.of(items)), who);
    }

    private List<ActionItem> actions(MeetingRef meeting, Principal who) {
        var query = ActionItemQuery.newestFirst(meeting, null);
        return ask(new ListActionItems(query, new Slice.Numbered(1, 50)), who).items();
    }

    private ActionItem update(ActionItem item, ActionItemField field, Object value, Principal who) {
        var changes = Changes.of(ActionItemField.class).set(field, value).build();
        return ask(new UpdateActionItem(item.alias(), null, changes), who);
    }

    @Test
    default void items_are_numbered_by_their_place_and_have_ids() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var written = write(meeting, ann, note("a", note("b")), note("c"));
        assertThat(written.items()).extracting(MinuteItem::reference).containsExactly(List.of(1), List.of(2));
        assertThat(written.items().getFirst().children())
                .extracting(MinuteItem::reference)
                .containsExactly(List.of(1, 1));
        assertThat(written.items()).extracting(MinuteItem::id).allMatch(id -> id.matches("[0-9a-f]{24}"));
        assertThat(minutes(meeting, ann)).isEqualTo(written);
    }

    @Test
    default void of_two_writers_who_saw_the_same_one_loses() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var version = minutes(meeting, ann).lockVersion();
        var writes = Stream.of("a", "b")
                .map(title ->
                        source().call(new ReplaceMinutes(meeting, Part.MINUTES, version, List.of(note(title))), ann))
                .toList();
        await(Future.join(writes).transform(done -> Future.succeededFuture()));
        assertThat(writes.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(writes.stream().filter(Future::failed).map(Future::cause))
                .singleElement()
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(minutes(meeting, ann).lockVersion()).isEqualTo(version + 1);
    }

    @Test
    default void equal_items_are_no_new_version_and_the_agenda_has_its_own() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var written = write(meeting, ann, note("a"));
        assertThat(write(meeting, ann, written.items().toArray(MinuteItem[]::new)))
                .isEqualTo(written);
        assertThat(ask(new GetMinutes(meeting, Part.AGENDA), ann)).isEqualTo(new MinuteItems(1, List.of()));
    }

    @Test
    default void actions_of_the_minutes_are_action_items() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var who = as(ann, operator);
        var items = List.of(note("a", action("do", List.of(ann.id()))));
        var meeting = ref(create(titled("Sync").set(MeetingField.MINUTES, items), who));
        var item = actions(meeting, who).getFirst();
        assertThat(item.title()).isEqualTo("do");
        assertThat(item.reference()).containsExactly(1, 1);
        assertThat(item.minuteId())
                .isEqualTo(minutes(meeting, who)
                        .items()
                        .getFirst()
                        .children()
                        .getFirst()
                        .id());
        assertThat(item.assignees()).extracting(Assignment::name).containsExactly("Ann Lee");
        write(meeting, who, note("a"));
        assertThat(actions(meeting, who)).isEmpty();
    }

    @Test
    default void the_minutes_follow_their_action_items() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var before = write(meeting, ann, action("do", List.of(), note("how")));
        var item = update(actions(meeting, ann).getFirst(), ActionItemField.TITLE, "do it", ann);
        var after = minutes(meeting, ann);
        assertThat(after.items()).extracting(MinuteItem::title).containsExactly("do it");
        assertThat(after.lockVersion()).isEqualTo(before.lockVersion() + 1);
        ask(new DeleteActionItem(item.id().toString(), null), ann);
        assertThat(minutes(meeting, ann).items()).extracting(MinuteItem::title).containsExactly("how");
        assertThat(minutes(meeting, ann).items().getFirst().reference()).containsExactly(1);
    }

    @Test
    default void a_completed_item_is_completed_for_everybody_until_it_is_reopened() {
        var operator = newTenant();
        var ann = person("Ann", operator);
        var who = as(ann, operator);
        var meeting = ref(create(titled("Sync"), who));
        write(meeting, who, action("do", List.of(ann.id())));
        var done = update(actions(meeting, who).getFirst(), ActionItemField.STATE, ActionItem.State.COMPLETED, who);
        assertThat(done.completedAt()).isNotNull();
        assertThat(done.assignees()).allMatch(assignment -> assignment.completedAt() != null);
        var open = update(done, ActionItemField.STATE, ActionItem.State.OPEN, who);
        assertThat(open.completedAt()).isNull();
        assertThat(open.assignees()).allMatch(assignment -> assignment.completedAt() == null);
    }

    @Test
    default void an_unknown_assignee_is_invalid_and_nothing_is_written() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var wrong = List.of(action("do", List.of(new UUID(0, 7))));
        fails(Problem.Invalid.class, new ReplaceMinutes(meeting, Part.MINUTES, 1, wrong), ann);
        assertThat(minutes(meeting, ann)).isEqualTo(new MinuteItems(1, List.of()));
    }

    @Test
    default void comments_are_kept_with_their_author_and_a_blank_one_is_invalid() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        write(meeting, ann, action("do", List.of()));
        var item = actions(meeting, ann).getFirst();
        ask(new AddComment(item.alias(), "first"), ann);
        ask(new AddComment(item.alias(), "second"), ann);
        var comments = actions(meeting, ann).getFirst().comments();
        assertThat(comments).extracting(Comment::text).containsExactly("first", "second");
        assertThat(comments).extracting(Comment::author).containsOnly("Ann Lee");
        fails(Problem.Invalid.class, new AddComment(item.alias(), " "), ann);
    }
}
