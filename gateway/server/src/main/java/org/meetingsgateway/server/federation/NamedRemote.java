package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;

/**
 * An account whose requests say what they are sent for, in the same words for every style: {@code list_meetings}, {@code
 * get_meeting}, and for a write the name of its call.
 *
 * @param account as it is opened for an operation
 */
record NamedRemote(Function<String, Remote> account) implements Remote {
    static Remote open(Upstream upstream, Account account, Exchange exchange) {
        return new NamedRemote(operation -> upstream.open(account, request -> exchange.send(request.as(operation))));
    }

    @Override
    public Future<Listing> list(@Nullable String cursor) {
        return account.apply("list_meetings").list(cursor);
    }

    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        return account.apply("get_meeting").get(nativeId);
    }

    @Override
    public Writes writes() {
        return account.apply("write")
                .writes()
                .by(call -> account.apply(Upstreams.name(call)).writes());
    }
}
