package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.RemoteMeeting;

/** What is here of one remote account. Every write is atomic, and fails with {@link Lost} when the connection is not ours. */
public interface Mirror {
    /**
     * What is known of a meeting.
     *
     * @param fingerprint {@link #NONE} while it could not be read
     * @param seenPass the latest pass in which a page showed it
     * @param nextTryAt null where nothing more is to come
     * @param askedAt when the account was asked for what is here; null: that is not known
     */
    record Known(
            String fingerprint,
            long seenPass,
            int tries,
            @Nullable Instant nextTryAt,
            @Nullable Instant askedAt) {}

    /** A meeting that is to be asked for again, such as one of which more is to come, or that could not be read. */
    record Pending(String nativeId, String fingerprint, Instant day, int tries) {}

    /**
     * Meetings that a complete pass did not see.
     *
     * @param meetings how many the connection has in all
     * @param undecided those that the operator said nothing about
     */
    record Missing(long meetings, List<String> undecided) {}

    /** A fingerprint that no page shows. */
    String NONE = "";

    /** What became of a meeting. */
    enum Outcome implements Coded {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** Nothing was stored: what is here was asked for later. */
        STALE,
        DELETED,
        FAILED;

        public static final List<String> CODES =
                Stream.of(values()).map(Coded::code).toList();
    }

    /** A moment by the clock that all who ask the account share: to be taken before it is asked for what is then put. */
    Future<Instant> now();

    /** Of those that are known, by their native ids. */
    Future<Map<String, Known>> known(List<String> nativeIds);

    /**
     * Stores a meeting with all that belongs to it. Where nothing changed it is only noted how new that is; where what is
     * here was asked for later, it stays.
     *
     * @param asked when the account was asked for it
     * @param tries how often it was asked for without being settled
     * @param nextTryAt where it is not settled
     */
    Future<Outcome> put(
            Instant asked, String fingerprint, Instant day, RemoteMeeting meeting, int tries, Instant nextTryAt);

    /** It could not be read. What is here of it stays. */
    Future<Void> unread(String nativeId, Instant day, int tries, Instant nextTryAt);

    /** A pass over all pages begins. */
    Future<Void> begin(long pass);

    /** A page is done: what it shows was there when it was asked for, and the pass goes on at that cursor. */
    Future<Void> page(Instant asked, long pass, List<Listed> items, @Nullable String next);

    /** How many meetings are known, but for those that are known to be gone. */
    Future<Long> number();

    /** How many meetings the pages of this pass showed. */
    Future<Long> seen(long pass);

    /** What a complete pass did not see, and nobody else since it began. */
    Future<Missing> missing(long pass);

    /** What is missing is for the operator to decide on. */
    Future<Void> review(long pass);

    /** What the operator wants deleted. */
    Future<List<String>> condemned();

    /** It is there, although no page showed it. */
    Future<Void> present(long pass, String nativeId);

    /** Deletes it here. Whether there was a meeting of it. */
    Future<Boolean> delete(String nativeId);

    /** Some of those that are to be asked for again by then. */
    Future<List<Pending>> due(Instant now);

    /** Some of those of which nothing is to come and that nobody asked for since then, those first that were asked for longest ago. */
    Future<List<Pending>> oldest(Instant before);

    Future<Void> open(Issue issue);

    /** Closes those that are open. */
    Future<Void> resolve(Set<String> codes);

    /** What is new by then is here, and as many meetings as the account counts; the run goes on. */
    Future<Void> caughtUp(Instant by);

    /**
     * The run was good.
     *
     * @param complete whether all pages were seen: what was there by {@code start} is here then. Else what was new by then is,
     *     and there are as many as the account counts
     */
    Future<Void> succeeded(boolean complete, Instant start, Instant nextPollAt);

    /** The run ends before its end. */
    Future<Void> stopped(Instant nextPollAt);

    /** As {@link #stopped}, for something that fails. */
    Future<Void> failed(Instant nextPollAt);
}
