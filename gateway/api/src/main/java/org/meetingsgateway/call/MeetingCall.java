package org.meetingsgateway.call;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Calls about meetings. A meeting that the principal may not see is {@link Problem.NotFound};
 * under {@link Principal.View#DISCLOSED} it is {@link Problem.Forbidden} where it exists. So it is with projects. */
public sealed interface MeetingCall<A> extends Call<A> {
    record ListMeetings(MeetingQuery query, Slice slice, Set<Expansion> expand)
            implements MeetingCall<Page<MeetingView>> {}

    record GetMeeting(MeetingRef ref, Set<Expansion> expand) implements MeetingCall<MeetingView> {}

    /**
     * Makes a meeting: here, or in the remote account of a connection, which then owns it.
     *
     * @param connectionId {@link Problem.Invalid} where there is no such connection; null for the gateway's own
     */
    record CreateMeeting(
            Changes<MeetingField> meeting, @Nullable UUID connectionId) implements MeetingCall<MeetingView> {
        /** Of the gateway's own. */
        public CreateMeeting(Changes<MeetingField> meeting) {
            this(meeting, null);
        }
    }

    /** {@code expected} null: whatever the version is; else {@link Problem.PreconditionFailed} where it was changed since. */
    record UpdateMeeting(MeetingRef ref, @Nullable Precondition expected, Changes<MeetingField> changes)
            implements MeetingCall<MeetingView> {}

    /**
     * How new what is stored of a meeting is, after its owner was asked for it where it is as old as {@code maxAge}. An
     * owner that cannot be asked is no failure: what is stored stays. {@code maxAge} null: nobody is asked.
     */
    record RefreshMeeting(MeetingRef ref, @Nullable Duration maxAge) implements MeetingCall<Freshness> {}

    record DeleteMeeting(MeetingRef ref, @Nullable Precondition expected) implements MeetingCall<Void> {}
}
