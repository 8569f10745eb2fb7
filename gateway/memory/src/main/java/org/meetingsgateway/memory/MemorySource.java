package org.meetingsgateway.memory;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.meetingsgateway.call.AccountCall;
import org.meetingsgateway.call.ActionItemCall;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.FailureCall;
import org.meetingsgateway.call.MeetingCall;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall;
import org.meetingsgateway.call.PersonCall;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall;
import org.meetingsgateway.call.QueryCall;
import org.meetingsgateway.call.RecordingCall;
import org.meetingsgateway.call.ReportCall;
import org.meetingsgateway.call.SearchCall;
import org.meetingsgateway.call.TranscriptCall;

/**
 * A source in memory: answers every call, at once and on the caller's thread, as the store does. A tenant starts with a
 * {@link Library}; what is written changes only this source. The clock stands still and new ids count up, {@code
 * 00000000-0000-7000-8000-0000000f0001} with the alias {@code 0000000000000000000f0001} first: so the same calls have the
 * same answers. Not for use by several threads.
 */
public final class MemorySource {
    private final Library library;
    private final Fresh fresh = new Fresh();
    private final Map<UUID, MemoryTables> tenants = new HashMap<>();

    private MemorySource(Library library) {
        this.library = library;
    }

    /** The library belongs to the tenant with its account's slug; any other tenant starts with nothing. */
    public static MeetingSource of(Library library) {
        var source = new MemorySource(library);
        return new Answers()
                .on(MeetingCall.ListMeetings.class, source.at(MemoryTables::meetings, MemoryMeetings::list))
                .on(MeetingCall.GetMeeting.class, source.at(MemoryTables::meetings, MemoryMeetings::get))
                .on(MeetingCall.CreateMeeting.class, source.at(MemoryTables::meetings, MemoryMeetings::create))
                .on(MeetingCall.UpdateMeeting.class, source.at(MemoryTables::meetings, MemoryMeetings::update))
                .on(MeetingCall.DeleteMeeting.class, source.gone(MemoryTables::meetings, MemoryMeetings::delete))
                .on(MinutesCall.GetMinutes.class, source.at(MemoryTables::minutes, MemoryMinutes::get))
                .on(MinutesCall.ReplaceMinutes.class, source.at(MemoryTables::minutes, MemoryMinutes::replace))
                .on(TranscriptCall.GetTranscript.class, source.at(MemoryTables::transcripts, MemoryTranscripts::get))
                .on(TranscriptCall.ListSegments.class, source.at(MemoryTables::transcripts, MemoryTranscripts::list))
                .on(
                        TranscriptCall.AppendSegments.class,
                        source.at(MemoryTables::transcripts, MemoryTranscripts::append))
                .on(RecordingCall.CreateUpload.class, source.at(MemoryTables::recordings, MemoryRecordings::upload))
                .on(RecordingCall.UpdateRecording.class, source.at(MemoryTables::recordings, MemoryRecordings::update))
                .on(ReportCall.ListReports.class, source.at(MemoryTables::reports, MemoryReports::list))
                .on(ReportCall.GetReport.class, source.at(MemoryTables::reports, MemoryReports::get))
                .on(ReportCall.CreateReport.class, source.at(MemoryTables::reports, MemoryReports::create))
                .on(ReportCall.UpdateReport.class, source.at(MemoryTables::reports, MemoryReports::update))
                .on(ReportCall.DeleteReport.class, source.gone(MemoryTables::reports, MemoryReports::delete))
                .on(ActionItemCall.ListActionItems.class, source.at(MemoryTables::actionItems, MemoryActionItems::list))
                .on(ActionItemCall.GetActionItem.class, source.at(MemoryTables::actionItems, MemoryActionItems::get))
                .on(
                        ActionItemCall.CreateActionItem.class,
                        source.at(MemoryTables::actionItems, MemoryActionItems::create))
                .on(
                        ActionItemCall.UpdateActionItem.class,
                        source.at(MemoryTables::actionItems, MemoryActionItems::update))
                .on(
                        ActionItemCall.DeleteActionItem.class,
                        source.gone(MemoryTables::actionItems, MemoryActionItems::delete))
                .on(ActionItemCall.AddComment.class, source.at(MemoryTables::actionItems, MemoryActionItems::comment))
                .on(ProjectCall.ListProjects.class, source.at(MemoryTables::projects, MemoryProjects::list))
                .on(ProjectCall.GetProject.class, source.at(MemoryTables::projects, MemoryProjects::get))
                .on(ProjectCall.GetTeam.class, source.at(MemoryTables::projects, MemoryProjects::team))
                .on(ProjectCall.CreateProject.class, source.at(MemoryTables::projects, MemoryProjects::create))
                .on(ProjectCall.UpdateProject.class, source.at(MemoryTables::projects, MemoryProjects::update))
                .on(ProjectCall.DeleteProject.class, source.gone(MemoryTables::projects, MemoryProjects::delete))
                .on(ProjectCall.AddMember.class, source.at(MemoryTables::projects, MemoryProjects::addMember))
                .on(ProjectCall.RemoveMember.class, source.at(MemoryTables::projects, MemoryProjects::removeMember))
                .on(PersonCall.ListPeople.class, source.at(MemoryTables::people, MemoryPeople::list))
                .on(PersonCall.GetPerson.class, source.at(MemoryTables::people, MemoryPeople::get))
                .on(PersonCall.CreatePerson.class, source.at(MemoryTables::people, MemoryPeople::create))
                .on(PersonCall.UpdatePerson.class, source.at(MemoryTables::people, MemoryPeople::update))
                .on(PersonCall.DeletePerson.class, source.gone(MemoryTables::people, MemoryPeople::delete))
                .on(PersonCall.FindPeople.class, source.at(MemoryTables::people, MemoryPeople::find))
                .on(AccountCall.ListAccounts.class, source.at(MemoryTables::accounts, MemoryAccounts::list))
                .on(AccountCall.GetAccount.class, source.at(MemoryTables::accounts, MemoryAccounts::get))
                .on(AccountCall.UpdateAccount.class, source.at(MemoryTables::accounts, MemoryAccounts::update))
                .on(AccountCall.GetCalendar.class, source.at(MemoryTables::accounts, MemoryAccounts::calendar))
                .on(FailureCall.ListFailures.class, source.at(MemoryTables::failures, MemoryFailures::list))
                .on(FailureCall.ListRules.class, source.at(MemoryTables::rules, MemoryRules::list))
                .on(FailureCall.GetRule.class, source.at(MemoryTables::rules, MemoryRules::get))
                .on(FailureCall.CreateRule.class, source.at(MemoryTables::rules, MemoryRules::create))
                .on(FailureCall.UpdateRule.class, source.at(MemoryTables::rules, MemoryRules::update))
                .on(FailureCall.DeleteRule.class, source.gone(MemoryTables::rules, MemoryRules::delete))
                .on(FailureCall.ReorderRules.class, source.gone(MemoryTables::rules, MemoryRules::reorder))
                .on(SearchCall.SearchMeetings.class, source.at(MemoryTables::search, MemorySearch::meetings))
                .on(SearchCall.SearchPeople.class, source.at(MemoryTables::search, MemorySearch::people))
                .on(SearchCall.SearchProjects.class, source.at(MemoryTables::search, MemorySearch::projects))
                .on(SearchCall.SearchActionItems.class, source.at(MemoryTables::search, MemorySearch::actionItems))
                .on(QueryCall.ListQueries.class, source.at(MemoryTables::queries, MemoryQueries::list))
                .on(QueryCall.GetQuery.class, source.at(MemoryTables::queries, MemoryQueries::get))
                .on(QueryCall.CreateQuery.class, source.at(MemoryTables::queries, MemoryQueries::create))
                .on(QueryCall.UpdateQuery.class, source.at(MemoryTables::queries, MemoryQueries::update))
                .on(QueryCall.DeleteQuery.class, source.gone(MemoryTables::queries, MemoryQueries::delete))
                .on(QueryCall.RunQuery.class, source.at(MemoryTables::queries, MemoryQueries::run))
                .on(QueryCall.ListLastRuns.class, source.at(MemoryTables::queries, MemoryQueries::lastRuns))
                .build();
    }

    /** An answer that is there at once. */
    @FunctionalInterface
    private interface AtOnce<T, C, A> {
        A answer(T table, C call, Principal principal);
    }

    private <T, C, A> Answers.Method<C, A> at(Function<MemoryTables, T> table, AtOnce<T, C, A> method) {
        return (call, principal) ->
                Future.succeededFuture(method.answer(table.apply(tenant(principal)), call, principal));
    }

    /** A deletion that is done at once. */
    @FunctionalInterface
    private interface Deletion<T, C> {
        void delete(T table, C call, Principal principal);
    }

    private <T, C> Answers.Method<C, Void> gone(Function<MemoryTables, T> table, Deletion<T, C> deletion) {
        return (call, principal) -> {
            deletion.delete(table.apply(tenant(principal)), call, principal);
            return Future.succeededFuture();
        };
    }

    private MemoryTables tenant(Principal principal) {
        return tenants.computeIfAbsent(principal.tenantId(), id -> {
            boolean isKnown = principal.tenant().equals(library.account().slug());
            return MemoryTables.of(new Memory(isKnown ? library : Library.empty(id, principal.tenant()), fresh));
        });
    }
}
