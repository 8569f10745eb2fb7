package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/** A style whose credentials begin with {@code good-}. */
public record FakeUpstream(boolean writable) implements Upstream {
    @Override
    public Quota quota() {
        return new Quota(60, 60);
    }

    @Override
    public List<Violation> check(Account account) {
        return account.credential().startsWith("good-")
                ? List.of()
                : List.of(new Violation(Violation.In.BODY, "/credential", "format", "It has another form"));
    }

    @Override
    public Remote open(Account account, Exchange exchange) {
        return new Remote() {
            @Override
            public Future<Listing> list(String cursor) {
                return Future.succeededFuture(new Listing(List.of(), 0L, null));
            }

            @Override
            public Future<Optional<RemoteMeeting>> get(String nativeId) {
                return Future.succeededFuture(Optional.empty());
            }

            @Override
            public Writes writes() {
                var absent = new RemoteFailure.Absent(404, null);
                return writable
                        ? new Writes.Builder()
                                .on(UpdateMeeting.class, call -> Future.failedFuture(absent))
                                .on(DeleteMeeting.class, call -> Future.failedFuture(absent))
                                .build()
                        : Writes.none();
            }
        };
    }

    @Override
    public Spent spent(WireResponse.Bytes response, Instant now) {
        return null;
    }
}
