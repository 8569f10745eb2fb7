package org.meetingsgateway.server.store;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.Failure;

/** Hears of every new failure, after it was committed. */
@FunctionalInterface
public interface FailureListener {
    /** @param assignee null where no rule matched */
    void failed(Failure.Kind kind, @Nullable Assignee assignee);
}
