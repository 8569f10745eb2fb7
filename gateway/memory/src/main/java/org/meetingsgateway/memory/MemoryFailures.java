package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failing;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Page;

/** Failures, of meetings only: nothing else fails here. */
final class MemoryFailures {
    private final Memory memory;
    private final MeetingViews views;
    private final MemoryRules rules;
    private final Map<UUID, Failure> failures = new LinkedHashMap<>();

    MemoryFailures(Memory memory, MeetingViews views, MemoryRules rules) {
        this.memory = memory;
        this.views = views;
        this.rules = rules;
    }

    /** These changes were written. */
    void follow(Changes<MeetingField> changes, MeetingRow row) {
        var open = open(row);
        if (row.get(MeetingField.STATUS, MeetingStatus.class) != MeetingStatus.FAILED) {
            if (open != null) {
                put(open, open.message(), open.assignee(), open.ruleId(), open.lastSeen(), memory.now());
            }
        } else if (changes.has(MeetingField.STATUS) || changes.has(MeetingField.RECORDING_ERROR)) {
            found(Failing.recording(views.view(row, Set.of()).meeting()), open);
        }
    }

    private @Nullable Failure open(MeetingRow row) {
        return failures.values().stream()
                .filter(failure -> row.id().equals(failure.meetingId()) && failure.resolvedAt() == null)
                .findFirst()
                .orElse(null);
    }

    private void found(Failing failing, @Nullable Failure open) {
        var rule = rules.first(failing);
        var failure = open == null ? fresh(failing) : open;
        if (failure.ruleId() == null && rule != null) {
            put(failure, failing.message(), rule.assignee(), rule.id(), memory.now(), null);
        } else {
            put(failure, failing.message(), failure.assignee(), failure.ruleId(), memory.now(), null);
        }
    }

    private Failure fresh(Failing failing) {
        return new Failure(
                memory.fresh().next().id(),
                failing.kind(),
                failing.id(),
                null,
                failing.message(),
                null,
                null,
                memory.now(),
                memory.now(),
                null);
    }

    private void put(
            Failure old,
            String message,
            @Nullable Assignee assignee,
            @Nullable UUID rule,
            Instant lastSeen,
            @Nullable Instant resolvedAt) {
        failures.put(
                old.id(),
                new Failure(
                        old.id(),
                        old.kind(),
                        old.meetingId(),
                        old.connectionId(),
                        message,
                        assignee,
                        rule,
                        old.firstSeen(),
                        lastSeen,
                        resolvedAt));
    }

    void gone(MeetingRow row) {
        failures.values().removeIf(failure -> row.id().equals(failure.meetingId()));
    }

    Page<Failure> list(ListFailures call, Principal principal) {
        var seen = memory.meetings(principal).map(MeetingRow::id).toList();
        var wanted = failures.values().stream()
                .filter(failure -> seen.contains(failure.meetingId()))
                .filter(failure -> call.kind() == null || call.kind() == failure.kind())
                .filter(failure -> call.resolved() == null || call.resolved() == (failure.resolvedAt() != null))
                .map(this::living);
        return Slices.cut(Memory.newestFirst(wanted, Failure::firstSeen, Failure::id), call.slice(), Failure::id);
    }

    /** Without an assignee who is no more. */
    private Failure living(Failure f) {
        return f.assignee() instanceof Assignee.User user && !rules.isKnown(user)
                ? new Failure(
                        f.id(),
                        f.kind(),
                        f.meetingId(),
                        f.connectionId(),
                        f.message(),
                        null,
                        f.ruleId(),
                        f.firstSeen(),
                        f.lastSeen(),
                        f.resolvedAt())
                : f;
    }
}
