package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.util.Set;
import org.meetingsgateway.call.AccountCall;
import org.meetingsgateway.call.ActionItemCall;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.FailureCall;
import org.meetingsgateway.call.MeetingCall;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall;
import org.meetingsgateway.call.PersonCall;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall;
import org.meetingsgateway.call.QueryCall;
import org.meetingsgateway.call.RecordingCall;
import org.meetingsgateway.call.ReportCall;
import org.meetingsgateway.call.TranscriptCall;

/**
 * Sends each call where it may take its time. On a connection that many share, everything waits behind a statement that
 * waits: so writes, which may wait for a row that somebody else is writing, and lists that look through what was said have
 * connections that serve one at a time.
 *
 * @param reads for all that never waits for anybody
 */
record Separated(MeetingSource reads, MeetingSource searches, MeetingSource writes) implements MeetingSource {
    static final Set<Class<?>> WRITES = Set.of(
            MeetingCall.CreateMeeting.class,
            MeetingCall.UpdateMeeting.class,
            MeetingCall.DeleteMeeting.class,
            MinutesCall.ReplaceMinutes.class,
            TranscriptCall.AppendSegments.class,
            RecordingCall.CreateUpload.class,
            RecordingCall.UpdateRecording.class,
            ReportCall.CreateReport.class,
            ReportCall.UpdateReport.class,
            ReportCall.DeleteReport.class,
            ActionItemCall.CreateActionItem.class,
            ActionItemCall.UpdateActionItem.class,
            ActionItemCall.DeleteActionItem.class,
            ActionItemCall.AddComment.class,
            ProjectCall.CreateProject.class,
            ProjectCall.UpdateProject.class,
            ProjectCall.DeleteProject.class,
            ProjectCall.AddMember.class,
            ProjectCall.RemoveMember.class,
            PersonCall.CreatePerson.class,
            PersonCall.UpdatePerson.class,
            PersonCall.DeletePerson.class,
            AccountCall.UpdateAccount.class,
            FailureCall.CreateRule.class,
            FailureCall.UpdateRule.class,
            FailureCall.DeleteRule.class,
            FailureCall.ReorderRules.class,
            QueryCall.CreateQuery.class,
            QueryCall.UpdateQuery.class,
            QueryCall.DeleteQuery.class);

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return where(call).call(call, principal);
    }

    private MeetingSource where(Call<?> call) {
        if (WRITES.contains(call.getClass())) {
            return writes;
        }
        return call instanceof ListMeetings list && list.query().spoken() != null ? searches : reads;
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return reads.answers();
    }
}
