package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.server.config.Database;

/** Recordings in the store: what holds while many write at once, and what one project sees. */
class RecordingsTest {
    private static final MeetingQuery ALL = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
    private static Database database;
    private static StoreFixture fixture;

    private Principal ann;

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
        var operator = fixture.tenant();
        ann = StoreFixture.as(fixture.person("Ann", operator), operator);
    }

    private static <A> A ask(Call<A> call, Principal who) {
        return fixture.ask(call, who);
    }

    private static Changes<MeetingField> titled(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title).build();
    }

    private Meeting create(String title) {
        return ask(new CreateMeeting(titled(title)), ann).meeting();
    }

    private Project project(String name) {
        return ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, name)
                        .build()),
                ann);
    }

    private static MeetingRef ref(Meeting meeting) {
        return StoreFixture.ref(meeting);
    }

    private static Segment said(String text, double startMs) {
        return new Segment(text, "Ann", startMs, null, null, true);
    }

    private static List<Segment> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> said("s" + n, n)).toList();
    }

    private static Changes<ActionItemField> task(String title) {
        return Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, title)
                .build();
    }

    private List<StoredSegment> segments(Meeting meeting) {
        return ask(new ListSegments(ref(meeting), new Slice.After(null, 5_000)), ann)
                .items();
    }

    @Test
    void appends_beside_patches_lose_nothing_and_double_nothing() {
        var meeting = create("Sync");
        var writes = new ArrayList<Future<?>>();
        for (int i = 0; i < 40; i++) {
            // Each batch overlaps the next one by half.
            writes.add(fixture.source.call(new AppendSegments(ref(meeting), numbered(i * 5, i * 5 + 10)), ann));
            if (i % 2 == 0) {
                writes.add(fixture.source.call(
                        new UpdateRecording(ref(meeting), titled("T" + i), null, List.of(task("a"), task("b" + i))),
                        ann));
            }
        }
        StoreFixture.await(Future.all(writes));
        assertThat(segments(meeting))
                .extracting(s -> s.segment().text())
                .containsExactlyInAnyOrderElementsOf(
                        numbered(0, 205).stream().map(Segment::text).toList());
        isWhole(meeting);
        var items = ask(new GetMeeting(ref(meeting), EnumSet.of(Expansion.ACTION_ITEMS)), ann);
        assertThat(items.meeting().actionItemCount()).isEqualTo(2);
        assertThat(items.actionItems()).extracting(ActionItem::title).hasSize(2).contains("a");
        assertThat(items.meeting().title()).startsWith("T");
    }

    @Test
    void whoever_names_participants_loses_nothing_that_others_write_of_them_meanwhile() throws SQLException {
        var meeting = create("Sync");
        var known = new Participant(null, "Bob", "bob@example.org", null);
        var told = Changes.of(MeetingField.class)
                .set(MeetingField.PARTICIPANTS, List.of(known))
                .build();
        Future<?> telling;
        Future<?> naming;
        try (var replica = new StoreFixture(database)) {
            try (var lock = new Lock(database, "SELECT FROM meeting WHERE id = '" + meeting.id() + "' FOR UPDATE")) {
                telling = fixture.source.call(new UpdateMeeting(ref(meeting), null, told), ann);
                lock.awaitWaiting(1);
                naming = replica.source.call(
                        new UpdateRecording(ref(meeting), titled("T"), List.of("Ann", "Bob"), null, null), ann);
                lock.awaitWaiting(2);
            }
            StoreFixture.await(Future.all(telling, naming));
        }
        assertThat(ask(new GetMeeting(ref(meeting), Set.of()), ann).meeting().participants())
                .containsExactly(new Participant(null, "Ann", null, null), known);
    }

    @Test
    void whoever_replaces_a_transcript_beside_appends_leaves_it_whole() {
        var meeting = create("Sync");
        var writes = new ArrayList<Future<?>>();
        for (int i = 0; i < 20; i++) {
            writes.add(fixture.source.call(
                    new AppendSegments(ref(meeting), numbered(100 + i * 10, 110 + i * 10)), ann));
            writes.add(
                    fixture.source.call(new UpdateRecording(ref(meeting), titled("T"), numbered(0, 5 + i), null), ann));
        }
        StoreFixture.await(Future.all(writes));
        isWhole(meeting);
        assertThat(segments(meeting).subList(0, 5))
                .extracting(StoredSegment::segment)
                .isEqualTo(numbered(0, 5));
        assertThat(segments(meeting)).extracting(StoredSegment::segment).doesNotHaveDuplicates();
        var transcript = ask(new GetTranscript(ref(meeting), false), ann).transcript();
        assertThat(transcript.revision()).isEqualTo(40);
    }

    /** Positions without gaps, and what the meeting says of its transcript is true. */
    private void isWhole(Meeting meeting) {
        var stored = segments(meeting);
        assertThat(stored)
                .extracting(StoredSegment::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        var said = StoreFixture.await(new Sql(
                        "SELECT m.segment_count, m.transcript_chars FROM meeting m WHERE m.tenant_id = ? AND m.id = ?",
                        ann.tenantId(),
                        meeting.id())
                .run(fixture.store.client()));
        var row = said.iterator().next();
        assertThat(row.getInteger(0)).isEqualTo(stored.size());
        assertThat(row.getLong(1))
                .isEqualTo(stored.stream()
                        .mapToLong(s -> s.segment().text().length())
                        .sum());
    }

    @Test
    void what_is_spoken_is_found_as_it_is_written_letter_case_aside() {
        var meeting = create("Sync");
        ask(
                new AppendSegments(ref(meeting), List.of(said("We grew 100%", 0), said("in_the C:\\Office of Zoë", 1))),
                ann);
        for (var words :
                List.of("100%", "IN_THE", "c:\\office", "ffic", "zoë", "100% in_the c", "grew 100% in", " of ")) {
            assertThat(spoken(words)).as(words).isEqualTo(1);
        }
        for (var words : List.of("100_", "1%0", "in%the", "inXthe", "\\\\", "100%in", "We  grew", "grew%")) {
            assertThat(spoken(words)).as(words).isZero();
        }
    }

    private @Nullable Long spoken(String words) {
        var query = new MeetingQuery(
                Set.of(),
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                words,
                null,
                null,
                ALL.sort());
        return ask(new ListMeetings(query, new Slice.Offset(0, 1), Set.of()), ann)
                .total();
    }

    @Test
    void another_projects_meeting_is_not_there_for_any_call_or_list() {
        var other = project("Other");
        var within = ann.within(project("One").id());
        var meeting = ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, "Sync")
                                .set(MeetingField.RECORDING_URL, "https://example.org/1")
                                .build()),
                        within)
                .meeting();
        var report = ask(new CreateReport(ref(meeting), report()), within);
        var item = ask(new CreateActionItem(ref(meeting), task("do")), within);
        for (var view : Principal.View.values()) {
            var stranger = ann.withView(view).within(other.id());
            var calls = Stream.<Call<?>>of(
                            new GetMeeting(ref(meeting), Set.of()),
                            new UpdateMeeting(ref(meeting), null, titled("hacked")),
                            new DeleteMeeting(ref(meeting), null),
                            new UpdateRecording(ref(meeting), titled("hacked"), List.of(), List.of()),
                            new UpdateRecording(new MeetingRef(meeting.alias()), titled("hacked"), null, null),
                            new UpdateRecording(new MeetingRef(meeting.slug()), titled("hacked"), null, List.of()),
                            new GetTranscript(ref(meeting), true),
                            new ListSegments(ref(meeting), 5L, new Slice.After(null, 1)),
                            new AppendSegments(ref(meeting), numbered(0, 1)),
                            new ListReports(ref(meeting), new Slice.Offset(0, 1)),
                            new CreateReport(ref(meeting), report()),
                            new GetReport(report.id().toString()),
                            new UpdateReport(report.id().toString(), null, report()),
                            new DeleteReport(report.id().toString(), null),
                            new ListActionItems(
                                    ActionItemQuery.newestFirst(ref(meeting), null), new Slice.Offset(0, 1)),
                            new CreateActionItem(ref(meeting), task("hacked")),
                            new GetActionItem(item.alias()),
                            new UpdateActionItem(item.alias(), null, task("hacked")),
                            new AddComment(item.alias(), "hacked"),
                            new DeleteActionItem(item.alias(), null),
                            new GetMinutes(ref(meeting), Part.MINUTES),
                            new ReplaceMinutes(ref(meeting), Part.MINUTES, 1, List.of()))
                    .toList();
            for (var call : calls) {
                assertThatThrownBy(() -> ask(call, stranger))
                        .as("%s as %s", call, view)
                        .isInstanceOf(
                                view == Principal.View.DISCLOSED ? Problem.Forbidden.class : Problem.NotFound.class);
            }
            for (var list : lists()) {
                assertThat(ask(list, stranger).total())
                        .as("%s as %s", list, view)
                        .isZero();
                assertThat(ask(list, within.withView(view)).total())
                        .as("%s as %s", list, view)
                        .isEqualTo(1);
            }
        }
        assertThat(ask(new GetMeeting(ref(meeting), Set.of()), within).meeting().title())
                .isEqualTo("Sync");
    }

    private static List<Call<? extends Page<?>>> lists() {
        return List.of(
                new ListMeetings(ALL, new Slice.Offset(0, 10), Set.of()),
                new ListMeetings(ALL, new Slice.Offset(3, 10), Set.of()),
                new ListReports(null, new Slice.Offset(0, 10)),
                new ListActionItems(ActionItemQuery.newestFirst(null, null), new Slice.Offset(0, 10)));
    }

    private static Changes<ReportField> report() {
        return Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, "R")
                .set(ReportField.TEMPLATE_CODE, "r")
                .set(ReportField.CONTENT, "text")
                .build();
    }
}
