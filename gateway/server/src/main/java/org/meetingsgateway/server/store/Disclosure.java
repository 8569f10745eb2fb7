package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall;
import org.meetingsgateway.call.ActionItemCall;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.FailureCall;
import org.meetingsgateway.call.MeetingCall;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall;
import org.meetingsgateway.call.PersonCall;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall;
import org.meetingsgateway.call.QueryCall;
import org.meetingsgateway.call.RecordingCall;
import org.meetingsgateway.call.ReportCall;
import org.meetingsgateway.call.SearchCall;
import org.meetingsgateway.call.TranscriptCall;
import org.meetingsgateway.model.MeetingRef;

/**
 * Says of a meeting or a project that was not found whether it is there and must not be seen, where the view allows to say
 * so ({@link View#DISCLOSED}, and of projects {@link View#READABLE}): the one place for all calls. Nothing is asked twice of other views, nor where something was
 * found.
 */
record Disclosure(MeetingSource source, SqlClient client) implements MeetingSource {
    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        var answer = source.call(call, principal);
        return principal.view() == View.DISCLOSED || (principal.view() == View.READABLE && call instanceof ProjectCall)
                ? answer.recover(failure -> failure instanceof Problem.NotFound
                        ? told(failure, call, principal)
                        : Future.failedFuture(failure))
                : answer;
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return source.answers();
    }

    private <A> Future<A> told(Throwable notFound, Call<?> call, Principal principal) {
        var hidden = hidden(call, principal);
        if (hidden == null) {
            return Future.failedFuture(notFound);
        }
        return hidden.sql()
                .run(client)
                .compose(
                        rows -> Future.failedFuture(
                                rows.size() == 0
                                        ? notFound
                                        : new Problem.Forbidden("You may not see this " + hidden.thing())),
                        Failures::translate);
    }

    /** @param sql selects a row where the thing exists and must not be seen */
    private record Hidden(String thing, Sql sql) {}

    private static @Nullable Hidden hidden(Call<?> call, Principal principal) {
        return switch (call) {
            case MeetingCall<?> c -> hidden(c, principal);
            case MinutesCall.GetMinutes c -> meeting(c.ref(), principal);
            case MinutesCall.ReplaceMinutes c -> meeting(c.ref(), principal);
            case TranscriptCall.GetTranscript c -> meeting(c.ref(), principal);
            case TranscriptCall.ListSegments c -> meeting(c.ref(), principal);
            case TranscriptCall.AppendSegments c -> meeting(c.ref(), principal);
            case RecordingCall.CreateUpload c -> null;
            case RecordingCall.UpdateRecording c -> meeting(c.ref(), principal);
            case ReportCall<?> c -> hidden(c, principal);
            case ActionItemCall<?> c -> hidden(c, principal);
            case ProjectCall<?> c -> hidden(c, principal);
            case PersonCall<?> c -> null;
            case AccountCall<?> c -> null;
            case SearchCall<?> c -> null;
            case QueryCall<?> c -> null;
            case FailureCall<?> c -> null;
        };
    }

    private static @Nullable Hidden hidden(MeetingCall<?> call, Principal principal) {
        return switch (call) {
            case MeetingCall.ListMeetings c -> null;
            case MeetingCall.CreateMeeting c -> null;
            case MeetingCall.GetMeeting c -> meeting(c.ref(), principal);
            case MeetingCall.UpdateMeeting c -> meeting(c.ref(), principal);
            case MeetingCall.RefreshMeeting c -> meeting(c.ref(), principal);
            case MeetingCall.DeleteMeeting c -> meeting(c.ref(), principal);
        };
    }

    private static @Nullable Hidden hidden(ReportCall<?> call, Principal principal) {
        return switch (call) {
            case ReportCall.ListReports c -> meeting(c.meeting(), principal);
            case ReportCall.CreateReport c -> meeting(c.meeting(), principal);
            case ReportCall.GetReport c -> report(c.id(), principal);
            case ReportCall.UpdateReport c -> report(c.id(), principal);
            case ReportCall.DeleteReport c -> report(c.id(), principal);
        };
    }

    private static @Nullable Hidden hidden(ActionItemCall<?> call, Principal principal) {
        return switch (call) {
            case ActionItemCall.ListActionItems c -> meeting(c.query().meeting(), principal);
            case ActionItemCall.CreateActionItem c -> meeting(c.meeting(), principal);
            case ActionItemCall.GetActionItem c -> actionItem(c.id(), principal);
            case ActionItemCall.UpdateActionItem c -> actionItem(c.id(), principal);
            case ActionItemCall.DeleteActionItem c -> actionItem(c.id(), principal);
            case ActionItemCall.AddComment c -> actionItem(c.id(), principal);
        };
    }

    private static @Nullable Hidden hidden(ProjectCall<?> call, Principal principal) {
        return switch (call) {
            case ProjectCall.ListProjects c -> null;
            case ProjectCall.CreateProject c -> null;
            case ProjectCall.GetProject c -> project(c.id(), principal);
            case ProjectCall.GetTeam c -> team(c.team(), principal);
            case ProjectCall.UpdateProject c -> project(c.id(), principal);
            case ProjectCall.DeleteProject c -> project(c.id(), principal);
            case ProjectCall.AddMember c -> project(c.id(), principal);
            case ProjectCall.RemoveMember c -> project(c.id(), principal);
        };
    }

    private static @Nullable Hidden meeting(@Nullable MeetingRef ref, Principal principal) {
        return ref == null
                ? null
                : ofMeetings("meeting", "meeting m", principal, sql -> MeetingTable.identify(sql, ref));
    }

    private static @Nullable Hidden report(String id, Principal principal) {
        return Ids.uuid(id)
                .map(uuid -> ofMeetings(
                        "report",
                        "report r JOIN meeting m ON m.tenant_id = r.tenant_id AND m.id = r.meeting_id",
                        principal,
                        sql -> sql.add(" AND r.id = ?", uuid)))
                .orElse(null);
    }

    private static Hidden actionItem(String id, Principal principal) {
        return ofMeetings(
                "action item",
                "action_item a JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id",
                principal,
                sql -> Ids.uuid(id)
                        .ifPresentOrElse(
                                uuid -> sql.add(" AND a.id = ?", uuid), () -> sql.add(" AND a.alias = ?", id)));
    }

    /** Of the tenant, and not among those that are seen. */
    private static Hidden ofMeetings(String thing, String from, Principal principal, Consumer<Sql> identify) {
        var sql = new Sql("SELECT 1 FROM " + from + " WHERE m.tenant_id = ?", principal.tenantId());
        identify.accept(sql);
        sql.add(" AND m.id NOT IN (SELECT m.id FROM " + from);
        Visibility.ofMeetings(sql, principal);
        identify.accept(sql);
        return new Hidden(thing, sql.add(")"));
    }

    private static Hidden project(String id, Principal principal) {
        return ofProjects(principal, sql -> ProjectTable.identify(sql, id));
    }

    private static Hidden team(int team, Principal principal) {
        return ofProjects(principal, sql -> sql.add(" AND p.team = ?", team));
    }

    private static Hidden ofProjects(Principal principal, Consumer<Sql> which) {
        var sql = new Sql("SELECT 1 FROM project p WHERE p.tenant_id = ?", principal.tenantId());
        which.accept(sql);
        sql.add(" AND p.id NOT IN (SELECT p.id FROM project p");
        Visibility.ofProjects(sql, principal);
        which.accept(sql);
        return new Hidden("project", sql.add(")"));
    }
}
