package org.meetingsgateway.adapters.meetlog;

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

/** MeetLog's export API as it is called: with the key of one owner, who is all that it knows of accounts. */
final class MeetLogUpstream implements Upstream {
    private static final MeetLogKeys KEYS = new MeetLogKeys();

    @Override
    public Quota quota() {
        return new Quota(60, MeetLogErrors.WINDOW.toSeconds());
    }

    @Override
    public List<Violation> check(Account account) {
        var violations = new ArrayList<Violation>();
        if (!KEYS.imports(account.credential())) {
            violations.add(violation("/credential", "format", "A MeetLog key is " + KEYS.words()));
        }
        if (account.account() != null) {
            violations.add(violation("/account", "not_applicable", "A MeetLog key has no account"));
        }
        if (account.project() != null) {
            violations.add(violation("/upstream_project_id", "not_applicable", "A MeetLog key has no project"));
        }
        return violations;
    }

    private static Violation violation(String pointer, String code, String message) {
        return new Violation(Violation.In.BODY, pointer, code, message);
    }

    @Override
    public Remote open(Account account, Exchange exchange) {
        return new MeetLogRemote(new Export(account, exchange));
    }

    /** MeetLog says what is left only when nothing is. */
    @Override
    public @Nullable Spent spent(WireResponse.Bytes response, Instant now) {
        return MeetLogErrors.failure(response) instanceof RemoteFailure.Limited limited
                ? new Spent(true, 0L, now.plus(limited.retryAfter()))
                : null;
    }
}
