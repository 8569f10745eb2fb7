package org.meetingsgateway.adapters.desktop;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.remote.Document;

/** The style's words for where a recording is in its life, and for where it was made. */
final class Words {
    /** Where nobody knows. */
    static final Platform PLATFORM = Platform.DESKTOP_AUDIO;

    private Words() {}

    static String status(MeetingStatus status) {
        return switch (status) {
            case RECORDING -> "recording";
            case UPLOADING -> "uploading";
            case SCHEDULED, PROCESSING -> "processing";
            case COMPLETED -> "ready";
            case FAILED -> "error";
        };
    }

    /** What is written for a word; null for a word that the style does not have. */
    static @Nullable MeetingStatus status(String word) {
        return switch (word) {
            case "recording" -> MeetingStatus.RECORDING;
            case "uploading" -> MeetingStatus.UPLOADING;
            case "processing" -> MeetingStatus.PROCESSING;
            case "ready" -> MeetingStatus.COMPLETED;
            case "error" -> MeetingStatus.FAILED;
            default -> null;
        };
    }

    /** All that is shown as a word; none for a word that the style does not have. */
    static Set<MeetingStatus> statuses(String word) {
        var status = status(word);
        if (status == null) {
            return Set.of();
        }
        return status == MeetingStatus.PROCESSING ? Set.of(status, MeetingStatus.SCHEDULED) : Set.of(status);
    }

    /** A word that the style does not have is {@code processing}: its story is not at an end that is known. */
    static MeetingStatus status(Document recording) {
        var status = status(recording.text("status"));
        if (status == null) {
            recording.strange("status");
            return MeetingStatus.PROCESSING;
        }
        return status;
    }

    static String platform(@Nullable Platform platform) {
        return (platform == null ? PLATFORM : platform).code();
    }

    /** Null for a word that the style does not have. */
    static @Nullable Platform platform(String word) {
        return Coded.find(Platform.class, word).orElse(null);
    }

    /** Null for a word that the style does not have, and where there is none. */
    static @Nullable Platform platform(Document recording) {
        var word = recording.textOrNull("platform");
        var platform = word == null ? null : platform(word);
        if (word != null && platform == null) {
            recording.strange("platform");
        }
        return platform;
    }
}
