package org.meetingsgateway.memory;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
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
 * {@link Library}, which belongs to the tenant with its account's slug; any other tenant starts with nothing. What is written
 * changes only this source. Not for use by several threads.
 */
public final class MemorySource {
    private final Library library;
    private final Clock clock;
    private final Fresh fresh;
    private final Map<UUID, MemoryTables> tenants = new HashMap<>();

    private MemorySource(Library library, Clock clock, Fresh fresh) {
        this.library = library;
        this.clock = clock;
        this.fresh = fresh;
    }

    /**
     * One whose clock stands still and whose new ids count up, {@code 00000000-0000-7000-8000-0000000f0001} with the alias
     * {@code 0000000000000000000f0001} first: so the same calls have the same answers.
     */
    public static MeetingSource of(Library library) {
        return new MemorySource(library, Clock.fixed(library.now(), ZoneOffset.UTC), Fresh.counting()).source();
    }

    /** One that lives: new things are of the clock's time, and have ids that nothing else has. */
    public static MemorySource living(Library library, Clock clock, RandomGenerator random) {
        return new MemorySource(library, clock, Fresh.random(random));
    }

    /** These meetings are as if they were not there, for all but operators, until others are hidden. */
    public void hide(Predicate<UUID> meetings) {
        tables(library.account().id(), library.account().slug()).memory().hide(meetings);
    }

    /** What answers. */
    public MeetingSource source() {
        var source = this;
        return new Answers()
                .on(MeetingCall.ListMeetings.class, source.reads(MemoryTables::meetings, MemoryMeetings::list))
                .on(MeetingCall.GetMeeting.class, source.reads(MemoryTables::meetings, MemoryMeetings::get))
                .on(MeetingCall.CreateMeeting.class, source.writes(MemoryTables::meetings, MemoryMeetings::create))
                .on(MeetingCall.UpdateMeeting.class, source.writes(MemoryTables::meetings, MemoryMeetings::update))
                .on(MeetingCall.RefreshMeeting.class, source.reads(MemoryTables::meetings, MemoryMeetings::freshness))
                .on(MeetingCall.DeleteMeeting.class, source.deletes(MemoryTables::meetings, MemoryMeetings::delete))
                .on(MinutesCall.GetMinutes.class, source.reads(MemoryTables::minutes, MemoryMinutes::get))
                .on(MinutesCall.ReplaceMinutes.class, source.writes(MemoryTables::minutes, MemoryMinutes::replace))
                .on(TranscriptCall.GetTranscript.class, source.reads(MemoryTables::transcripts, MemoryTranscripts::get))
                .on(TranscriptCall.ListSegments.class, source.reads(MemoryTables::transcripts, MemoryTranscripts::list))
                .on(
                        TranscriptCall.AppendSegments.class,
                        source.writes(MemoryTables::transcripts, MemoryTranscripts::append))
                .on(RecordingCall.CreateUpload.class, source.writes(MemoryTables::recordings, MemoryRecordings::upload))
                .on(
                        RecordingCall.UpdateRecording.class,
                        source.writes(MemoryTables::recordings, MemoryRecordings::update))
                .on(ReportCall.ListReports.class, source.reads(MemoryTables::reports, MemoryReports::list))
                .on(ReportCall.GetReport.class, source.reads(MemoryTables::reports, MemoryReports::get))
                .on(ReportCall.CreateReport.class, source.writes(MemoryTables::reports, MemoryReports::create))
                .on(ReportCall.UpdateReport.class, source.writes(MemoryTables::reports, MemoryReports::update))
                .on(ReportCall.DeleteReport.class, source.deletes(MemoryTables::reports, MemoryReports::delete))
                .on(
                        ActionItemCall.ListActionItems.class,
                        source.reads(MemoryTables::actionItems, MemoryActionItems::list))
                .on(ActionItemCall.GetActionItem.class, source.reads(MemoryTables::actionItems, MemoryActionItems::get))
                .on(
                        ActionItemCall.CreateActionItem.class,
                        source.writes(MemoryTables::actionItems, MemoryActionItems::create))
                .on(
                        ActionItemCall.UpdateActionItem.class,
                        source.writes(MemoryTables::actionItems, MemoryActionItems::update))
                .on(
                        ActionItemCall.DeleteActionItem.class,
                        source.deletes(MemoryTables::actionItems, MemoryActionItems::delete))
                .on(
                        ActionItemCall.AddComment.class,
                        source.writes(MemoryTables::actionItems, MemoryActionItems::comment))
                .on(ProjectCall.ListProjects.class, source.reads(MemoryTables::projects, MemoryProjects::list))
                .on(ProjectCall.GetProject.class, source.reads(MemoryTables::projects, MemoryProjects::get))
                .on(ProjectCall.GetTeam.class, source.reads(MemoryTables::projects, MemoryProjects::team))
                .on(ProjectCall.CreateProject.class, source.writes(MemoryTables::projects, MemoryProjects::create))
                .on(ProjectCall.UpdateProject.class, source.writes(MemoryTables::projects, MemoryProjects::update))
                .on(ProjectCall.DeleteProject.class, source.deletes(MemoryTables::projects, MemoryProjects::delete))
                .on(ProjectCall.AddMember.class, source.writes(MemoryTables::projects, MemoryProjects::addMember))
                .on(ProjectCall.RemoveMember.class, source.writes(MemoryTables::projects, MemoryProjects::removeMember))
                .on(PersonCall.ListPeople.class, source.reads(MemoryTables::people, MemoryPeople::list))
                .on(PersonCall.GetPerson.class, source.reads(MemoryTables::people, MemoryPeople::get))
                .on(PersonCall.CreatePerson.class, source.writes(MemoryTables::people, MemoryPeople::create))
                .on(PersonCall.UpdatePerson.class, source.writes(MemoryTables::people, MemoryPeople::update))
                .on(PersonCall.DeletePerson.class, source.deletes(MemoryTables::people, MemoryPeople::delete))
                .on(PersonCall.FindPeople.class, source.reads(MemoryTables::people, MemoryPeople::find))
                .on(AccountCall.ListAccounts.class, source.reads(MemoryTables::accounts, MemoryAccounts::list))
                .on(AccountCall.GetAccount.class, source.reads(MemoryTables::accounts, MemoryAccounts::get))
                .on(AccountCall.UpdateAccount.class, source.writes(MemoryTables::accounts, MemoryAccounts::update))
                .on(AccountCall.GetCalendar.class, source.reads(MemoryTables::accounts, MemoryAccounts::calendar))
                .on(FailureCall.ListFailures.class, source.reads(MemoryTables::failures, MemoryFailures::list))
                .on(FailureCall.ListRules.class, source.reads(MemoryTables::rules, MemoryRules::list))
                .on(FailureCall.GetRule.class, source.reads(MemoryTables::rules, MemoryRules::get))
                .on(FailureCall.CreateRule.class, source.writes(MemoryTables::rules, MemoryRules::create))
                .on(FailureCall.UpdateRule.class, source.writes(MemoryTables::rules, MemoryRules::update))
                .on(FailureCall.DeleteRule.class, source.deletes(MemoryTables::rules, MemoryRules::delete))
                .on(FailureCall.ReorderRules.class, source.deletes(MemoryTables::rules, MemoryRules::reorder))
                .on(SearchCall.SearchMeetings.class, source.reads(MemoryTables::search, MemorySearch::meetings))
                .on(SearchCall.SearchPeople.class, source.reads(MemoryTables::search, MemorySearch::people))
                .on(SearchCall.SearchProjects.class, source.reads(MemoryTables::search, MemorySearch::projects))
                .on(SearchCall.SearchActionItems.class, source.reads(MemoryTables::search, MemorySearch::actionItems))
                .on(QueryCall.ListQueries.class, source.reads(MemoryTables::queries, MemoryQueries::list))
                .on(QueryCall.GetQuery.class, source.reads(MemoryTables::queries, MemoryQueries::get))
                .on(QueryCall.CreateQuery.class, source.writes(MemoryTables::queries, MemoryQueries::create))
                .on(QueryCall.UpdateQuery.class, source.writes(MemoryTables::queries, MemoryQueries::update))
                .on(QueryCall.DeleteQuery.class, source.deletes(MemoryTables::queries, MemoryQueries::delete))
                .on(QueryCall.RunQuery.class, source.reads(MemoryTables::queries, MemoryQueries::run))
                .on(QueryCall.ListLastRuns.class, source.reads(MemoryTables::queries, MemoryQueries::lastRuns))
                .build();
    }

