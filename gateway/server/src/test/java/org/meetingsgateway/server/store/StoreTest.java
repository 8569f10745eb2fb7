package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.DeleteProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.call.SearchCall.SearchActionItems;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.SearchCall.SearchProjects;
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
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.SearchQuery.All;
import org.meetingsgateway.model.SearchQuery.Any;
import org.meetingsgateway.model.SearchQuery.Everything;
import org.meetingsgateway.model.SearchQuery.Not;
import org.meetingsgateway.model.SearchQuery.Phrase;
import org.meetingsgateway.model.SearchQuery.Term;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;

/** The store on a real PostgreSQL, through the calls that it answers. */
class StoreTest {
    static final Set<Expansion> ALL = EnumSet.allOf(Expansion.class);

    static Vertx vertx;
    static Store store;
    static MeetingSource source;

    UUID tenant;
    Principal operator;
    Person ann;
    Person bob;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        store = new Store(vertx, TestDatabase.create(), Clock.systemUTC(), (kind, assignee) -> {});
        var client = recording(store.client());
        source = store.on(client);
    }

    /** Every statement that the store's tables send, as text. */
    static final Set<String> STATEMENTS = ConcurrentHashMap.newKeySet();

    static SqlClient recording(SqlClient client) {
        return (SqlClient) Proxy.newProxyInstance(
                StoreTest.class.getClassLoader(), new Class<?>[] {SqlClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("preparedQuery")) {
                        STATEMENTS.add((String) arguments[0]);
                    }
                    return method.invoke(client, arguments);
                });
    }

    @AfterAll
    static void every_statement_names_its_tenant_for_every_table() {
        assertThat(STATEMENTS).hasSizeGreaterThan(40);
        StoreFixture.namesItsTenantForEveryTable(STATEMENTS);
    }

    @AfterAll
    static void stop() {
        await(store.close());
        await(vertx.close());
    }

    @BeforeEach
    void tenant() {
        tenant = newTenant();
        operator = new Principal(tenant, "acme", null, "admin", Set.of(), View.TENANT);
        ann = person("Ann");
        bob = person("Bob");
    }

    static UUID newTenant() {
        var id = Ids.next();
        await(new Sql(
                        "INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                                + " VALUES (?, ?, ?, 'Acme', 'UTC', 1, now(), now())",
                        id,
                        Ids.alias(Instant.now()),
                        "acme-" + id)
                .run(store.client()));
        return id;
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static <A> A ask(Call<A> call, Principal who) {
        return await(source.call(call, who));
    }

    Person person(String name) {
        return ask(
                new CreatePerson(Changes.of(PersonField.class)
                        .set(PersonField.FIRST_NAME, name)
                        .set(PersonField.LAST_NAME, "Lee")
                        .set(PersonField.EMAIL, name.toLowerCase() + "@acme.example")
                        .build()),
                operator);
    }

    Principal as(Person person, View view) {
        return new Principal(tenant, "acme", person.id(), "k", Set.of(), view);
    }

    Principal as(Person person) {
        return as(person, View.PERMITTED);
    }

    static Changes.Builder<MeetingField> meeting(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title);
    }

    Meeting create(Changes.Builder<MeetingField> meeting, Person owner) {
        return ask(new CreateMeeting(meeting.build()), as(owner)).meeting();
    }

    static MeetingRef ref(Meeting meeting) {
        return new MeetingRef(meeting.id().toString());
    }

    static Segment said(String text, Double start, String speaker, Boolean isFinal) {
        return new Segment(text, speaker, start, null, null, isFinal);
    }

    static MinuteItem item(String id, String title, Integer... reference) {
        return new MinuteItem(id, title, null, MinuteItem.Type.NOTE, List.of(reference), null, List.of(), List.of());
    }

    List<Meeting> everything(MeetingQuery query, int size, Principal who) {
        var all = new ArrayList<Meeting>();
        String cursor = null;
        do {
            var page = ask(new ListMeetings(query, new Slice.After(cursor, size), Set.of()), who);
            page.items().forEach(v -> all.add(v.meeting()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void what_is_written_is_read_back() {
        var project = ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "Team A")
                        .build()),
                as(ann));
        var start = Instant.parse("2026-05-08T09:14:22.123456Z");
        var upload = UUID.randomUUID();
        var given = meeting("Sales sync — Q2 kickoff")
                .set(MeetingField.DESCRIPTION, "d")
                .set(MeetingField.NOTES, "n")
                .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                .set(MeetingField.PLATFORM, Platform.ZOOM)
                .set(MeetingField.URL, "https://zoom.example/1")
                .set(MeetingField.LOCATION, "Room 1")
                .set(MeetingField.STARTS_AT, start)
                .set(MeetingField.ENDED_AT, start.plusSeconds(60))
                .set(MeetingField.DURATION_SECONDS, 60L)
                .set(MeetingField.PRIVACY, Privacy.ACCOUNT)
                .set(MeetingField.TAGS, List.of("b", "A"))
                .set(MeetingField.PROJECT_ID, project.id())
                .set(
                        MeetingField.PARTICIPANTS,
                        List.of(
                                new Participant(bob.id(), null, null, Participant.AttendanceStatus.PRESENT),
                                new Participant(null, "Guest", null, null)))
                .set(MeetingField.SHARED_WITH, List.of(bob.id()))
                .set(MeetingField.CONFERENCE_NUMBER, "1")
                .set(MeetingField.CONFERENCE_EXTENSION, "2")
                .set(MeetingField.CONFERENCE_PASSWORD, "3")
                .set(MeetingField.SHORT_URL, "https://s.example/1")
                .set(MeetingField.RECORDING_URL, "https://r.example/1")
                .set(MeetingField.RECORDING_SIZE_BYTES, 5L)
                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, upload)
                .set(MeetingField.RECORDING_ERROR, "e")
                .set(MeetingField.AGENDA, List.of(item("a", "First", 1)))
                .set(MeetingField.MINUTES, List.of(item("m", "Said", 1)))
                .set(MeetingField.SUMMARY, "s")
                .set(MeetingField.SUMMARY_GENERATED_AT, start)
                .set(MeetingField.TASKS_GENERATED_AT, start);
        var written = ask(new CreateMeeting(given.build()), as(ann));
        var m = written.meeting();
        assertThat(m.slug()).isEqualTo("sales-sync-q2-kickoff");
        assertThat(m.alias()).matches("[0-9a-f]{24}");
        assertThat(m.owner().id()).isEqualTo(ann.id());
        assertThat(m.owner().name()).isEqualTo("Ann Lee");
        assertThat(m.project().name()).isEqualTo("Team A");
        assertThat(m.startsAt()).isEqualTo(start);
        assertThat(m.tags()).containsExactly("b", "A");
        assertThat(m.participants().getFirst().name()).isEqualTo("Bob Lee");
        assertThat(m.participants().getFirst().email()).isEqualTo("bob@acme.example");
        assertThat(m.recording().sdkUploadId()).isEqualTo(upload);
        assertThat(m.reportCount()).isEqualTo(1);
        assertThat(written.minutes()).extracting(MinuteItem::title).containsExactly("Said");
        assertThat(written.reports()).extracting(Report::templateCode).containsExactly("meeting_minutes");
        var read = ask(new GetMeeting(ref(m), ALL), as(ann));
        assertThat(new MeetingView(
                        read.meeting(), null, read.reports(), read.actionItems(), read.agenda(), read.minutes(), null))
                .isEqualTo(written);
        assertThat(read.text()).isEmpty();
        for (var name : List.of(m.alias(), m.slug(), m.id().toString().toUpperCase())) {
            assertThat(ask(new GetMeeting(new MeetingRef(name), Set.of()), as(ann))
                            .meeting())
                    .isEqualTo(m);
        }
    }

    @Test
    void a_patch_changes_what_it_names_and_counts_a_version() {
        var m = create(meeting("One").set(MeetingField.NOTES, "keep"), ann);
        var changed = ask(
                        new UpdateMeeting(
                                ref(m),
                                new Precondition(Set.of(1L)),
                                meeting("Two")
                                        .set(MeetingField.TAGS, List.of("x"))
                                        .build()),
                        as(ann))
                .meeting();
        assertThat(changed.title()).isEqualTo("Two");
        assertThat(changed.slug()).isEqualTo("one");
        assertThat(changed.notes()).isEqualTo("keep");
        assertThat(changed.version()).isEqualTo(2);
        assertThatThrownBy(() -> ask(
                        new UpdateMeeting(
                                ref(m),
                                new Precondition(Set.of(1L)),
                                meeting("3").build()),
                        as(ann)))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThatThrownBy(() -> ask(new DeleteMeeting(ref(m), new Precondition(Set.of(1L))), as(ann)))
                .isInstanceOf(Problem.PreconditionFailed.class);
        ask(new DeleteMeeting(ref(m), new Precondition(Set.of(2L))), as(ann));
        assertThatThrownBy(() -> ask(new GetMeeting(ref(m), Set.of()), as(ann))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> ask(new DeleteMeeting(ref(m), null), as(ann))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_patch_that_saw_the_last_edit_is_not_turned_away_by_appends_but_a_deletion_is() {
        var m = create(meeting("Live"), ann);
        ask(new AppendSegments(ref(m), List.of(said("hi", 1.0, "A", true))), as(ann));
        var patched = ask(
                new UpdateMeeting(
                        ref(m),
                        new Precondition(Set.of(1L)),
                        meeting("Still live").build()),
                as(ann));
        assertThat(patched.meeting().version()).isEqualTo(3);
        ask(new AppendSegments(ref(m), List.of(said("ho", 2.0, "A", true))), as(ann));
        assertThatThrownBy(() -> ask(new DeleteMeeting(ref(m), new Precondition(Set.of(3L))), as(ann)))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void concurrent_patches_with_one_version_let_one_through() {
        var m = create(meeting("Race"), ann);
        var all = IntStream.range(0, 20)
                .mapToObj(i -> source.call(
                                new UpdateMeeting(
                                        ref(m),
                                        new Precondition(Set.of(1L)),
                                        meeting("t" + i).build()),
                                as(ann))
                        .map(v -> 1)
                        .recover(f -> f instanceof Problem.PreconditionFailed
                                ? Future.succeededFuture(0)
                                : Future.failedFuture(f)))
                .toList();
        await(Future.all(all));
        assertThat(all.stream().mapToInt(Future::result).sum()).isEqualTo(1);
    }

    @Test
    void privacy_decides_who_sees_a_meeting() {
        var closed = ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "Closed")
                        .set(ProjectField.MEMBER_IDS, List.of(ann.id()))
                        .build()),
                as(ann));
        var open = ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "Open")
                        .build()),
                as(ann));
        assertThat(sees(bob, meeting("a").set(MeetingField.PRIVACY, Privacy.PRIVATE)))
                .isFalse();
        assertThat(sees(
                        bob,
                        meeting("b")
                                .set(MeetingField.PRIVACY, Privacy.PRIVATE)
                                .set(MeetingField.SHARED_WITH, List.of(bob.id()))))
                .isTrue();
        assertThat(sees(bob, meeting("c").set(MeetingField.PROJECT_ID, closed.id())))
                .isFalse();
        assertThat(sees(bob, meeting("d").set(MeetingField.PROJECT_ID, open.id())))
                .isTrue();
        assertThat(sees(bob, meeting("e"))).isFalse();
        assertThat(sees(bob, meeting("f").set(MeetingField.PRIVACY, Privacy.ACCOUNT)))
                .isTrue();
        assertThat(sees(bob, meeting("g").set(MeetingField.PRIVACY, Privacy.PUBLIC)))
                .isTrue();
        assertThat(everything(MeetingQuery.all(Sort.NEWEST_FIRST), 2, as(bob)))
                .extracting(Meeting::title)
                .containsExactly("g", "f", "d", "b");
        assertThat(everything(MeetingQuery.all(Sort.NEWEST_FIRST), 2, operator)).hasSize(7);
        assertThatThrownBy(() -> ask(new GetProject(closed.id().toString()), as(bob)))
                .isInstanceOf(Problem.NotFound.class);
    }

    boolean sees(Person person, Changes.Builder<MeetingField> meeting) {
        var m = create(meeting, ann);
        try {
            ask(new GetMeeting(ref(m), Set.of()), as(person));
            return true;
        } catch (Problem.NotFound e) {
            return false;
        }
    }

    @Test
    void references_to_what_is_not_there_are_refused_with_a_pointer() {
        var nobody = UUID.randomUUID();
        assertThatThrownBy(() -> create(
                        meeting("x")
                                .set(MeetingField.PROJECT_ID, nobody)
                                .set(MeetingField.SHARED_WITH, List.of(bob.id(), nobody))
                                .set(MeetingField.OWNER_ID, nobody)
                                .set(MeetingField.PARTICIPANTS, List.of(new Participant(nobody, null, null, null))),
                        ann))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        p -> assertThat(p.violations())
                                .extracting(Problem.Violation::field)
                                .containsExactly(
                                        "/project_id", "/owner_id", "/shared_with/1", "/participants/0/person_id"));
    }

    @Test
    void filters_all_hold_and_sort_has_a_direction() {
        var t = Instant.parse("2026-01-01T00:00:00Z");
        var a = create(
                meeting("a")
                        .set(MeetingField.STARTS_AT, t)
                        .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                        .set(MeetingField.TAGS, List.of("x"))
                        .set(MeetingField.PARTICIPANTS, List.of(new Participant(bob.id(), null, null, null))),
                ann);
        var b = create(
                meeting("b").set(MeetingField.STARTS_AT, t.plusSeconds(10)).set(MeetingField.PLATFORM, Platform.MEET),
                ann);
        var c = create(meeting("c"), ann);
        ask(new AppendSegments(ref(c), List.of(said("hi", null, null, null))), as(ann));
        var all = MeetingQuery.all(Sort.LATEST_START_FIRST);
        assertThat(titles(all)).containsExactly("b", "a", "c");
        assertThat(titles(MeetingQuery.all(new Sort(Sort.Key.STARTS_AT, false))))
                .containsExactly("c", "a", "b");
        assertThat(titles(MeetingQuery.all(new Sort(Sort.Key.UPDATED_AT, true))))
                .containsExactly("c", "b", "a");
        assertThat(titles(with(all, Set.of(MeetingStatus.COMPLETED), null, null, null, null)))
                .containsExactly("a");
        assertThat(titles(with(all, Set.of(), Platform.MEET, null, null, null))).containsExactly("b");
        assertThat(titles(with(all, Set.of(), null, "x", null, null))).containsExactly("a");
        assertThat(titles(with(all, Set.of(), null, null, "BOB@acme.example ", null)))
                .containsExactly("a");
        assertThat(titles(with(all, Set.of(), null, null, bob.id().toString(), null)))
                .containsExactly("a");
        assertThat(titles(with(all, Set.of(), null, null, "bob lee", null))).containsExactly("a");
        assertThat(titles(with(all, Set.of(), null, null, null, true))).containsExactly("c");
        assertThat(titles(with(all, Set.of(), null, null, null, false))).containsExactly("b", "a");
        assertThat(titles(new MeetingQuery(
                        Set.of(),
                        null,
                        false,
                        null,
                        null,
                        null,
                        "gateway",
                        null,
                        t,
                        t.plusSeconds(10),
                        null,
                        null,
                        null,
                        null,
                        null,
                        all.sort())))
                .containsExactly("a");
        assertThat(titles(new MeetingQuery(
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
                        b.updatedAt(),
                        null,
                        null,
                        null,
                        null,
                        all.sort())))
                .containsExactly("b", "c");
        assertThat(a.version()).isEqualTo(1);
    }

    static MeetingQuery with(
            MeetingQuery q,
            Set<MeetingStatus> statuses,
            Platform platform,
            String tag,
            String participant,
            Boolean hasTranscript) {
        return new MeetingQuery(
                statuses,
                platform,
                false,
                tag,
                null,
                participant,
                null,
                hasTranscript,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                q.sort());
    }

    List<String> titles(MeetingQuery query) {
        return everything(query, 2, as(ann)).stream().map(Meeting::title).toList();
    }

    @Test
    void paging_by_cursor_neither_loses_nor_doubles_while_others_write() {
        var before = new HashSet<UUID>();
        for (int i = 0; i < 60; i++) {
            before.add(create(meeting("m" + i).set(MeetingField.STARTS_AT, Instant.ofEpochSecond(i / 7)), ann)
                    .id());
        }
        var seen = new ArrayList<UUID>();
        String cursor = null;
        int n = 0;
        do {
            var page = ask(
                    new ListMeetings(MeetingQuery.all(Sort.LATEST_START_FIRST), new Slice.After(cursor, 7), Set.of()),
                    as(ann));
            page.items().forEach(v -> seen.add(v.meeting().id()));
            create(meeting("new" + n).set(MeetingField.STARTS_AT, Instant.ofEpochSecond(n++)), ann);
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        for (int i = 0; i < 3; i++) {
            create(meeting("m"), ann);
        }
        var cursor = ask(
                        new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.After(null, 1), Set.of()),
                        as(ann))
                .next();
        for (var bad : List.of(cursor, "x", "", "%%%", "AAAA")) {
            assertThatThrownBy(() -> ask(
                            new ListMeetings(
                                    MeetingQuery.all(Sort.LATEST_START_FIRST), new Slice.After(bad, 1), Set.of()),
                            as(ann)))
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void an_owner_sees_what_can_be_read_with_a_true_total() {
        var plain = create(meeting("plain"), ann);
        var recorded = create(meeting("recorded").set(MeetingField.RECORDING_URL, "https://r.example"), ann);
        var minuted = create(meeting("minuted").set(MeetingField.MINUTES, List.of(item("m", "x", 1))), ann);
        create(meeting("of bob").set(MeetingField.RECORDING_URL, "https://r.example"), bob);
        assertThat(owned(1, 10)).containsExactly("minuted", "recorded");
        assertThat(total(1, 1)).isEqualTo(2);
        assertThat(total(3, 1)).isEqualTo(2);
        assertThat(total(2_000_000_000L, 100)).isEqualTo(2);
        ask(new AppendSegments(ref(plain), List.of(said("a", null, null, null))), as(ann));
        assertThat(owned(1, 10)).containsExactly("minuted", "recorded", "plain");
        assertThat(owned(2, 2)).containsExactly("plain");
        assertThat(total(1, 1)).isEqualTo(3);
        ask(
                new UpdateMeeting(
                        ref(minuted),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.MINUTES, List.of())
                                .build()),
                as(ann));
        ask(
                new UpdateMeeting(
                        ref(recorded),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.OWNER_ID, bob.id())
                                .build()),
                as(ann));
        assertThat(owned(1, 10)).containsExactly("plain");
        assertThat(total(1, 1)).isEqualTo(1);
        ask(new DeleteMeeting(ref(plain), null), as(ann));
        assertThat(total(1, 1)).isZero();
    }

    List<String> owned(long page, int size) {
        return ask(
                        new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(page, size), Set.of()),
                        as(ann, View.OWNED))
                .items()
                .stream()
                .map(v -> v.meeting().title())
                .toList();
    }

    Long total(long page, int size) {
        return ask(
                        new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(page, size), Set.of()),
                        as(ann, View.OWNED))
                .total();
    }

    @Test
    void segments_follow_the_identity_rule() {
        var m = create(meeting("t"), ann);
        var one = ask(
                new AppendSegments(
                        ref(m),
                        List.of(
                                said("hel", 1.0, "A", false),
                                said("hello", 1.0, "A", true),
                                said("hello", 1.0, "A", true),
                                said("hello", 1.0, null, true),
                                said("hello", null, "A", true),
                                said("hello", null, "A", true))),
                as(ann));
        assertThat(one.appended()).isEqualTo(4);
        assertThat(one.replaced()).isEqualTo(1);
        assertThat(one.skipped()).isEqualTo(1);
        assertThat(one.segmentCount()).isEqualTo(4);
        assertThat(one.revision()).isEqualTo(1);
        var again = ask(new AppendSegments(ref(m), List.of(said("hello", 1.0, "A", true))), as(ann));
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(ask(new GetTranscript(ref(m), true), as(ann)).text()).isEqualTo("hello hello hello hello");
        var first = ask(new ListSegments(ref(m), new Slice.After(null, 3)), as(ann));
        assertThat(first.items()).hasSize(3).first().satisfies(s -> {
            assertThat(s.position()).isEqualTo(1);
            assertThat(s.segment()).isEqualTo(said("hello", 1.0, "A", true));
        });
        assertThat(ask(new ListSegments(ref(m), new Slice.After(first.next(), 3)), as(ann))
                        .items())
                .hasSize(1);
        assertThatThrownBy(() -> ask(new AppendSegments(new MeetingRef("nope"), List.of()), as(ann)))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_page_carries_texts_up_to_a_bound_and_says_when_they_are_too_many() {
        var text = "x".repeat(100_000);
        var one = create(meeting("one"), ann);
        var two = create(meeting("two"), ann);
        create(meeting("silent"), ann);
        for (var m : List.of(one, two)) {
            ask(
                    new AppendSegments(
                            ref(m),
                            IntStream.range(0, 50)
                                    .mapToObj(i -> said(text, null, null, null))
                                    .toList()),
                    as(ann));
        }
        // A replaced text counts no more.
        ask(new AppendSegments(ref(one), List.of(said(text, 1.0, "A", false), said("short", 1.0, "A", true))), as(ann));
        var query = MeetingQuery.all(Sort.NEWEST_FIRST);
        var expand = Set.of(Expansion.TRANSCRIPT);
        assertThat(ask(new ListMeetings(query, new Slice.After(null, 2), expand), as(ann))
                        .items())
                .extracting(v -> v.text().length())
                .containsExactly(0, 50 * 100_001 - 1);
        assertThatThrownBy(() -> ask(new ListMeetings(query, new Slice.After(null, 3), expand), as(ann)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        p -> assertThat(p.violations().getFirst().field()).isEqualTo("expand"));
    }

    @Test
    void concurrent_overlapping_batches_store_each_segment_once() {
        var m = create(meeting("t"), ann);
        var batches = IntStream.range(0, 30)
                .mapToObj(i -> source.call(
                        new AppendSegments(
                                ref(m),
                                IntStream.range(i, i + 10)
                                        .mapToObj(n -> said("s" + n, 0.0, "A", true))
                                        .toList()),
                        as(ann)))
                .toList();
        await(Future.all(batches));
        assertThat(ask(new GetTranscript(ref(m), false), as(ann)).transcript().segmentCount())
                .isEqualTo(39);
    }

    @Test
    void reports_belong_to_their_meeting_and_change_it() {
        var m = create(meeting("m").set(MeetingField.MINUTES, List.of(item("1", "Budget agreed", 1))), ann);
        var r = ask(new CreateReport(ref(m), report("R", "weekly")), as(ann));
        assertThat(r.content()).isEqualTo("# R");
        assertThat(r.status()).isEqualTo(Report.Status.COMPLETED);
        var list = ask(new ListReports(null, new Slice.Numbered(1, 10)), as(ann, View.OWNED));
        assertThat(list.total()).isEqualTo(2);
        assertThat(list.items()).extracting(Report::templateCode).containsExactly("weekly", "meeting_minutes");
        assertThat(list.items()).extracting(Report::content).containsOnlyNulls();
        var derived = list.items().getLast();
        assertThat(ask(new GetReport(derived.id().toString()), as(ann, View.OWNED))
                        .content())
                .contains("# m", "- 1 Budget agreed");
        assertThatThrownBy(() -> ask(new DeleteReport(derived.id().toString(), null), as(ann)))
                .isInstanceOf(Problem.Conflict.class);
        var changed = ask(
                new UpdateReport(
                        r.id().toString(),
                        new Precondition(Set.of(1L)),
                        Changes.of(ReportField.class)
                                .set(ReportField.CONTENT, "new")
                                .build()),
                as(ann));
        assertThat(changed.content()).isEqualTo("new");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(ask(new GetMeeting(ref(m), Set.of()), as(ann)).meeting().reportCount())
                .isEqualTo(2);
        assertThatThrownBy(() -> ask(new GetReport(r.id().toString()), as(bob))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> ask(new DeleteReport(r.id().toString(), new Precondition(Set.of(1L))), as(ann)))
                .isInstanceOf(Problem.PreconditionFailed.class);
        ask(new DeleteReport(r.id().toString(), null), as(ann));
        assertThat(ask(new ListReports(ref(m), new Slice.After(null, 10)), as(ann))
                        .items())
                .hasSize(1);
        assertThat(ask(new ListReports(null, new Slice.Numbered(9, 10)), as(ann, View.OWNED))
                        .total())
                .isEqualTo(1);
    }

    static Changes<ReportField> report(String name, String code) {
        return Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, name)
                .set(ReportField.TEMPLATE_CODE, code)
                .set(ReportField.CONTENT, "# " + name)
                .build();
    }

    @Test
    void action_items_remember_when_they_were_done() {
        var m = create(meeting("m"), ann);
        var a = ask(new CreateActionItem(ref(m), action("Call")), as(ann));
        assertThat(a.state()).isEqualTo(ActionItem.State.OPEN);
        var done = ask(
                new UpdateActionItem(
                        a.id().toString(),
                        null,
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.STATE, ActionItem.State.COMPLETED)
                                .build()),
                as(ann));
        assertThat(done.completedAt()).isNotNull();
        assertThat(ask(
                                new ListActionItems(
                                        ActionItemQuery.newestFirst(null, ActionItem.State.OPEN),
                                        new Slice.After(null, 5)),
                                as(ann))
                        .items())
                .isEmpty();
        assertThat(ask(new GetMeeting(ref(m), ALL), as(ann)).actionItems()).containsExactly(done);
        ask(new DeleteActionItem(a.id().toString(), null), as(ann));
        assertThat(ask(new GetMeeting(ref(m), ALL), as(ann)).actionItems()).isEmpty();
    }

    static Changes<ActionItemField> action(String title) {
        return Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, title)
                .build();
    }

    @Test
    void projects_have_members_and_go_only_when_empty() {
        Project p = ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .set(ProjectField.MEMBER_IDS, List.of(bob.id()))
                        .build()),
                as(ann));
        assertThat(p.memberIds()).containsExactlyInAnyOrder(ann.id(), bob.id());
        var m = create(meeting("m").set(MeetingField.PROJECT_ID, p.id()), ann);
        assertThatThrownBy(() -> ask(new DeleteProject(p.id().toString(), null), as(ann)))
                .isInstanceOf(Problem.Conflict.class);
        ask(new DeleteMeeting(ref(m), null), as(ann));
        var left = ask(
                new UpdateProject(
                        p.alias(),
                        null,
                        Changes.of(ProjectField.class)
                                .set(ProjectField.MEMBER_IDS, List.of(bob.id()))
                                .set(ProjectField.ARCHIVED, true)
                                .build()),
                as(ann));
        assertThat(left.memberIds()).containsExactly(bob.id());
        assertThat(left.archivedAt()).isNotNull();
        assertThat(ask(new ListProjects(null, new Slice.Numbered(1, 10)), as(ann))
                        .total())
                .isZero();
        ask(new DeleteProject(p.slug(), null), as(bob));
    }

    @Test
    void a_person_who_goes_is_forgotten_by_meetings_and_one_who_owns_stays() {
        var m = create(
                meeting("m")
                        .set(MeetingField.SHARED_WITH, List.of(bob.id()))
                        .set(MeetingField.PARTICIPANTS, List.of(new Participant(bob.id(), null, null, null))),
                ann);
        assertThatThrownBy(() -> ask(new DeletePerson(ann.id().toString(), null), operator))
                .isInstanceOf(Problem.Conflict.class);
        ask(new DeletePerson(bob.alias(), null), operator);
        var after = ask(new GetMeeting(ref(m), Set.of()), as(ann)).meeting();
        assertThat(after.sharedWith()).isEmpty();
        assertThat(after.participants()).containsExactly(new Participant(null, "Bob Lee", "bob@acme.example", null));
        assertThat(ask(new ListPeople(new Slice.Numbered(1, 10)), as(ann)).total())
                .isEqualTo(1);
    }

    @Test
    void only_an_administrator_or_the_operator_makes_administrators() {
        var change = Changes.of(PersonField.class)
                .set(PersonField.ADMINISTRATOR, true)
                .build();
        assertThatThrownBy(() -> ask(new UpdatePerson(bob.id().toString(), null, change), as(ann)))
                .isInstanceOf(Problem.Forbidden.class);
        ask(new UpdatePerson(ann.id().toString(), null, change), operator);
        assertThat(ask(new UpdatePerson(bob.id().toString(), null, change), as(ann))
                        .administrator())
                .isTrue();
    }

    @Test
    void equal_titles_get_slugs_of_their_own() {
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> create(meeting("Weekly"), ann).slug()))
                .containsExactly("weekly", "weekly-1", "weekly-2");
        assertThat(create(meeting("Weekly 1"), ann).slug()).isEqualTo("weekly-1-1");
        assertThat(create(meeting("Планёрка"), ann).slug()).matches("meeting-[0-9a-f]{24}");
        assertThat(create(Changes.of(MeetingField.class), ann).title()).isNull();
    }

    @Test
    void nothing_is_seen_or_touched_from_another_tenant() {
        var m = create(
                meeting("m").set(MeetingField.PRIVACY, Privacy.PUBLIC).set(MeetingField.RECORDING_URL, "https://r"),
                ann);
        var r = ask(new CreateReport(ref(m), report("R", "r")), as(ann));
        var a = ask(new CreateActionItem(ref(m), action("x")), as(ann));
        var p = ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .build()),
                as(ann));
        var words = List.<SearchQuery>of(
                new Term("m", true), new Phrase("x"), new Not(new Term("y", false)), new Everything());
        var search = new All(List.of(new Any(words), new Not(new Term("z", false))));
        for (var view : View.values()) {
            // The same person id in another tenant: only the tenant differs.
            var stranger = new Principal(newTenant(), "other", ann.id(), "k", Set.of(), view);
            for (var call : List.<Call<?>>of(
                    new GetMeeting(ref(m), ALL),
                    new UpdateMeeting(ref(m), null, meeting("hacked").build()),
                    new DeleteMeeting(ref(m), null),
                    new GetTranscript(ref(m), true),
                    new ListSegments(ref(m), new Slice.After(null, 1)),
                    new AppendSegments(ref(m), List.of(said("x", null, null, null))),
                    new ListReports(ref(m), new Slice.After(null, 1)),
                    new CreateReport(ref(m), report("R", "r")),
                    new GetReport(r.id().toString()),
                    new UpdateReport(r.id().toString(), null, report("R", "r")),
                    new DeleteReport(r.id().toString(), null),
                    new ListActionItems(ActionItemQuery.newestFirst(ref(m), null), new Slice.After(null, 1)),
                    new CreateActionItem(ref(m), action("x")),
                    new UpdateActionItem(a.id().toString(), null, action("x")),
                    new DeleteActionItem(a.id().toString(), null),
                    new GetActionItem(a.alias()),
                    new AddComment(a.alias(), "x"),
                    new AddComment(a.id().toString(), "x"),
                    new GetMinutes(ref(m), MinuteItems.Part.AGENDA),
                    new ReplaceMinutes(ref(m), MinuteItems.Part.MINUTES, 1, List.of(item("", "x", 1))),
                    new UpdateRecording(ref(m), meeting("hacked").build(), List.of(), List.of()),
                    new GetProject(p.id().toString()),
                    new DeleteProject(p.id().toString(), null),
                    new AddMember(p.id().toString(), bob.id()),
                    new RemoveMember(p.id().toString(), bob.id()),
                    new DeletePerson(ann.id().toString(), null))) {
                assertThatThrownBy(() -> ask(call, stranger))
                        .as("%s as %s", call, view)
                        .isInstanceOf(Problem.NotFound.class);
            }
            assertThat(ask(new FindPeople(Set.of(ann.alias(), ann.id().toString())), stranger))
                    .as("%s", view)
                    .isEmpty();
            for (var list : List.<Call<? extends org.meetingsgateway.model.Page<?>>>of(
                    new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(1, 10), Set.of()),
                    new ListReports(null, new Slice.Numbered(1, 10)),
                    new ListActionItems(ActionItemQuery.newestFirst(null, null), new Slice.Numbered(1, 10)),
                    new ListProjects(null, new Slice.Numbered(1, 10)),
                    new ListPeople(new Slice.Numbered(1, 10)),
                    new SearchMeetings(search, new Slice.Numbered(1, 10)),
                    new SearchPeople(search, new Slice.Numbered(1, 10)),
                    new SearchProjects(search, new Slice.Numbered(1, 10)),
                    new SearchActionItems(search, new Slice.Numbered(1, 10)))) {
                assertThat(ask(list, stranger).total())
                        .as("%s as %s", list, view)
                        .isZero();
            }
        }
        assertThat(ask(new GetMeeting(ref(m), Set.of()), as(ann)).meeting().title())
                .isEqualTo("m");
    }
}
