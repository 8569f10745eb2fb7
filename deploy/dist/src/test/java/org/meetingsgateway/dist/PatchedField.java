package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A field that one client changes, one change after the other, and what may be found in it. */
final class PatchedField {
    /** A change that was begun. */
    record Attempt(int number, JsonObject body) {}

    private final String name;
    private final IntFunction<Object> values;
    private final List<Object> tried = new ArrayList<>();
    private final Set<Integer> lost = new HashSet<>();
    private final Semaphore one = new Semaphore(1);
    private int acknowledged;

    PatchedField(String name, Object first, IntFunction<Object> values) {
        this.name = name;
        this.values = values;
        tried.add(first);
    }

    /** Null while another change is on its way. */
    Attempt next() {
        if (!one.tryAcquire()) {
            return null;
        }
        synchronized (this) {
            int number = tried.size();
            tried.add(values.apply(number));
            return new Attempt(number, new JsonObject().put(name, tried.get(number)));
        }
    }

    void ended(Attempt attempt, boolean wasAcknowledged) {
        synchronized (this) {
            if (wasAcknowledged) {
                acknowledged = attempt.number;
            } else {
                lost.add(attempt.number);
            }
        }
        one.release();
    }

    synchronized int acknowledged() {
        return acknowledged;
    }

    /** That what was acknowledged before is there, or what was tried later, or what nobody knows the end of. */
    synchronized void check(JsonObject recording, int known) {
        var found = recording.getValue(name);
        var possible = new ArrayList<Object>();
        for (int i = 0; i < tried.size(); i++) {
            if (i >= known || lost.contains(i)) {
                possible.add(tried.get(i));
            }
        }
        assertThat(possible.stream().anyMatch(value -> Objects.equals(value, found)))
                .as("%s is %s, acknowledged was %s of %s, lost %s", name, found, known, tried, lost)
                .isTrue();
    }

    void awaitQuiet() {
        try {
            assertThat(one.tryAcquire(60, TimeUnit.SECONDS)).as(name).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
