package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One recording as the real client makes it. All that is not known to be uploaded is sent again with what is new: when a
 * timer ends, and at once from ten segments on, whether or not the answer to the last batch is there. So batches overlap and
 * run side by side, beside changes of the recording. Where a start is not known it is 0.
 */
final class DesktopClient implements AutoCloseable {
    private static final int BATCH = 10;
    private static final int TIMER_MILLIS = 15; // of the real one's ten seconds
    private static final int AT_ONCE = 4;
    private static final int FEWEST = 60;
    private static final int MOST = 20_000;
    private static final int ATTEMPTS = 500;
    private static final List<String> STATUSES = List.of("recording", "uploading", "processing", "ready", "error");

    private final String name;
    private final String recording;
    private final MortalGateway gateway;
    private final ReplayRun run;
    private final Random random;
    private final FlakyWire wire;
    private final Semaphore uploads = new Semaphore(AT_ONCE);
    private final List<PatchedField> fields;

    private final List<JsonObject> spoken = new ArrayList<>();
    private int uploaded;
    private int unsent;
    private boolean timer;

    /**
     * @param recording the recording's path, with a slash at the end
     * @param patches whether it also changes the recording, as only one client may that compares what it finds
     */
    DesktopClient(
            String name,
            String recording,
            Api key,
            MortalGateway gateway,
            ReplayRun run,
            Random random,
            boolean patches) {
        this.name = name;
        this.recording = recording;
        this.gateway = gateway;
        this.run = run;
        this.random = random;
        this.wire = new FlakyWire(key, () -> run.awaitShortly(run.after(2)));
        this.fields = patches
                ? List.of(
                        new PatchedField("status", "recording", n -> STATUSES.get(n % STATUSES.size())),
                        new PatchedField("meeting_title", null, n -> name + " title " + n),
                        new PatchedField("notes", null, n -> name + " notes " + n),
                        new PatchedField(
                                "participants",
                                new JsonArray(),
                                n -> new JsonArray().add(name).add("guest " + n)))
                : List.of();
    }

    /** Until it is to end; then all is there that it said. */
    void speak() {
        while (count() < FEWEST || !run.isClosing()) {
            say();
            if (random.nextInt(3) == 0 && !fields.isEmpty()) {
                change(fields.get(random.nextInt(fields.size())));
            }
        }
        finish();
    }

    private synchronized int count() {
        return spoken.size();
    }

    private void say() {
        int n = count();
        assertThat(n).isLessThan(MOST);
        int start = random.nextInt(3) == 0 ? 0 : n * 100 + 1;
        var speaker = name + " " + random.nextInt(3);
        int interims = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i < interims; i++) {
            add(segment(start, speaker, "so far " + n + "." + i, false));
            if (random.nextBoolean()) {
                add(segment(random.nextInt(2) * n, name + " aside", "aside " + n + "." + i, true));
            }
        }
        add(segment(start, speaker, "said " + n, random.nextInt(10) == 0 ? null : (Boolean) true));
    }

    private static JsonObject segment(int timestamp, String speaker, String text, Boolean isFinal) {
        return new JsonObject()
                .put("timestamp", timestamp)
                .put("speaker", speaker)
                .put("text", text)
                .put("is_final", isFinal);
    }

    private void add(JsonObject segment) {
        boolean full;
        synchronized (this) {
            spoken.add(segment);
            full = ++unsent >= BATCH;
            if (!timer) {
                timer = true;
                run.startAfter(TIMER_MILLIS, this::timedOut);
            }
        }
        if (full) {
            acquire(1);
            upload();
        }
    }

    private void acquire(int permits) {
        try {
            if (!uploads.tryAcquire(permits, 60, TimeUnit.SECONDS)) {
                throw new AssertionError(name + ": uploads do not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void timedOut() {
        synchronized (this) {
            timer = false;
        }
        if (uploads.tryAcquire()) {
            upload();
        }
    }

    /** Sends what is not known to be there; gives back its permit. */
    private CompletableFuture<Void> upload() {
        int from;
        List<JsonObject> batch;
        synchronized (this) {
            from = uploaded;
            batch = List.copyOf(spoken.subList(from, spoken.size()));
        }
        if (batch.isEmpty()) {
            uploads.release();
            return CompletableFuture.completedFuture(null);
        }
        var fault = FlakyWire.fault(random);
        boolean minimal = random.nextBoolean();
        return run.start(() -> {
            try {
                upload(from, batch, fault, minimal);
            } finally {
                uploads.release();
            }
        });
    }

    private void upload(int from, List<JsonObject> batch, FlakyWire.Fault fault, boolean minimal) {
        var body = new JsonObject().put("segments", new JsonArray(batch));
        var answer = send(fault, "POST", recording + "append_segments/", body, minimal);
        if (answer == null) {
            return;
        }
        if (!minimal) {
            var texts = answer.getJsonArray("transcript_segments").stream()
                    .map(segment -> ((JsonObject) segment).getString("text"))
                    .toList();
            assertThat(texts)
                    .as("what was acknowledged is there")
                    .containsAll(batch.stream()
                            .filter(segment -> !Objects.equals(segment.getBoolean("is_final"), false))
                            .map(segment -> segment.getString("text"))
                            .toList());
        }
        synchronized (this) {
            uploaded = from + batch.size(); // which may be less than another batch has reached
            unsent = 0;
        }
    }

    private void change(PatchedField field) {
        var attempt = field.next();
        if (attempt == null) {
            return;
        }
        var fault = FlakyWire.fault(random);
        boolean minimal = random.nextBoolean();
        run.start(() -> {
            boolean acknowledged = false;
            try {
                acknowledged = patch(attempt.body(), fault, minimal);
            } finally {
                field.ended(attempt, acknowledged);
            }
        });
    }

    private boolean patch(JsonObject body, FlakyWire.Fault fault, boolean minimal) {
        var answer = send(fault, "PATCH", recording, body, minimal);
        if (answer != null) {
            body.forEach(member ->
                    assertThat(answer.getValue(member.getKey())).as(name).isEqualTo(member.getValue()));
        }
        return answer != null;
    }

    /** Null where the answer was lost; then it waits until somebody can answer again. */
    private JsonObject send(FlakyWire.Fault fault, String method, String target, JsonObject body, boolean minimal) {
        var known = fields.stream().map(PatchedField::acknowledged).toList();
        var answer =
                wire.send(fault, method, target, body, "Prefer", minimal ? "return=minimal" : "return=representation");
        if (answer == null) {
            gateway.running();
            return null;
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var json = answer.json();
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).check(json, known.get(i));
        }
        run.answered();
        return json;
    }

    private void finish() {
        acquire(AT_ONCE);
        uploads.release(AT_ONCE);
        for (int i = 0; !isUploaded(); i++) {
            assertThat(i).as(name + " is not uploaded").isLessThan(ATTEMPTS);
            acquire(1);
            upload().orTimeout(60, TimeUnit.SECONDS).join();
        }
        acquire(AT_ONCE);
        fields.forEach(PatchedField::awaitQuiet);
    }

    private synchronized boolean isUploaded() {
        return uploaded == spoken.size();
    }

    String name() {
        return name;
    }

    String recording() {
        return recording;
    }

    List<PatchedField> fields() {
        return fields;
    }

    /** What a transcript is to be of what was spoken, by the identity rule: in its order, once, without what was replaced. */
    synchronized List<Map<String, Object>> transcript() {
        return SpokenTranscript.of(spoken);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
