package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class NamedRemoteTest {
    /** Everything is one request. */
    private record Asking(Exchange exchange) implements Remote, Upstream {
        @Override
        public Remote open(Account account, Exchange other) {
            return new Asking(other);
        }

        private <T> Future<T> ask(T answer) {
            return exchange.send(WireRequest.get("/")).map(answer);
        }

        @Override
        public Future<Listing> list(String cursor) {
            return ask(new Listing(List.of(), 0L, null));
        }

        @Override
        public Future<Optional<RemoteMeeting>> get(String nativeId) {
            return ask(Optional.empty());
        }

        @Override
        public Writes writes() {
            return new Writes.Builder()
                    .on(DeleteMeeting.class, call -> ask(new Written("1", null)))
                    .build();
        }

        @Override
        public Quota quota() {
            return new Quota(1, 1);
        }

        @Override
        public List<Violation> check(Account account) {
            return List.of();
        }

        @Override
        public Spent spent(WireResponse.Bytes response, Instant now) {
            return null;
        }
    }

    @Test
    void requests_say_what_they_are_sent_for() {
        var said = new ArrayList<String>();
        var remote = NamedRemote.open(
                new Asking(request -> Future.failedFuture("nobody")), new Account("", null, null), request -> {
                    said.add(request.operation());
                    return Future.succeededFuture(WireResponse.empty(200));
                });
        assertThat(remote.list(null).succeeded()).isTrue();
        assertThat(remote.get("1").succeeded()).isTrue();
        assertThat(remote.writes().calls()).containsExactly(DeleteMeeting.class);
        assertThat(remote.writes()
                        .write(new DeleteMeeting(new MeetingRef("1"), null))
                        .succeeded())
                .isTrue();
        assertThat(said).containsExactly("list_meetings", "get_meeting", "delete_meeting");
    }
}
