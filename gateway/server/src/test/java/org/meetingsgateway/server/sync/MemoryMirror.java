package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.RemoteMeeting;

/** What is kept of one account, in memory: what was written outlives a crash, which is a write that fails. */
final class MemoryMirror implements Mirror {
    private record Row(
            String fingerprint,
            long seenPass,
            int tries,
            @Nullable Instant nextTryAt,
            @Nullable Boolean decision,
            @Nullable Instant askedAt) {}

    final Map<String, String> meetings = new TreeMap<>();
    final Set<String> issues = new TreeSet<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final RemoteAccount account;
    int writesToCrash = -1;
    Instant nextPollAt = Instant.EPOCH;

    /** What was told to be here by then. */
    Instant caughtUp = Instant.EPOCH;

    private final Map<String, Row> rows = new HashMap<>();
    private final Set<String> reviewed = new TreeSet<>();
    private boolean firstLoad = true;
    private @Nullable String cursor;
    private long pass = 1;
    private long pages;
    private @Nullable Instant startedAt;
    private @Nullable Instant resyncAt;
    private int failedRuns;
    private final Supplier<Instant> clock;

    MemoryMirror(RemoteAccount account, Supplier<Instant> clock) {
        this.account = account;
        this.clock = clock;
    }

    Job job(Duration poll) {
        var position = new Job.Position(firstLoad, cursor, pass, pages, startedAt, resyncAt, failedRuns);
        return new Job(
                new UUID(0, 1), new UUID(0, 2), "test", "", Buffer.buffer(), null, null, poll, null, 1, position);
    }

    void decide(boolean delete) {
        issues.remove(Issue.MASS_DELETION);
        reviewed.forEach(id -> rows.computeIfPresent(
                id,
                (same, row) -> new Row(
                        row.fingerprint(), row.seenPass(), row.tries(), row.nextTryAt(), delete, row.askedAt())));
    }

    /** When the latest pass began. */
    Instant begun() {
        return Objects.requireNonNull(startedAt);
    }

    void resync() {
        firstLoad = true;
        cursor = null;
        resyncAt = clock.get();
    }

    private <T> Future<T> write(Supplier<T> effect) {
        return writesToCrash-- == 0 ? Future.failedFuture(new Lost()) : Future.succeededFuture(effect.get());
    }

    private Future<Void> write(Runnable effect) {
        return this.<Object>write(() -> {
                    effect.run();
                    return effect;
                })
                .mapEmpty();
    }

    @Override
    public Future<Instant> now() {
        return Future.succeededFuture(clock.get());
    }

    @Override
    public Future<Map<String, Known>> known(List<String> nativeIds) {
        var known = new HashMap<String, Known>();
        nativeIds.forEach(id -> {
            var row = rows.get(id);
            if (row != null) {
                known.put(
                        id, new Known(row.fingerprint(), row.seenPass(), row.tries(), row.nextTryAt(), row.askedAt()));
            }
        });
        return Future.succeededFuture(known);
    }

    @Override
    public Future<Outcome> put(
            Instant asked, String fingerprint, Instant day, RemoteMeeting meeting, int tries, Instant nextTryAt) {
        return write(() -> {
            var segments = Objects.requireNonNull(meeting.segments());
            var told = meeting.fields().get(MeetingField.TITLE) + ": "
                    + (segments.isEmpty() ? null : segments.getFirst().text());
            var before = meetings.put(meeting.nativeId(), told);
            row(
                    meeting.nativeId(),
                    fingerprint,
                    meeting.settled() ? 0 : tries,
                    meeting.settled() ? null : nextTryAt,
                    asked);
            var outcome = before == null ? Outcome.CREATED : before.equals(told) ? Outcome.UNCHANGED : Outcome.UPDATED;
            outcomes.add(outcome);
            return outcome;
        });
    }

    private void row(String id, String fingerprint, int tries, @Nullable Instant nextTryAt, @Nullable Instant askedAt) {
        var before = rows.get(id);
        rows.put(
                id,
                new Row(fingerprint, before == null ? pass - 1 : before.seenPass(), tries, nextTryAt, null, askedAt));
    }

    @Override
    public Future<Void> unread(String nativeId, Instant day, int tries, Instant nextTryAt) {
        return write(() -> {
            var before = rows.get(nativeId);
            row(nativeId, NONE, tries, nextTryAt, before == null ? null : before.askedAt());
        });
    }

