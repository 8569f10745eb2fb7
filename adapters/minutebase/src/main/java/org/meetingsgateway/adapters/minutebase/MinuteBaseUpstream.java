package org.meetingsgateway.adapters.minutebase;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/**
 * MinuteBase's API as it is called: with the key of one person. Which account is meant, the host says, and with it the
 * exchange.
 */
final class MinuteBaseUpstream implements Upstream {
    private static final MinuteBaseKeys KEYS = new MinuteBaseKeys();

    /** MinuteBase counts by the hour, and does not say up to what. */
    @Override
    public Quota quota() {
        return new Quota(1_000, Duration.ofHours(1).toSeconds());
    }

    @Override
    public List<Violation> check(Account account) {
        var violations = new ArrayList<Violation>();
        if (!KEYS.imports(account.credential())) {
            violations.add(violation("/credential", "format", "A MinuteBase key is " + KEYS.words()));
        }
        if (account.account() != null && !AccountJson.isSubdomain(account.account())) {
            violations.add(violation("/account", "format", "A MinuteBase account is named by its subdomain"));
        }
        if (account.project() != null) {
            violations.add(violation("/upstream_project_id", "not_applicable", "A MinuteBase key has no project"));
        }
        return violations;
    }

    private static Violation violation(String pointer, String code, String message) {
        return new Violation(Violation.In.BODY, pointer, code, message);
    }

    @Override
    public Remote open(Account account, Exchange exchange) {
        return new MinuteBaseRemote(new KeyedRequests(account, exchange));
    }

    @Override
    public @Nullable Spent spent(WireResponse.Bytes response, Instant now) {
        if (RemoteFailures.of(response) instanceof RemoteFailure.Limited limited) {
            var reset = RateHeaders.reset(response);
            return new Spent(true, 0L, reset == null ? now.plus(limited.retryAfter()) : reset);
        }
        var remaining = RateHeaders.remaining(response);
        return remaining == null ? null : new Spent(false, remaining, RateHeaders.reset(response));
    }
}
