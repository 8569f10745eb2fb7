package org.meetingsgateway.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/**
 * A style as it is called. Pure: it turns what the gateway wants into requests and answers into canonical values, and
 * never sees a socket, a clock or the store.
 */
public interface Upstream {
    /** What the style allows where nobody says otherwise. */
    Quota quota();

    /** What an account of this style lacks, or has too much of; pointers are into the body that describes a connection. */
    List<Violation> check(Account account);

    /**
     * Somebody's account. Paths of requests begin with a slash and are relative to the account's origin.
     *
     * @param exchange carries requests to the account's origin: time-outs, limits, retries and metrics are its matter; the
     *     credential is the style's
     */
    Remote open(Account account, Exchange exchange);

    /** What an answer says of the quota, in the style's own headers; null where it says nothing. */
    @Nullable
    Spent spent(WireResponse.Bytes response, Instant now);
}