    /** An answer that is there at once. */
    @FunctionalInterface
    private interface AtOnce<T, C, A> {
        A answer(T table, C call, Principal principal);
    }

    private <T, C, A> Answers.Method<C, A> reads(Function<MemoryTables, T> table, AtOnce<T, C, A> method) {
        return (call, principal) ->
                Future.succeededFuture(method.answer(table.apply(tables(principal)), call, principal));
    }

    private <T, C, A> Answers.Method<C, A> writes(Function<MemoryTables, T> table, AtOnce<T, C, A> method) {
        return (call, principal) -> {
            tables(principal).memory().changed();
            return Future.succeededFuture(method.answer(table.apply(tables(principal)), call, principal));
        };
    }

    /** A deletion that is done at once. */
    @FunctionalInterface
    private interface Deletion<T, C> {
        void delete(T table, C call, Principal principal);
    }

    private <T, C> Answers.Method<C, Void> deletes(Function<MemoryTables, T> table, Deletion<T, C> deletion) {
        return (call, principal) -> {
            tables(principal).memory().changed();
            deletion.delete(table.apply(tables(principal)), call, principal);
            return Future.succeededFuture();
        };
    }

    private MemoryTables tables(Principal principal) {
        return tables(principal.tenantId(), principal.tenant());
    }

    private MemoryTables tables(UUID tenant, String slug) {
        return tenants.computeIfAbsent(tenant, id -> {
            var known = slug.equals(library.account().slug()) ? library : Library.empty(id, slug);
            return MemoryTables.of(new Memory(known, clock, fresh));
        });
    }
}
