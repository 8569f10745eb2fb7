package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;

/**
 * Writes after which a meeting may be found to fail run in a transaction: with the meeting, its failure and whose it is
 * are written. All other calls stand alone.
 */
record FailingWrites(MeetingSource alone, Transactions transactions) implements MeetingSource {
    /** Runs something on a source that is bound to one transaction. */
    @FunctionalInterface
    interface Transactions {
        <T> Future<T> run(Function<MeetingSource, Future<T>> effect);
    }

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return maySayFailed(call)
                ? transactions.run(source -> source.call(call, principal))
                : alone.call(call, principal);
    }

    private static boolean maySayFailed(Call<?> call) {
        return switch (call) {
            case CreateMeeting c -> FailureTable.maySayFailed(c.meeting());
            case UpdateMeeting c -> FailureTable.maySayFailed(c.changes());
            case UpdateRecording c -> FailureTable.maySayFailed(c.changes());
            default -> false;
        };
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return alone.answers();
    }
}
