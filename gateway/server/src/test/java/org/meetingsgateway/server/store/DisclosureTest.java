package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.util.List;
import java.util.Set;
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
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.DeleteProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** What is there and must not be seen: a view may say so, the others may not. */
class DisclosureTest {
    static StoreFixture fixture;

    Principal operator;
    Person ann;
    Person bob;
    Meeting hidden;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
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
        hidden = meeting(ann, Privacy.PRIVATE);
    }

    Meeting meeting(Person owner, Privacy privacy) {
        var meeting = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, "Secret")
                .set(MeetingField.PRIVACY, privacy)
                .build();
        return fixture.ask(new CreateMeeting(meeting), as(owner, operator)).meeting();
    }

    static Principal disclosed(Person person, Principal operator) {
        return as(person, operator).withView(View.DISCLOSED);
    }

    static Changes<MeetingField> title(String title) {
        return Changes.of(MeetingField.class).set(MeetingField.TITLE, title).build();
    }

    /** Every call about one meeting, a report, an action item and a project that only Ann sees. */
    List<Call<?>> calls() {
        var meeting = ref(hidden);
        var report = fixture.ask(new CreateReport(meeting, StoreTest.report("R", "r")), as(ann, operator))
                .id()
                .toString();
        var item = fixture.ask(new CreateActionItem(meeting, StoreTest.action("x")), as(ann, operator));
        var action = item.id().toString();
        var closed = Changes.of(ProjectField.class)
                .set(ProjectField.NAME, "P")
                .set(ProjectField.MEMBER_IDS, List.of(ann.id()));
        var project = fixture.ask(new CreateProject(closed.build()), as(ann, operator));
        return List.of(
                new GetMeeting(meeting, Set.of()),
                new GetMeeting(new MeetingRef(hidden.alias()), Set.of()),
                new GetMeeting(new MeetingRef(hidden.slug()), Set.of()),
                new UpdateMeeting(meeting, null, title("X")),
                new UpdateMeeting(meeting, new Precondition(Set.of(99L)), title("X")),
                new UpdateMeeting(meeting, null, Changes.of(MeetingField.class).build()),
                new DeleteMeeting(meeting, null),
                new DeleteMeeting(meeting, new Precondition(Set.of(99L))),
                new GetTranscript(meeting, true),
                new ListSegments(meeting, new Slice.After(null, 1)),
                new AppendSegments(meeting, List.of(StoreTest.said("x", null, null, null))),
                new ListReports(meeting, new Slice.After(null, 1)),
                new CreateReport(meeting, StoreTest.report("R", "r")),
                new GetReport(report),
                new UpdateReport(report, null, StoreTest.report("R", "r")),
                new DeleteReport(report, null),
                new ListActionItems(ActionItemQuery.newestFirst(meeting, null), new Slice.After(null, 1)),
                new CreateActionItem(meeting, StoreTest.action("x")),
                new GetActionItem(action),
                new GetActionItem(item.alias()),
                new UpdateActionItem(
                        action, null, Changes.of(ActionItemField.class).build()),
                new DeleteActionItem(action, null),
                new AddComment(action, "x"),
                new GetMinutes(meeting, Part.AGENDA),
                new ReplaceMinutes(meeting, Part.MINUTES, 1, List.of()),
                new GetProject(project.id().toString()),
                new GetProject(project.alias()),
                new UpdateProject(project.slug(), null, closed.build()),
                new DeleteProject(project.slug(), null),
                new AddMember(project.slug(), bob.id()),
                new RemoveMember(project.slug(), ann.id()));
    }

    @Test
    void what_must_not_be_seen_is_forbidden_where_the_view_may_say_so() {
        for (var call : calls()) {
            assertThatThrownBy(() -> fixture.ask(call, disclosed(bob, operator)))
                    .as("%s", call)
                    .isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> fixture.ask(call, as(bob, operator)))
                    .as("%s", call)
                    .isInstanceOf(Problem.NotFound.class);
        }
        assertThat(fixture.ask(new GetMeeting(ref(hidden), Set.of()), as(ann, operator))
                        .meeting()
                        .title())
                .isEqualTo("Secret");
    }

    @Test
    void another_tenant_is_never_told() {
        var stranger = fixture.person("Eve", fixture.tenant());
        for (var call : calls()) {
            assertThatThrownBy(() -> fixture.ask(
                            call,
                            new Principal(
                                    fixture.tenant().tenantId(), "x", stranger.id(), "k", Set.of(), View.DISCLOSED)))
                    .as("%s", call)
                    .isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (var id : new String[] {"nothing", "6b0809fb57a1a2b3c4d5e6f7", "01a21767-b2cb-7f30-bbef-4899982bf965"}) {
            for (var call : List.<Call<?>>of(
                    new GetMeeting(new MeetingRef(id), Set.of()),
                    new DeleteMeeting(new MeetingRef(id), null),
                    new GetReport(id),
                    new GetActionItem(id),
                    new GetProject(id))) {
                assertThatThrownBy(() -> fixture.ask(call, disclosed(bob, operator)))
                        .as("%s", call)
                        .isInstanceOf(Problem.NotFound.class);
            }
        }
    }

    @Test
    void a_stale_write_to_what_is_seen_is_still_a_stale_write() {
        var stale = new Precondition(Set.of(99L));
        assertThatThrownBy(
                        () -> fixture.ask(new UpdateMeeting(ref(hidden), stale, title("X")), disclosed(ann, operator)))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThatThrownBy(() -> fixture.ask(new DeleteMeeting(ref(hidden), stale), disclosed(ann, operator)))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void lists_leave_out_what_must_not_be_seen() {
        var open = meeting(ann, Privacy.ACCOUNT);
        var page = fixture.ask(
                new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(1, 10), Set.of()),
                disclosed(bob, operator));
        assertThat(page.items()).extracting(v -> v.meeting().id()).containsExactly(open.id());
        assertThat(page.total()).isEqualTo(1);
    }

    @Test
    void nothing_more_is_asked_where_it_was_found_or_the_view_may_not_say() {
        for (var seen : List.of(disclosed(ann, operator), as(ann, operator))) {
            fixture.statements.clear();
            fixture.ask(new GetMeeting(ref(hidden), Set.of()), seen);
            assertThat(fixture.statements).hasSize(1);
        }
        fixture.statements.clear();
        assertThatThrownBy(() -> fixture.ask(new GetMeeting(ref(hidden), Set.of()), as(bob, operator)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(fixture.statements).hasSize(1);
    }
}
