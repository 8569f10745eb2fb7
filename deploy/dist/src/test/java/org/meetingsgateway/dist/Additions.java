package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Segments and action items of meetings. For one thread. */
final class Additions {
    /** After all that the simulators make up. */
    private static final double LATE_MS = 4_000_000;

    private final Api v1;
    private final Api desktop;
    private final Paths paths;
    private final Promises promises;
    private final Pen pen;
    private final Random random;
    private final Consumer<Asked> asking;
    private final Map<String, JsonObject> tasks = new HashMap<>();

    Additions(Surfaces surfaces, Paths paths, Promises promises, Pen pen, Random random, Consumer<Asked> asking) {
        this.v1 = surfaces.api(Surfaces.CANONICAL);
        this.desktop = surfaces.api("desktop");
        this.paths = paths;
        this.promises = promises;
        this.pen = pen;
        this.random = random;
        this.asking = asking;
    }

    /** With a time it is one segment however often it is sent; without one it takes a key. */
    void append(JsonObject meeting) {
        var mark = pen.mark();
        boolean isTimed = random.nextBoolean();
        boolean hasKey = random.nextBoolean();
        promises.segment(Paths.nativeId(meeting), mark);
        Consumer<Answer> told = answer -> {
            if (Asked.isDone(answer)) {
                promises.segmentAcknowledged(mark);
            }
        };
        var segment = new JsonObject().put("text", mark).put("speaker", "Ann");
        if (isTimed && !hasKey) {
            var body = segments(segment.put("timestamp", LATE_MS + pen.number()));
            var target = paths.onDesktop(meeting) + "append_segments/";
            asking.accept(new Asked(desktop, "POST", target, body, true, () -> {}, told));
            return;
        }
        var body = segments(isTimed ? segment.put("start_ms", LATE_MS + pen.number()) : segment);
        var target = Paths.onV1(meeting) + "/transcript/segments";
        asking.accept(new Asked(v1, "POST", target, body, isTimed || hasKey, () -> {}, told, pen.key(hasKey)));
    }

    private static JsonObject segments(JsonObject segment) {
        return new JsonObject().put("segments", new JsonArray().add(segment));
    }

    void task(JsonObject meeting) {
        var mark = pen.mark();
        boolean hasKey = random.nextInt(3) > 0;
        promises.task(Paths.nativeId(meeting), mark);
        Consumer<Answer> told = answer -> {
            if (Asked.isDone(answer)) {
                promises.taskAcknowledged(mark);
                tasks.put(mark, answer.json());
            }
        };
        var body = new JsonObject().put("title", mark);
        var target = Paths.onV1(meeting) + "/action_items";
        asking.accept(new Asked(v1, "POST", target, body, hasKey, () -> {}, told, pen.key(hasKey)));
    }

    /** One of those that were made is done, or not to be done at all. */
    void taskChanged() {
        if (tasks.isEmpty()) {
            return;
        }
        var mark = List.copyOf(tasks.keySet()).get(random.nextInt(tasks.size()));
        pen.mark();
        var target = "/v1/action_items/" + tasks.get(mark).getString("id");
        if (random.nextInt(3) == 0) {
            tasks.remove(mark);
            Runnable sending = () -> promises.taskMayBeGone(mark);
            Consumer<Answer> told = answer -> {
                if (Asked.isDone(answer)) {
                    promises.taskGone(mark);
                }
            };
            asking.accept(new Asked(v1, "DELETE", target, null, true, sending, told, pen.key(true)));
        } else {
            var body = new JsonObject().put("state", random.nextBoolean() ? "completed" : "open");
            asking.accept(new Asked(v1, "PATCH", target, body, true, () -> {}, answer -> {}, pen.key(true)));
        }
    }
}
