package org.meetingsgateway.adapters.desktop;

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

/** Desktop recordings as they are called: those of one project, with a personal key. */
final class DesktopUpstream implements Upstream {
    private static final DesktopKeys KEYS = new DesktopKeys();

    /** 480 a minute and 4800 an hour, both: 80 a minute is never more than either. */
    @Override
    public Quota quota() {
        return new Quota(80, 60);
    }

    @Override
    public List<Violation> check(Account account) {
        var violations = new ArrayList<Violation>();
        if (!KEYS.imports(account.credential())) {
            violations.add(violation("/credential", "format", "A personal key is " + KEYS.words()));
        }
        if (account.account() != null) {
            violations.add(violation("/account", "not_applicable", "A personal key has no account"));
        }
        if (account.project() == null) {
            violations.add(violation("/upstream_project_id", "required", "Recordings are those of a project"));
        } else if (account.project() < 1) {
            violations.add(violation("/upstream_project_id", "out_of_range", "A project's number is at least 1"));
        }
        return violations;
    }

    private static Violation violation(String pointer, String code, String message) {
        return new Violation(Violation.In.BODY, pointer, code, message);
    }

    @Override
    public Remote open(Account account, Exchange exchange) {
        return new DesktopRemote(new ProjectRequests(account, exchange));
    }

    /** The style says what is left only when nothing is. */
    @Override
    public @Nullable Spent spent(WireResponse.Bytes response, Instant now) {
        return DesktopFailures.of(response) instanceof RemoteFailure.Limited limited
                ? new Spent(true, 0L, now.plus(limited.retryAfter()))
                : null;
    }
}
