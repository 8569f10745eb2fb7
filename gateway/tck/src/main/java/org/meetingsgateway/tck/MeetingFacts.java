package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.ref;
import static org.meetingsgateway.tck.SourceFacts.titled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;

/** Facts about meetings and their transcripts. */
interface MeetingFacts extends SourceFacts {
    private Meeting get(String ref, Principal who) {
        return ask(new GetMeeting(new MeetingRef(ref), Set.of()), who).meeting();
    }

    @Test
    default void a_new_meeting_has_defaults_and_is_found_by_id_alias_and_slug() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Weekly Sync"), ann);
        assertThat(meeting.status()).isEqualTo(MeetingStatus.SCHEDULED);
        assertThat(meeting.privacy()).isEqualTo(Privacy.PROJECT);
        assertThat(meeting.owner().id()).isEqualTo(ann.personId());
        assertThat(meeting.slug()).isEqualTo("weekly-sync");
        assertThat(meeting.version()).isEqualTo(1);
        assertThat(List.of(meeting.id().toString(), meeting.alias(), meeting.slug()))
                .allSatisfy(name -> assertThat(get(name, ann)).isEqualTo(meeting));
    }

    @Test
    default void what_was_made_here_was_read_from_no_document() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Made here"), ann);
        assertThat(ask(new GetMeeting(ref(meeting), Set.of(Expansion.RAW)), ann).raw())
                .isEmpty();
        assertThat(ask(new GetMeeting(ref(meeting), Set.of()), ann).raw()).isNull();
        var all = new ListMeetings(
                MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.Numbered(1, 10), Set.of(Expansion.RAW));
        assertThat(ask(all, ann).items()).extracting(MeetingView::raw).containsExactly(List.of());
    }

    @Test
    default void equal_titles_have_different_slugs_that_stay() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        create(titled("Sync"), ann);
        var second = create(titled("Sync"), ann);
        assertThat(second.slug()).isEqualTo("sync-1");
        ask(new UpdateMeeting(ref(second), null, titled("Another").build()), ann);
        assertThat(get("sync-1", ann).title()).isEqualTo("Another");
    }

    @Test
    default void an_update_changes_what_it_names_and_counts() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync").set(MeetingField.LOCATION, "Room 1"), ann);
        var cleared = titled("New").set(MeetingField.LOCATION, null).build();
        ask(new UpdateMeeting(ref(meeting), null, cleared), ann);
        var read = get(meeting.alias(), ann);
        assertThat(read.title()).isEqualTo("New");
        assertThat(read.location()).isNull();
        assertThat(read.owner()).isEqualTo(meeting.owner());
        assertThat(read.version()).isEqualTo(2);
    }

    @Test
    default void a_write_that_has_not_seen_the_last_edit_fails() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync"), ann);
        var first = new Precondition(Set.of(meeting.version()));
        ask(new UpdateMeeting(ref(meeting), first, titled("New").build()), ann);
        fails(
                Problem.PreconditionFailed.class,
                new UpdateMeeting(ref(meeting), first, titled("Old").build()),
                ann);
        fails(Problem.PreconditionFailed.class, new DeleteMeeting(ref(meeting), first), ann);
        assertThat(get(meeting.alias(), ann).title()).isEqualTo("New");
    }

    @Test
    default void a_patch_need_not_have_seen_what_was_appended() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync"), ann);
        ask(new AppendSegments(ref(meeting), List.of(said("Hello", 0.0, true))), ann);
        var seen = new Precondition(Set.of(meeting.version()));
        fails(Problem.PreconditionFailed.class, new DeleteMeeting(ref(meeting), seen), ann);
        ask(new UpdateMeeting(ref(meeting), seen, titled("New").build()), ann);
    }

    @Test
    default void a_deleted_meeting_is_gone() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = create(titled("Sync"), ann);
        ask(new DeleteMeeting(ref(meeting), null), ann);
        fails(Problem.NotFound.class, new GetMeeting(ref(meeting), Set.of()), ann);
        fails(Problem.NotFound.class, new DeleteMeeting(ref(meeting), null), ann);
    }

    @Test
    default void pages_by_number_know_the_total_and_are_empty_past_the_end() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        List.of("a", "b", "c").forEach(title -> create(titled(title), ann));
        var query = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
        var second = ask(new ListMeetings(query, new Slice.Numbered(2, 2), Set.of()), ann);
        assertThat(second.items()).extracting(view -> view.meeting().title()).containsExactly("a");
        assertThat(second.total()).isEqualTo(3);
        var ninth = ask(new ListMeetings(query, new Slice.Numbered(9, 2), Set.of()), ann);
        assertThat(ninth.items()).isEmpty();
        assertThat(ninth.total()).isEqualTo(3);
    }

    @Test
    default void following_cursors_gives_every_meeting_once_in_order() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        List.of("a", "b", "c", "d", "e").forEach(title -> create(titled(title), ann));
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = ask(
                    new ListMeetings(
                            MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.After(cursor, 2), Set.of()),
                    ann);
            page.items().forEach(view -> seen.add(view.meeting().title()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactly("e", "d", "c", "b", "a");
    }

    @Test
    default void a_cursor_of_nothing_is_refused() {
        var operator = newTenant();
        var query = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
        fails(Problem.Invalid.class, new ListMeetings(query, new Slice.After("nonsense", 2), Set.of()), operator);
    }

    @Test
    default void a_meeting_occurs_at_its_start_or_at_its_creation() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var long_ago = Instant.parse("2001-01-01T10:00:00Z");
        create(titled("now"), ann);
        create(titled("then").set(MeetingField.STARTS_AT, long_ago), ann);
        assertThat(occurring(null, null, ann)).containsExactly("then", "now");
        assertThat(occurring(long_ago, long_ago.plusSeconds(1), ann)).containsExactly("then");
        assertThat(occurring(long_ago.minusSeconds(1), long_ago, ann)).isEmpty();
    }

    private List<@Nullable String> occurring(@Nullable Instant from, @Nullable Instant before, Principal who) {
        var query = MeetingQuery.occurring(null, null, from, before, false);
        return ask(new ListMeetings(query, new Slice.Numbered(1, 10), Set.of()), who).items().stream()
                .<@Nullable String>map(view -> view.meeting().title())
                .toList();
    }

    @Test
    default void privacy_decides_who_sees_a_meeting() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var bob = as(person("Bob", operator), operator);
        var own = create(titled("own"), ann);
        var shared = create(titled("shared").set(MeetingField.SHARED_WITH, List.of(id(bob))), ann);
        var open = create(titled("open").set(MeetingField.PRIVACY, Privacy.ACCOUNT), ann);
        assertThat(occurring(null, null, bob)).containsExactlyInAnyOrder("shared", "open");
        assertThat(get(shared.alias(), bob).id()).isEqualTo(shared.id());
        assertThat(get(open.alias(), bob).id()).isEqualTo(open.id());
        fails(Problem.NotFound.class, new GetMeeting(ref(own), Set.of()), bob);
        fails(
                Problem.NotFound.class,
                new UpdateMeeting(ref(own), null, titled("x").build()),
                bob);
        assertThat(get(own.alias(), operator).id()).isEqualTo(own.id());
    }

    @Test
    default void where_it_may_be_said_a_hidden_meeting_is_forbidden() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var bob = as(person("Bob", operator), operator).withView(Principal.View.DISCLOSED);
        var own = create(titled("own"), ann);
        fails(Problem.Forbidden.class, new GetMeeting(ref(own), Set.of()), bob);
        fails(
                Problem.Forbidden.class,
                new UpdateMeeting(ref(own), null, titled("x").build()),
                bob);
        fails(Problem.Forbidden.class, new DeleteMeeting(ref(own), null), bob);
        fails(Problem.NotFound.class, new GetMeeting(new MeetingRef("no-such-slug"), Set.of()), bob);
        assertThat(occurring(null, null, bob)).isEmpty();
    }

    @Test
    default void another_tenant_sees_nothing() {
        var operator = newTenant();
        var meeting = create(titled("own"), as(person("Ann", operator), operator));
        var stranger = newTenant().withView(Principal.View.DISCLOSED);
        fails(Problem.NotFound.class, new GetMeeting(ref(meeting), Set.of()), stranger);
        fails(Problem.NotFound.class, new DeleteMeeting(ref(meeting), null), stranger.withView(Principal.View.TENANT));
    }

    @Test
    default void participants_have_the_names_of_their_persons_and_must_be_there() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var present = new Participant(id(ann), null, null, Participant.AttendanceStatus.PRESENT);
        var meeting = create(titled("Sync").set(MeetingField.PARTICIPANTS, List.of(present)), ann);
        assertThat(meeting.participants()).extracting(Participant::name).containsExactly("Ann Lee");
        var stranger = new Participant(new UUID(0, 7), null, null, null);
        var wrong = titled("Sync").set(MeetingField.PARTICIPANTS, List.of(stranger));
        fails(Problem.Invalid.class, new CreateMeeting(wrong.build()), ann);
    }

    @Test
    default void a_repeat_is_skipped_and_an_open_segment_is_replaced() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var first = List.of(said("Hello", 0.0, true), said("wor", 5.0, false));
        assertThat(ask(new AppendSegments(meeting, first), ann)).isEqualTo(new Appended(2, 0, 0, 2, 1));
        var again = List.of(said("Hello", 0.0, true), said("world", 5.0, true), said("Hello", null, true));
        assertThat(ask(new AppendSegments(meeting, again), ann)).isEqualTo(new Appended(1, 1, 1, 3, 2));
        assertThat(ask(new GetTranscript(meeting, true), ann).text()).isEqualTo("Hello world Hello");
        assertThat(ask(new GetTranscript(meeting, true), ann).freshness())
                .isEqualTo(new Freshness(Freshness.Origin.LIVE, null));
    }

    @Test
    default void what_was_replaced_does_not_come_back_when_its_batch_does() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var meeting = ref(create(titled("Sync"), ann));
        var batch = List.of(said("H", 5.0, false), said("Hell", 5.0, false), said("Hello", 5.0, true));
        assertThat(ask(new AppendSegments(meeting, batch), ann)).isEqualTo(new Appended(1, 2, 0, 1, 1));
        assertThat(ask(new AppendSegments(meeting, batch), ann)).isEqualTo(new Appended(0, 0, 3, 1, 1));
        assertThat(ask(new AppendSegments(meeting, batch.subList(0, 1)), ann)).isEqualTo(new Appended(0, 0, 1, 1, 1));
        var others = List.of(said("H", 6.0, false), said("He", 5.0, false), said("H", 5.0, true));
        assertThat(ask(new AppendSegments(meeting, others), ann)).isEqualTo(new Appended(2, 1, 0, 3, 2));
        assertThat(ask(new GetTranscript(meeting, true), ann).text()).isEqualTo("Hello H H");
    }

    private static UUID id(Principal person) {
        return java.util.Objects.requireNonNull(person.personId());
    }

    private static Segment said(String text, @Nullable Double startMs, boolean isFinal) {
        return new Segment(text, "Ann", startMs, null, null, isFinal);
    }
}
