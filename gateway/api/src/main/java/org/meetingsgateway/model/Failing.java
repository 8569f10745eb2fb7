package org.meetingsgateway.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found to fail now: what a {@link Failure} is made of, and what the rules of its project ask about.
 *
 * @param id of the meeting, or of the connection
 * @param projectId whose rules are asked; null where there are none to ask
 * @param message of at most {@link #MAX_MESSAGE} characters
 * @param properties by the keys of {@link RuleFilter}s; what is not set is not there
 */
public record Failing(
        Failure.Kind kind, UUID id, @Nullable UUID projectId, String message, Map<String, List<String>> properties) {
    /** What is longer is cut. */
    public static final int MAX_MESSAGE = 10_000;

    private static final String UNSAID = "The recording failed.";

    public Failing {
        properties = Map.copyOf(properties);
    }

    /** A meeting with the status {@link MeetingStatus#FAILED}. */
    public static Failing recording(Meeting meeting) {
        var project = meeting.project();
        var recording = meeting.recording();
        var message = recording.error() == null || recording.error().isBlank() ? UNSAID : cut(recording.error());
        var properties = new LinkedHashMap<String, List<String>>();
        say(properties, "kind", Failure.Kind.RECORDING.code());
        for (var name : List.of("message", "error_message", "$exception_message")) {
            say(properties, name, message);
        }
        var platform = meeting.platform();
        say(properties, "platform", platform == null ? null : platform.code());
        say(properties, "meeting_title", meeting.title());
        say(properties, "meeting_url", meeting.url());
        // In the words of this model, and in those of the style whose rules these are.
        properties.put("status", List.of(meeting.status().code(), "error"));
        say(properties, "user_id", meeting.owner().user());
        say(properties, "sdk_upload_id", recording.sdkUploadId());
        say(properties, "recording_id", meeting.id());
        say(properties, "duration_seconds", meeting.durationSeconds());
        return new Failing(
                Failure.Kind.RECORDING, meeting.id(), project == null ? null : project.id(), message, properties);
    }

    /**
     * A connection that does not work as it should.
     *
     * @param style of its account
     * @param code what is wrong with it, in a word
     * @param detail the same for people
     */
    public static Failing connection(UUID id, UUID projectId, String style, String name, String code, String detail) {
        var message = cut(detail);
        var properties = new LinkedHashMap<String, List<String>>();
        say(properties, "kind", Failure.Kind.CONNECTION.code());
        for (var each : List.of("message", "error_message", "$exception_message")) {
            say(properties, each, message);
        }
        properties.put("status", List.of("failed", "error"));
        say(properties, "code", code);
        say(properties, "style", style);
        say(properties, "name", name);
        say(properties, "connection_id", id);
        return new Failing(Failure.Kind.CONNECTION, id, projectId, message, properties);
    }

    private static void say(Map<String, List<String>> properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.put(key, List.of(value.toString()));
        }
    }

    /** Never between the halves of a character. */
    private static String cut(String text) {
        if (text.length() <= MAX_MESSAGE) {
            return text;
        }
        return text.substring(0, MAX_MESSAGE - (Character.isHighSurrogate(text.charAt(MAX_MESSAGE - 1)) ? 1 : 0));
    }
}
