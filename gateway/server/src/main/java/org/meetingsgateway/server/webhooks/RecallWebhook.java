package org.meetingsgateway.server.webhooks;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.server.store.UploadEvent;

/** The webhooks of Recall.ai: of all that it tells, what it says of uploads of the desktop SDK. */
final class RecallWebhook {
    private static final String UPLOAD = "sdk_upload.";
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    private RecallWebhook() {}

    /**
     * Empty where it is about anything else.
     *
     * @param id of the message
     * @throws Problem.Malformed when it is no event, or one of no upload
     */
    static Optional<UploadEvent> read(String id, Buffer body) {
        var message = object(body);
        if (!(message.getValue("event") instanceof String event)) {
            throw new Problem.Malformed("event is missing");
        }
        var status = event.startsWith(UPLOAD) ? status(event.substring(UPLOAD.length())) : null;
        if (status == null) {
            return Optional.empty();
        }
        var data = member(message, "data");
        if (!(member(data, "sdk_upload").getValue("id") instanceof String upload)) {
            throw new Problem.Malformed("data.sdk_upload.id is missing");
        }
        var recordingId = uuid(member(data, "recording").getValue("id"));
        return Optional.of(new UploadEvent(
                id,
                uuid(upload).orElseThrow(() -> new Problem.NotFound("upload")),
                status,
                status == MeetingStatus.PROCESSING ? recordingId.orElse(null) : null,
                status == MeetingStatus.FAILED ? error(member(data, "data").getValue("sub_code")) : null));
    }

    private static @Nullable MeetingStatus status(String code) {
        return switch (code) {
            case "recording_started" -> MeetingStatus.RECORDING;
            case "recording_ended", "uploading" -> MeetingStatus.UPLOADING;
            case "complete" -> MeetingStatus.PROCESSING;
            case "failed" -> MeetingStatus.FAILED;
            default -> null;
        };
    }

    private static String error(@Nullable Object subCode) {
        var why = subCode instanceof String code && CODE.matcher(code).matches() ? ": " + code : "";
        return "Recall.ai could not take the upload" + why;
    }

    private static Optional<UUID> uuid(@Nullable Object id) {
        return id instanceof String text && ID.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private static JsonObject object(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new Problem.Malformed("The body is no JSON object");
        }
    }

    private static JsonObject member(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }
}
