package org.meetingsgateway.adapters.minutebase;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Privacy;

/**
 * The attributes of a meeting that a body may have and that point to nothing; for those that do see {@link References}. What
 * is wrong is in the body's errors.
 */
final class MeetingBody {
    /** The title of a meeting that is created without one. */
    static final String TITLE = "A New Meeting";

    private static final int LONGEST_TITLE = 1000;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_URL = 2048;
    private static final Pattern HTTP = Pattern.compile("https?://\\S+");
    private static final int TAGS = 100;
    private static final int LONGEST_TAG = 100;

    /** Attributes that are a short text, or nothing. */
    private static final Map<String, MeetingField> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("conference_number", MeetingField.CONFERENCE_NUMBER);
        TEXTS.put("conference_ext", MeetingField.CONFERENCE_EXTENSION);
        TEXTS.put("conference_password", MeetingField.CONFERENCE_PASSWORD);
    }

    private static final String PRIVACIES =
            Arrays.stream(Privacy.values()).map(Coded::code).collect(Collectors.joining(", "));

    private MeetingBody() {}

    /** What a new meeting is to have; one without a title gets one. */
    static Changes.Builder<MeetingField> readNew(Body body) {
        var changes = Changes.of(MeetingField.class);
        var title = body.text("title", LONGEST_TITLE);
        changes.set(MeetingField.TITLE, title == null || title.isBlank() ? TITLE : title);
        if (body.value("start_at") != null) {
            changes.set(MeetingField.STARTS_AT, body.moment("start_at"));
        }
        if (body.value("privacy") != null) {
            privacy(body, changes);
        }
        return rest(body, changes);
    }

    /** What is to change. */
    static Changes.Builder<MeetingField> read(Body body) {
        var changes = Changes.of(MeetingField.class);
        if (body.has("title")) {
            var title = body.text("title", LONGEST_TITLE);
            if (body.value("title") == null || (title != null && title.isBlank())) {
                body.reject("title", "please enter a title");
            }
            changes.set(MeetingField.TITLE, title);
        }
        if (body.has("start_at")) {
            if (body.value("start_at") == null) {
                body.reject("start_at", "must be a time in epoch seconds");
            }
            changes.set(MeetingField.STARTS_AT, body.moment("start_at"));
        }
        if (body.has("privacy")) {
            privacy(body, changes);
        }
        return rest(body, changes);
    }

    private static Changes.Builder<MeetingField> rest(Body body, Changes.Builder<MeetingField> changes) {
        if (body.has("description")) {
            var description = body.text("description", LONGEST_TEXT);
            changes.set(MeetingField.DESCRIPTION, description == null || description.isEmpty() ? null : description);
        }
        if (body.has("location")) {
            changes.set(MeetingField.LOCATION, body.text("location", LONGEST_TITLE));
        }
        TEXTS.forEach((name, field) -> {
            if (body.has(name)) {
                changes.set(field, body.text(name, LONGEST_NAME));
            }
        });
        if (body.has("short_url")) {
            shortUrl(body, changes);
        }
        if (body.has("categories")) {
            categories(body, changes);
        }
        return changes;
    }

    private static void privacy(Body body, Changes.Builder<MeetingField> changes) {
        var privacy = body.value("privacy") instanceof String code ? Coded.find(Privacy.class, code) : null;
        if (privacy == null || privacy.isEmpty()) {
            body.reject("privacy", "must be one of " + PRIVACIES);
        } else {
            changes.set(MeetingField.PRIVACY, privacy.get());
        }
    }

    private static void shortUrl(Body body, Changes.Builder<MeetingField> changes) {
        var url = body.text("short_url", LONGEST_URL);
        if (url != null && !HTTP.matcher(url).matches()) {
            body.reject("short_url", "must be an address that begins with http:// or https://");
        }
        changes.set(MeetingField.SHORT_URL, url);
    }

    private static void categories(Body body, Changes.Builder<MeetingField> changes) {
        var tags = body.texts("categories");
        if (tags.size() > TAGS) {
            body.reject("categories", "are too many: " + TAGS + " at most");
        }
        if (tags.stream().anyMatch(tag -> tag.isEmpty() || tag.length() > LONGEST_TAG)) {
            body.reject("categories", "must have 1 to " + LONGEST_TAG + " characters each");
        }
        changes.set(MeetingField.TAGS, tags);
    }
}
