package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Reads about one meeting: its owner is asked first where the caller wants it, and the answer says how new it is. */
record FreshReads(Clock clock) {
    /**
     * Of what says itself how new it is.
     *
     * @param stored how new that is which was read
     */
    <T> Future<WireResponse> dated(
            WireRequest request,
            Meetings meetings,
            MeetingRef ref,
            Supplier<Future<T>> read,
            Function<T, Freshness> stored,
            Function<T, WireResponse> answer) {
        var maxAge = CacheDirectives.maxAge(request);
        if (maxAge == null) {
            return read.get().map(found -> told(answer.apply(found), stored.apply(found)));
        }
        return meetings.ask(new RefreshMeeting(ref, maxAge))
                .compose(fresh -> read.get()
                        .map(found -> told(
                                answer.apply(found),
                                fresh.origin() == Freshness.Origin.LIVE ? fresh : stored.apply(found))));
    }

    /** Of what belongs to a meeting. */
    Future<WireResponse> partOf(
            WireRequest request, Meetings meetings, MeetingRef ref, Supplier<Future<WireResponse>> read) {
        var maxAge = CacheDirectives.maxAge(request);
        var freshness = meetings.ask(new RefreshMeeting(ref, maxAge));
        var answer = maxAge == null ? read.get() : freshness.compose(asked -> read.get());
        return Future.all(freshness, answer).map(both -> told(answer.result(), freshness.result()));
    }

    /**
     * Of something that only tells when it is read of which meeting it is.
     *
     * @param read is asked twice where its owner was asked in between
     */
    <T> Future<WireResponse> partOf(
            WireRequest request,
            Meetings meetings,
            Supplier<Future<T>> read,
            Function<T, UUID> meeting,
            Function<T, WireResponse> answer) {
        return read.get()
                .compose(found -> partOf(
                        request,
                        meetings,
                        new MeetingRef(meeting.apply(found).toString()),
                        () -> (CacheDirectives.maxAge(request) == null ? Future.succeededFuture(found) : read.get())
                                .map(answer)));
    }

    /** {@code Age} (RFC 9111 §5.1) in whole seconds. */
    private WireResponse told(WireResponse response, Freshness freshness) {
        response.with("Gateway-Source", freshness.origin().code());
        if (freshness.origin() == Freshness.Origin.STORED && freshness.syncedAt() != null) {
            var age = Duration.between(freshness.syncedAt(), clock.instant()).toSeconds();
            response.with("Age", String.valueOf(Math.max(0, age)));
        }
        return response;
    }
}
