package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import org.meetingsgateway.call.AccountCall;
import org.meetingsgateway.call.ActionItemCall;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.FailureCall;
import org.meetingsgateway.call.MeetingCall;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall;
import org.meetingsgateway.call.PersonCall;
import org.meetingsgateway.call.ProjectCall;
import org.meetingsgateway.call.RecordingCall;
import org.meetingsgateway.call.ReportCall;
import org.meetingsgateway.call.SearchCall;
import org.meetingsgateway.call.TranscriptCall;

/** The store as a source: answers every call but those for uploads, on a pool or inside one transaction. */
final class StoreSource {
    private StoreSource() {}

    /**
     * A source on a pool, whose every statement stands alone, or on a connection with a transaction.
     *
     * @param searches where searches go, which may take long
     * @param failures is told of what fails
     */
    static MeetingSource on(SqlClient client, SqlClient searches, Vertx vertx, Clock clock, FailureTable failures) {
        var references = new References(client, clock);
        var actionItems = new ActionItemTable(client, clock, references);
        var reports = new ReportTable(client, clock, actionItems);
        var segments = new SegmentTable(client, clock);
        var parts = new MeetingParts(reports, actionItems, segments, new RawDocuments(client));
        var meetings = new MeetingTable(client, clock, parts, references);
        var minutes = new MinutesTable(client, clock, references);
        var recordings = new RecordingTable(client, clock, meetings, references);
        var projects = new ProjectTable(client, clock);
        var people = new PersonTable(client, clock);
        var accounts = new AccountTable(client, clock);
        var rules = new RuleTable(client, vertx, clock);
        var search = new SearchTable(searches);
        var answers = new Answers()
                .on(MeetingCall.ListMeetings.class, known(meetings::list))
                .on(MeetingCall.GetMeeting.class, known(meetings::get))
                .on(
                        MeetingCall.CreateMeeting.class,
                        known((call, who) ->
                                meetings.create(call, who).compose(view -> failures.after(call.meeting(), view, who))))
                .on(
                        MeetingCall.UpdateMeeting.class,
                        known((call, who) ->
                                meetings.update(call, who).compose(view -> failures.after(call.changes(), view, who))))
                .on(MeetingCall.RefreshMeeting.class, known(meetings::freshness))
                .on(MeetingCall.DeleteMeeting.class, known(meetings::delete))
                .on(MinutesCall.GetMinutes.class, known(minutes::get))
                .on(MinutesCall.ReplaceMinutes.class, known(minutes::replace))
                .on(TranscriptCall.GetTranscript.class, known(segments::transcript))
                .on(TranscriptCall.ListSegments.class, known(segments::list))
                .on(TranscriptCall.AppendSegments.class, known(segments::append))
                .on(
                        RecordingCall.UpdateRecording.class,
                        known((call, who) -> recordings
                                .update(call, who)
                                .compose(view -> failures.after(call.changes(), view, who))))
                .on(ReportCall.ListReports.class, known(reports::list))
                .on(ReportCall.GetReport.class, known(reports::get))
                .on(ReportCall.CreateReport.class, known(reports::create))
                .on(ReportCall.UpdateReport.class, known(reports::update))
                .on(ReportCall.DeleteReport.class, known(reports::delete))
                .on(ActionItemCall.ListActionItems.class, known(actionItems::list))
                .on(ActionItemCall.GetActionItem.class, known(actionItems::get))
                .on(ActionItemCall.CreateActionItem.class, known(actionItems::create))
                .on(ActionItemCall.UpdateActionItem.class, known(actionItems::update))
                .on(ActionItemCall.DeleteActionItem.class, known(actionItems::delete))
                .on(ActionItemCall.AddComment.class, known(new ActionItemComments(client, clock, actionItems)::add))
                .on(ProjectCall.ListProjects.class, known(projects::list))
                .on(ProjectCall.GetProject.class, known(projects::get))
                .on(ProjectCall.GetTeam.class, known(projects::team))
                .on(ProjectCall.CreateProject.class, known(projects::create))
                .on(ProjectCall.UpdateProject.class, known(projects::update))
                .on(ProjectCall.DeleteProject.class, known(projects::delete))
                .on(ProjectCall.AddMember.class, known(projects::addMember))
                .on(ProjectCall.RemoveMember.class, known(projects::removeMember))
                .on(PersonCall.ListPeople.class, known(people::list))
                .on(PersonCall.GetPerson.class, known(people::get))
                .on(PersonCall.CreatePerson.class, known(people::create))
                .on(PersonCall.UpdatePerson.class, known(people::update))
                .on(PersonCall.DeletePerson.class, known(people::delete))
                .on(PersonCall.FindPeople.class, known(people::find))
                .on(AccountCall.ListAccounts.class, known(accounts::list))
                .on(AccountCall.GetAccount.class, known(accounts::get))
                .on(AccountCall.UpdateAccount.class, known(accounts::update))
                .on(AccountCall.GetCalendar.class, known(accounts::calendar))
                .on(FailureCall.ListFailures.class, known(failures::list))
                .on(FailureCall.ListRules.class, known(rules::list))
                .on(FailureCall.GetRule.class, known(rules::get))
                .on(FailureCall.CreateRule.class, known(rules::create))
                .on(FailureCall.UpdateRule.class, known(rules::update))
                .on(FailureCall.DeleteRule.class, known(rules::delete))
                .on(FailureCall.ReorderRules.class, known(rules::reorder))
                .on(SearchCall.SearchMeetings.class, known(search::meetings))
                .on(SearchCall.SearchPeople.class, known(search::people))
                .on(SearchCall.SearchProjects.class, known(search::projects))
                .on(SearchCall.SearchActionItems.class, known(search::actionItems))
                .build();
        return new Disclosure(answers, client);
    }

    /** With the database's failures in the words of the gateway. */
    private static <C, A> Answers.Method<C, A> known(Answers.Method<C, A> method) {
        return (call, principal) -> method.answer(call, principal).recover(failure -> {
            Future<A> translated = Failures.translate(failure);
            return translated;
        });
    }
}
