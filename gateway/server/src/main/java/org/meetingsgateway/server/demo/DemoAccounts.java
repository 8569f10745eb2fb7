package org.meetingsgateway.server.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts of products that the demo connects, where the runnable has some. Found by {@link java.util.ServiceLoader}. */
public interface DemoAccounts {
    /**
     * One account, which listens on the loopback address.
     *
     * @param project where the style asks for one
     */
    record Connected(
            String style,
            String baseUrl,
            String credential,
            @Nullable Integer project) {}

    /**
     * What runs.
     *
     * @param commands what can be tried on them, ready to paste: a comment and a command in turn
     */
    record Running(List<Connected> accounts, List<String> commands) {}

    /** Starts them; they end with the process. */
    Future<Running> start(Vertx vertx, Clock clock);
}
