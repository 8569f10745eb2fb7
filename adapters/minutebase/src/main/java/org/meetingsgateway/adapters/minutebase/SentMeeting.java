package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Privacy;

/** The body of a change of a meeting as it is sent: the other direction of {@link MeetingJson#read}. */
final class SentMeeting {
    private SentMeeting() {}

    /** What points to nobody; empty where the style has a place for nothing of it. */
    static JsonObject of(Changes<MeetingField> changes) {
        var body = new JsonObject();
        changes.forEach((field, value) -> put(body, field, value));
        return body;
    }

    private static void put(JsonObject body, MeetingField field, @Nullable Object value) {
        switch (field) {
            case TITLE -> body.put("title", value == null ? MeetingJson.UNTITLED : value);
            case DESCRIPTION -> body.put("description", value == null ? "" : value);
            case LOCATION -> body.put("location", value);
            case STARTS_AT -> body.put("start_at", seconds((Instant) value)); // which refuses to have none
            case PRIVACY -> body.put("privacy", ((Privacy) Objects.requireNonNull(value)).code());
            case TAGS -> body.put("categories", new JsonArray((List<?>) Objects.requireNonNull(value)));
            case CONFERENCE_NUMBER -> body.put("conference_number", value);
            case CONFERENCE_EXTENSION -> body.put("conference_ext", value);
            case CONFERENCE_PASSWORD -> body.put("conference_password", value);
            case SHORT_URL -> body.put("short_url", value);
            case PARTICIPANTS, AGENDA, MINUTES -> {} // they point to people, and items are a thing of their own
            case PROJECT_ID, OWNER_ID, SHARED_WITH -> {} // the gateway's own
            case NOTES,
                    STATUS,
                    PLATFORM,
                    URL,
                    ENDED_AT,
                    DURATION_SECONDS,
                    RECORDING_URL,
                    RECORDING_SIZE_BYTES,
                    RECORDING_SDK_UPLOAD_ID,
                    RECORDING_RECALL_RECORDING_ID,
                    RECORDING_ERROR,
                    SUMMARY,
                    SUMMARY_GENERATED_AT,
                    TASKS_GENERATED_AT -> {} // the style has no place for them
        }
    }

    /** Epoch seconds, rounded down. */
    static @Nullable Long seconds(@Nullable Instant moment) {
        return moment == null ? null : (Long) moment.getEpochSecond();
    }
}
