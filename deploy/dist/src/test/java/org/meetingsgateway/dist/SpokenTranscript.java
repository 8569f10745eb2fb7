package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The identity rule of segments in its plainest form. */
final class SpokenTranscript {
    private SpokenTranscript() {}

    /** What is to be found of segments that each arrived once. */
    static List<Map<String, Object>> of(List<JsonObject> spoken) {
        var transcript = new ArrayList<Map<String, Object>>();
        for (var said : spoken) {
            var segment = segment(said);
            int replaced = transcript.size() - 1;
            while (replaced >= 0 && !replaces(segment, transcript.get(replaced))) {
                replaced--;
            }
            if (replaced >= 0) {
                transcript.set(replaced, segment);
            } else {
                transcript.add(segment);
            }
        }
        return transcript;
    }

    private static boolean replaces(Map<String, Object> segment, Map<String, Object> stored) {
        return Objects.equals(stored.get("is_final"), false)
                && Objects.equals(stored.get("timestamp"), segment.get("timestamp"))
                && Objects.equals(stored.get("speaker"), segment.get("speaker"));
    }

    /** A segment of the desktop style, comparable. */
    static Map<String, Object> segment(JsonObject json) {
        var segment = new LinkedHashMap<String, Object>();
        segment.put("timestamp", json.getDouble("timestamp"));
        segment.put("speaker", json.getString("speaker"));
        segment.put("text", json.getString("text"));
        segment.put("is_final", json.getBoolean("is_final"));
        return segment;
    }
}
