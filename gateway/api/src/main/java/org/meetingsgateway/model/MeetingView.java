package org.meetingsgateway.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with the parts that were asked for; a part that was not is null.
 *
 * @param text the transcript's text: the segments' texts in order, joined by one space
 */
public record MeetingView(
        Meeting meeting,
        @Nullable String text,
        @Nullable List<Report> reports,
        @Nullable List<ActionItem> actionItems,
        @Nullable List<MinuteItem> agenda,
        @Nullable List<MinuteItem> minutes) {
    /** The meeting alone. */
    public static MeetingView of(Meeting meeting) {
        return new MeetingView(meeting, null, null, null, null, null);
    }
}
