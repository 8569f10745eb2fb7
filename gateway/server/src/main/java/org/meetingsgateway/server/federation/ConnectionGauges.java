package org.meetingsgateway.server.federation;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.Connection.State;
import org.meetingsgateway.server.store.ConnectionGroups;
import org.meetingsgateway.server.store.ConnectionGroups.Group;
import org.meetingsgateway.server.store.OutboxTable.Operation;
import org.meetingsgateway.server.sync.Mirror;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the connections of every style what the store says, which is looked at every few seconds. */
public final class ConnectionGauges {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGauges.class);
    private static final long EVERY_MS = 5_000;

    private final ConnectionGroups connections;
    private final Upstreams upstreams;
    private final Clock clock;
    private volatile List<Group> groups = List.of();
    private boolean isLooking;

    public ConnectionGauges(ConnectionGroups connections, Upstreams upstreams, Clock clock) {
        this.connections = connections;
        this.upstreams = upstreams;
        this.clock = clock;
    }

    /** Every style has all of its series from the beginning. */
    public void start(Vertx vertx, Metrics metrics) {
        for (var style : upstreams.styles()) {
            metrics.sync(style, Mirror.Outcome.CODES);
            metrics.refreshes(style, OwnerQuestions.OUTCOMES);
            if (!upstreams.writes(style).isEmpty()) {
                metrics.writes(style, Operation.CODES, WriteOutcome.CODES);
            }
            var told = metrics.upstream(style);
            for (var state : State.values()) {
                told.connections(state.code(), () -> number(style, state));
            }
            told.mirrors(() -> lag(style), () -> pending(style), () -> quotaRemaining(style));
            told.outbox(() -> writing(style), () -> oldestWrite(style));
        }
        vertx.getOrCreateContext().runOnContext(here -> {
            look();
            vertx.setPeriodic(EVERY_MS, timer -> look());
        });
    }

    /** While the store is away they stay as they were, and only the lag grows. */
    private void look() {
        if (!isLooking) {
            isLooking = true;
            connections
                    .all()
                    .onComplete(done -> isLooking = false)
                    .onSuccess(all -> groups = all)
                    .onFailure(failure -> LOG.warn("connections could not be counted", failure));
        }
    }

    private Stream<Group> of(String style) {
        return groups.stream().filter(group -> group.style().equals(style));
    }

    private long number(String style, State state) {
        return of(style)
                .filter(group -> group.state() == state)
                .mapToLong(Group::connections)
                .sum();
    }

    /** In seconds. What is paused is meant to fall behind. */
    private double lag(String style) {
        return of(style)
                .filter(group -> group.state() != State.PAUSED)
                .map(Group::stalest)
                .min(Comparator.naturalOrder())
                .map(this::age)
                .orElse(0.0);
    }

    private double age(Instant since) {
        return Math.max(0, seconds(Duration.between(since, clock.instant())));
    }

    private long writing(String style) {
        return of(style).mapToLong(Group::writing).sum();
    }

    private double oldestWrite(String style) {
        return of(style)
                .map(Group::writingSince)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(this::age)
                .orElse(0.0);
    }

    private long pending(String style) {
        return of(style).mapToLong(Group::pending).sum();
    }

    /** Permits are spread evenly over the quota's length: what is waited for is taken. */
    private double quotaRemaining(String style) {
        var usual = Duration.ofSeconds(
                Objects.requireNonNull(upstreams.quota(style)).seconds());
        return of(style)
                .mapToDouble(group ->
                        1 - seconds(group.toNext()) / seconds(Objects.requireNonNullElse(group.window(), usual)))
                .map(part -> Math.max(0, part))
                .min()
                .orElse(1);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