    @Override
    public Future<Void> begin(long next) {
        return write(() -> {
            pass = next;
            startedAt = clock.get();
            cursor = null;
            pages = 0;
        });
    }

    @Override
    public Future<Void> page(Instant asked, long ofPass, List<Listed> items, @Nullable String next) {
        return write(() -> {
            cursor = next;
            pages++;
            items.forEach(item -> seen(item.nativeId(), ofPass));
        });
    }

    private void seen(String id, long ofPass) {
        rows.computeIfPresent(
                id,
                (same, row) -> new Row(row.fingerprint(), ofPass, row.tries(), row.nextTryAt(), null, row.askedAt()));
        reviewed.remove(id);
    }

    @Override
    public Future<Long> number() {
        return Future.succeededFuture((long) rows.size() - reviewed.size());
    }

    @Override
    public Future<Void> caughtUp(Instant by) {
        return write(() -> {
            caughtUp = by;
        });
    }

    @Override
    public Future<Long> seen(long ofPass) {
        return Future.succeededFuture(
                rows.values().stream().filter(row -> row.seenPass() == ofPass).count());
    }

    private List<String> unseen(long ofPass) {
        return rows.keySet().stream()
                .filter(id -> rows.get(id).seenPass() < ofPass)
                .sorted()
                .toList();
    }

    @Override
    public Future<Missing> missing(long ofPass) {
        var undecided = unseen(ofPass).stream()
                .filter(id -> rows.get(id).decision() == null)
                .toList();
        return Future.succeededFuture(new Missing(meetings.size(), undecided));
    }

    @Override
    public Future<Void> review(long ofPass) {
        return write(() -> {
            reviewed.addAll(unseen(ofPass));
        });
    }

    @Override
    public Future<List<String>> condemned() {
        return Future.succeededFuture(reviewed.stream()
                .filter(id -> Boolean.TRUE.equals(rows.get(id).decision()))
                .toList());
    }

    @Override
    public Future<Void> present(long ofPass, String nativeId) {
        return write(() -> seen(nativeId, ofPass));
    }

    @Override
    public Future<Boolean> delete(String nativeId) {
        return write(() -> {
            assertThat(account.meetings).as("what is deleted here").doesNotContainKey(nativeId);
            rows.remove(nativeId);
            reviewed.remove(nativeId);
            return meetings.remove(nativeId) != null;
        });
    }

    @Override
    public Future<List<Pending>> due(Instant now) {
        return Future.succeededFuture(rows.entrySet().stream()
                .filter(row -> row.getValue().nextTryAt() != null
                        && !now.isBefore(row.getValue().nextTryAt()))
                .map(row -> new Pending(
                        row.getKey(),
                        row.getValue().fingerprint(),
                        RemoteAccount.DAY,
                        row.getValue().tries()))
                .toList());
    }

    @Override
    public Future<List<Pending>> oldest(Instant before) {
        return Future.succeededFuture(rows.entrySet().stream()
                .filter(row -> row.getValue().nextTryAt() == null && !reviewed.contains(row.getKey()))
                .filter(row -> !Objects.requireNonNull(row.getValue().askedAt()).isAfter(before))
                .sorted(Comparator.comparing(
                        row -> Objects.requireNonNull(row.getValue().askedAt())))
                .map(row -> new Pending(
                        row.getKey(),
                        row.getValue().fingerprint(),
                        RemoteAccount.DAY,
                        row.getValue().tries()))
                .toList());
    }

    @Override
    public Future<Void> open(Issue issue) {
        return write(() -> {
            issues.add(issue.code());
        });
    }

    @Override
    public Future<Void> resolve(Set<String> codes) {
        return write(() -> {
            issues.removeAll(codes);
        });
    }

    @Override
    public Future<Void> succeeded(boolean complete, Instant start, Instant next) {
        return write(() -> {
            firstLoad = false;
            failedRuns = 0;
            resyncAt = complete ? null : resyncAt;
            caughtUp = start;
            nextPollAt = next;
            if (rows.values().stream().noneMatch(row -> row.fingerprint().equals(NONE))) {
                issues.remove(Issue.ITEM_FAILED);
            }
        });
    }

    @Override
    public Future<Void> stopped(Instant next) {
        return write(() -> {
            failedRuns = 0;
            nextPollAt = next;
        });
    }

    @Override
    public Future<Void> failed(Instant next) {
        return write(() -> {
            failedRuns++;
            nextPollAt = next;
        });
    }
}
