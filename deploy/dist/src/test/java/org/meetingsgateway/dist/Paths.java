package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;

/** Where the meetings of one account are on each surface, by what {@code /v1} tells of them. */
record Paths(Surfaces surfaces, String style) {
    boolean isDesktop() {
        return style.equals("desktop");
    }

    static String nativeId(JsonObject meeting) {
        return meeting.getJsonObject("source").getString("native_id");
    }

    static String onV1(JsonObject meeting) {
        return "/v1/meetings/" + meeting.getString("id");
    }

    String onDesktop(JsonObject meeting) {
        return surfaces.recordings() + meeting.getString("id") + "/";
    }

    static String onMinuteBase(JsonObject meeting) {
        return "/api/v1/meetings/" + meeting.getString("alias");
    }

    /** On the surface of its own style. */
    String own(JsonObject meeting) {
        return isDesktop() ? onDesktop(meeting) : onMinuteBase(meeting);
    }
}
