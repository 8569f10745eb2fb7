package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Which connections this replica runs. A lease that is not renewed ends, and another replica takes the connection over. */
public interface Leases {
    /** Takes connections that are due and nobody's. */
    Future<List<Job>> take(Instant now, int most);

    /** Those that are being run. Which of them are still ours to run, and as they were taken. */
    Future<Set<Job>> renew(Collection<Job> jobs);

    /** Those that are not run any more; whoever still does finds them lost. */
    Future<Void> release(Collection<Job> jobs);

    /** What is here of a connection that was taken. */
    Mirror mirror(Job job);
}
