package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.meetingsgateway.dist.Promises.Field;

/** Changes of meetings, by all surfaces. For one thread. */
final class Edits {
    private final Surfaces surfaces;
    private final Paths paths;
    private final Promises promises;
    private final Pen pen;
    private final Random random;
    private final Consumer<Asked> asking;

    Edits(Surfaces surfaces, Paths paths, Promises promises, Pen pen, Random random, Consumer<Asked> asking) {
        this.surfaces = surfaces;
        this.paths = paths;
        this.promises = promises;
        this.pen = pen;
        this.random = random;
        this.asking = asking;
    }

    void change(JsonObject meeting) {
        var mark = pen.mark();
        var fields = paths.isDesktop()
                ? List.of(Field.TITLE, Field.NOTES, Field.VIDEO, Field.ERROR, Field.PARTICIPANTS, Field.KEPT)
                : List.of(Field.TITLE, Field.DESCRIPTION, Field.MINUTES, Field.MINUTES);
        var field = fields.get(random.nextInt(fields.size()));
        var body = new JsonObject();
        switch (field) {
            case TITLE -> body.put("title", mark);
            case NOTES -> body.put("notes", mark);
            case DESCRIPTION -> body.put("description", mark);
            case MINUTES -> body.put("minutes", new JsonArray().add(new JsonObject().put("title", mark)));
            case VIDEO -> body.put("recording", new JsonObject().put("url", "https://video.example/" + mark));
            case ERROR -> body.put("recording", new JsonObject().put("error", mark));
            case PARTICIPANTS -> body.put("participants", new JsonArray().add(new JsonObject().put("name", mark)));
            case KEPT -> body.put("location", mark);
        }
        boolean hasKey = random.nextBoolean();
        var target = Paths.onV1(meeting);
        patch(
                surfaces.api(Surfaces.CANONICAL),
                "PATCH",
                target,
                body,
                meeting,
                field,
                mark,
                pen.key(hasKey, "If-Match", "*"));
    }

    void onMinuteBase(JsonObject meeting) {
        var mark = pen.mark();
        boolean isTitle = paths.isDesktop() || random.nextBoolean();
        var body = new JsonObject().put(isTitle ? "title" : "description", mark);
        patch(
                surfaces.api("minutebase"),
                "PUT",
                Paths.onMinuteBase(meeting),
                body,
                meeting,
                isTitle ? Field.TITLE : Field.DESCRIPTION,
                mark);
    }

    void onDesktop(JsonObject meeting) {
        var mark = pen.mark();
        boolean isTitle = !paths.isDesktop() || random.nextBoolean();
        var body = isTitle
                ? new JsonObject().put("meeting_title", mark)
                : new JsonObject().put("participants", new JsonArray().add(mark));
        patch(
                surfaces.api("desktop"),
                "PATCH",
                paths.onDesktop(meeting),
                body,
                meeting,
                isTitle ? Field.TITLE : Field.PARTICIPANTS,
                mark);
    }

    private void patch(
            Api api,
            String method,
            String target,
            JsonObject body,
            JsonObject meeting,
            Field field,
            String mark,
            String... headers) {
        var id = Paths.nativeId(meeting);
        Consumer<Answer> told = answer -> {
            if (Asked.isDone(answer)) {
                promises.acknowledged(id, field, mark);
            }
        };
        asking.accept(new Asked(api, method, target, body, true, () -> promises.sent(id, field, mark), told, headers));
    }
}
