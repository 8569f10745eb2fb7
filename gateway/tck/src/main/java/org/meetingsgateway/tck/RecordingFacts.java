package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.ref;
import static org.meetingsgateway.tck.SourceFacts.titled;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;

/** Facts about meetings as recordings, and about one project's. */
interface RecordingFacts extends SourceFacts {
    private static Segment said(String text) {
        return new Segment(text, "Ann", 0.0, null, null, true);
    }

    private static Changes<ActionItemField> task(String title, @Nullable String description) {
        return Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, title)
                .set(ActionItemField.DESCRIPTION, description)
                .build();
    }

    private static Changes<MeetingField> nothing() {
        return Changes.of(MeetingField.class).build();
    }

    private MeetingView tell(MeetingRef meeting, List<Segment> segments, Principal who) {
        return ask(new UpdateRecording(meeting, nothing(), segments, null), who);
    }

    private List<ActionItem> assign(MeetingRef meeting, Principal who, List<Changes<ActionItemField>> tasks) {
        return Objects.requireNonNull(
                ask(new UpdateRecording(meeting, nothing(), null, tasks), who).actionItems());
    }

    private List<ActionItem> tasks(MeetingRef meeting, Principal who) {
        return Objects.requireNonNull(ask(new GetMeeting(meeting, EnumSet.of(Expansion.ACTION_ITEMS)), who)
                .actionItems());
    }

    private Project project(String name, Principal who) {
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, name);
        return ask(new CreateProject(project.build()), who);
    }

    @Test
    default void a_transcript_is_replaced_as_it_is_with_its_repeats() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        ask(new AppendSegments(meeting, List.of(said("one"), said("two"), said("three"))), ann);
        var told = tell(meeting, List.of(said("four"), said("four")), ann).meeting();
        assertThat(told.transcript().segmentCount()).isEqualTo(2);
        assertThat(told.transcript().revision()).isEqualTo(2);
        assertThat(ask(new GetTranscript(meeting, true), ann).text()).isEqualTo("four four");
        assertThat(tell(meeting, List.of(), ann).meeting().transcript().segmentCount())
                .isZero();
        assertThat(ask(new GetTranscript(meeting, true), ann).text()).isEmpty();
    }

    @Test
    default void an_append_after_a_replacement_follows_it() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        tell(meeting, List.of(said("one"), said("two")), ann);
        var appended = ask(new AppendSegments(meeting, List.of(said("two"), said("three"))), ann);
        assertThat(appended.skipped()).isEqualTo(1);
        assertThat(ask(new GetTranscript(meeting, true), ann).text()).isEqualTo("one two three");
    }

    @Test
    default void an_update_that_says_nothing_counts() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync"), ann);
        var updated = ask(new UpdateRecording(ref(meeting), nothing(), null, null), ann);
        assertThat(updated.meeting().version()).isEqualTo(2);
    }

    @Test
    default void whoever_is_named_keeps_what_is_known_of_them() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var known = new Participant(ann.personId(), "Ann Lee", "ann@example.org", Participant.AttendanceStatus.PRESENT);
        var byAddress = new Participant(null, null, "bob@example.org", null);
        var meeting = create(titled("Sync").set(MeetingField.PARTICIPANTS, List.of(byAddress, known)), ann);
        var names = List.of("Ann Lee", "Cleo", "bob@example.org", "Ann Lee");
        var named = ask(new UpdateRecording(ref(meeting), nothing(), names, null, null), ann);
        assertThat(named.meeting().participants())
                .containsExactly(
                        known,
                        new Participant(null, "Cleo", null, null),
                        byAddress,
                        new Participant(null, "Ann Lee", null, null));
        var nobody = ask(new UpdateRecording(ref(meeting), nothing(), List.of(), null, null), ann);
        assertThat(nobody.meeting().participants()).isEmpty();
        fails(
                Problem.NotFound.class,
                new UpdateRecording(new MeetingRef("nowhere"), nothing(), names, null, null),
                ann);
    }

    @Test
    default void everything_is_changed_at_once_or_nothing() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync"), ann);
        var all = ask(
                new UpdateRecording(
                        ref(meeting), titled("New").build(), List.of(said("one")), List.of(task("do", "it"))),
                ann);
        assertThat(all.meeting().title()).isEqualTo("New");
        assertThat(all.meeting().version()).isEqualTo(2);
        assertThat(all.meeting().transcript().segmentCount()).isEqualTo(1);
        assertThat(all.actionItems()).extracting(ActionItem::title).containsExactly("do");
        var wrong = titled("Newer").set(MeetingField.SHARED_WITH, List.of(new java.util.UUID(0, 7)));
        fails(Problem.Invalid.class, new UpdateRecording(ref(meeting), wrong.build(), List.of(), List.of()), ann);
        assertThat(ask(new GetTranscript(ref(meeting), true), ann).text()).isEqualTo("one");
        assertThat(tasks(ref(meeting), ann)).hasSize(1);
    }

    @Test
    default void an_action_item_with_the_title_of_an_old_one_keeps_what_is_known_of_it() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var before = assign(meeting, ann, List.of(task("a", "first"), task("b", null), task("b", "again")));
        assertThat(before).extracting(ActionItem::title).containsExactly("a", "b", "b");
        var done = Changes.of(ActionItemField.class)
                .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                .build();
        ask(new UpdateActionItem(before.getFirst().alias(), null, done), ann);
        ask(new AddComment(before.getFirst().alias(), "Well done"), ann);
        var after = assign(meeting, ann, List.of(task("c", null), task("b", null), task("a", "changed")));
        assertThat(after).isEqualTo(tasks(meeting, ann));
        assertThat(after).extracting(ActionItem::title).containsExactly("c", "b", "a");
        assertThat(after.get(1)).isEqualTo(before.get(1));
        var kept = after.getLast();
        assertThat(kept.id()).isEqualTo(before.getFirst().id());
        assertThat(kept.state()).isEqualTo(ActionItem.State.COMPLETED);
        assertThat(kept.comments()).hasSize(1);
        assertThat(kept.description()).isEqualTo("changed");
        assertThat(assign(meeting, ann, List.of())).isEmpty();
    }

    @Test
    default void the_minutes_follow_action_items_that_are_replaced() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var items = List.of(
                SourceFacts.action("gone", List.of(), SourceFacts.note("child")),
                SourceFacts.note("note", SourceFacts.action("stays", List.of())));
        var meeting = ref(create(titled("Sync").set(MeetingField.MINUTES, items), ann));
        var linked = tasks(meeting, ann).getLast();
        var after = assign(meeting, ann, List.of(task("stays", "as follows"), task("new", null)));
        assertThat(after).extracting(ActionItem::title).containsExactly("stays", "new");
        assertThat(after.getFirst().id()).isEqualTo(linked.id());
        var minutes = ask(new GetMinutes(meeting, Part.MINUTES), ann);
        assertThat(minutes.lockVersion()).isEqualTo(2);
        assertThat(minutes.items()).extracting(MinuteItem::title).containsExactly("child", "note");
        assertThat(minutes.items().getLast().children())
                .extracting(MinuteItem::contents)
                .containsExactly("as follows");
        assertThat(assign(meeting, ann, List.of(task("stays", "as follows"), task("new", null))))
                .isEqualTo(after);
        assertThat(ask(new GetMinutes(meeting, Part.MINUTES), ann)).isEqualTo(minutes);
    }

    @Test
    default void segments_are_read_up_to_a_position() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        tell(meeting, List.of(said("one"), said("two"), said("three"), said("four")), ann);
        var first = ask(new ListSegments(meeting, 3L, new Slice.After(null, 2)), ann);
        var second = ask(new ListSegments(meeting, 3L, new Slice.After(first.next(), 2)), ann);
        assertThat(second.items()).extracting(StoredSegment::position).containsExactly(3L);
        assertThat(second.next()).isNull();
        var counted = ask(new ListSegments(meeting, 3L, new Slice.Offset(1, 5)), ann);
        assertThat(counted.items()).extracting(StoredSegment::position).containsExactly(2L, 3L);
        assertThat(counted.total()).isEqualTo(3);
        assertThat(ask(new ListSegments(meeting, new Slice.Offset(3, 5)), ann).total())
                .isEqualTo(4);
    }

    @Test
    default void a_slice_by_offset_knows_the_total_and_is_empty_past_the_end() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        List.of("a", "b", "c", "d").forEach(title -> create(titled(title), ann));
        var query = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
        var some = ask(new ListMeetings(query, new Slice.Offset(1, 2), Set.of()), ann);
        assertThat(some.items()).extracting(view -> view.meeting().title()).containsExactly("c", "b");
        assertThat(some.total()).isEqualTo(4);
        var none = ask(new ListMeetings(query, new Slice.Offset(4, 2), Set.of()), ann);
        assertThat(none.items()).isEmpty();
        assertThat(none.total()).isEqualTo(4);
    }

    @Test
    default void one_projects_meetings_are_made_in_it_and_those_of_others_are_not_there() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator, Principal.View.READABLE);
        var one = project("One", ann);
        var other = project("Other", ann);
        var within = ann.within(one.id());
        var url = titled("Sync").set(MeetingField.RECORDING_URL, "https://example.org/1");
        var made = create(url, within);
        assertThat(Objects.requireNonNull(made.project()).id()).isEqualTo(one.id());
        var moved = Changes.of(MeetingField.class)
                .set(MeetingField.PROJECT_ID, other.id())
                .build();
        var updated =
                ask(new UpdateRecording(ref(made), moved, null, null), within).meeting();
        assertThat(Objects.requireNonNull(updated.project()).id()).isEqualTo(one.id());
        fails(Problem.NotFound.class, new GetMeeting(ref(made), Set.of()), ann.within(other.id()));
        fails(
                Problem.NotFound.class,
                new UpdateRecording(ref(made), nothing(), List.of(), List.of()),
                ann.within(other.id()));
        assertThat(count(within)).isEqualTo(1);
        assertThat(count(ann.within(other.id()))).isZero();
    }

    @Test
    default void a_meeting_without_anything_to_read_is_no_recording() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var readable = ann.withView(Principal.View.READABLE);
        Meeting bare = create(titled("Sync"), ann);
        fails(Problem.NotFound.class, new GetMeeting(ref(bare), Set.of()), readable);
        assertThat(count(readable)).isZero();
        tell(ref(bare), List.of(said("one")), ann);
        assertThat(count(readable)).isEqualTo(1);
    }

    private @Nullable Long count(Principal who) {
        var query = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
        return ask(new ListMeetings(query, new Slice.Offset(0, 1), Set.of()), who)
                .total();
    }
}
