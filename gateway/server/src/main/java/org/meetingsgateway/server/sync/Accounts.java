package org.meetingsgateway.server.sync;

import java.util.function.UnaryOperator;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.wire.Exchange;

/** Opens the accounts of connections. */
public interface Accounts {
    /** @param quota what it allows */
    record Open(Remote remote, Quota quota) {}

    /** An account cannot be opened. */
    final class Closed extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Issue issue;

        public Closed(String code, String detail) {
            super(detail);
            this.issue = new Issue(code, detail, null, null);
        }

        Issue issue() {
            return issue;
        }
    }

    /** @param turn what is asked of it goes through there */
    Open open(Job job, UnaryOperator<Exchange> turn) throws Closed;

    /** What was opened of a connection that is not what it was is not needed any more. */
    void letGo(Job job);
}
