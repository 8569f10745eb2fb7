package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who read and write again and again, one request at a time each, and note what is not answered as it should be. */
final class SteadyLoad implements AutoCloseable {
    private static final int READERS = 4;
    private static final int WRITERS = 3;

    private final Api api;
    private final List<Thread> callers = new ArrayList<>();
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean enough;

    SteadyLoad(Api api) {
        this.api = api;
        for (int i = 0; i < READERS; i++) {
            call(this::read);
        }
        for (int i = 0; i < WRITERS; i++) {
            call(this::write);
        }
    }

    static int writers() {
        return WRITERS;
    }

    private void call(Runnable request) {
        callers.add(Thread.ofVirtual().start(() -> {
            while (!enough) {
                request.run();
            }
        }));
    }

    private void read() {
        expect("GET", 200, null);
    }

    private void write() {
        var answer = expect("POST", 201, new JsonObject().put("title", "Written under load"));
        if (answer != null) {
            written.add(answer.json().getString("id"));
        }
    }

    private Answer expect(String method, int status, JsonObject body) {
        try {
            var answer = api.unchecked(
                    method,
                    "/v1/meetings" + (body == null ? "?limit=1" : ""),
                    body == null ? null : body.toBuffer(),
                    "Content-Type",
                    "application/json");
            if (answer.status() == status) {
                answered.incrementAndGet();
                return answer;
            }
            failures.add(method + " " + answer.status() + " " + answer.text());
        } catch (UncheckedIOException e) {
            failures.add(method + " " + e);
        }
        return null;
    }

    /** Goes on until so many requests more were answered well. */
    void go(int requests) {
        int goal = answered.get() + requests;
        Wait.until("the load goes on", () -> answered.get() >= goal);
    }

    /** What failed since this was last asked. */
    List<String> failures() {
        var all = new ArrayList<String>();
        for (var failure = failures.poll(); failure != null; failure = failures.poll()) {
            all.add(failure);
        }
        return all;
    }

    /** The ids of all meetings that were acknowledged. Ask when it has ended. */
    List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        enough = true;
        for (var caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
