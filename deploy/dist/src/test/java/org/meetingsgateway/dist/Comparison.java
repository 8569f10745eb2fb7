package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What an account has and what its mirror has, on every field that the style carries.
 *
 * @param account what its owner is told
 */
record Comparison(Surfaces account, MirroredAccount mirror, Surfaces ours) {
    Comparison(Surfaces account, MirroredAccount mirror) {
        this(account, mirror, mirror.surfaces());
    }

    /** What the mirror has other than the account, missing and invented meetings included. */
    List<String> differences() {
        var idThere = mirror.style().equals("minutebase") ? "alias" : "id";
        var here = new HashMap<String, JsonObject>();
        meetings(ours)
                .forEach(meeting -> here.put(meeting.getJsonObject("source").getString("native_id"), meeting));
        var seen = new ArrayList<Seen>();
        var wrong = new ArrayList<String>();
        for (var meeting : meetings(account)) {
            var there = here.remove(meeting.getString(idThere));
            if (there == null) {
                wrong.add("missing " + meeting.getString("id"));
            } else {
                // It is made of the title that the meeting had when it came.
                meeting.put(
                        "slug",
                        mirror.style().equals("minutebase") ? meeting.getString("slug") : there.getString("slug"));
                seen.add(new Seen(meeting, there, there, "", mirror));
            }
        }
        here.keySet().forEach(id -> wrong.add("invented " + id));
        wrong.addAll(new FidelityCheck(FidelityTable.of(Surfaces.CANONICAL), mirror.style()).differences(seen));
        return wrong;
    }

    private static List<JsonObject> meetings(Surfaces surfaces) {
        var all = surfaces.items("/v1/meetings?expand=transcript,reports,action_items,agenda,minutes");
        return all.stream().map(item -> whole((JsonObject) item)).toList();
    }

    /** The transcript's text says what its segments are. */
    private static JsonObject whole(JsonObject meeting) {
        var text = meeting.getJsonObject("transcript").getString("text");
        var segments = text.isEmpty()
                ? new JsonArray()
                : new JsonArray().add(new JsonObject().put("position", 1).put("text", text));
        return meeting.put("segments", segments)
                .put("reports", Surfaces.by("template_code", meeting.getJsonArray("reports")));
    }
}
