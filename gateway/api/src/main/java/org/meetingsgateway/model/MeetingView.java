package org.meetingsgateway.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with the parts that were asked for; a part that was not is null.
 *
 * @param text the transcript's text: the segments' texts in order, joined by one space
 * @param raw every document that it was read from; none where it was made here
 */
public record MeetingView(
        Meeting meeting,
        @Nullable String text,
        @Nullable List<Report> reports,
        @Nullable List<ActionItem> actionItems,
        @Nullable List<MinuteItem> agenda,
        @Nullable List<MinuteItem> minutes,
        @Nullable List<RawDocument> raw) {
    /** The meeting alone. */
    public static MeetingView of(Meeting meeting) {
        return new MeetingView(meeting, null, null, null, null, null, null);
    }

    public MeetingView withText(String all) {
        return new MeetingView(meeting, all, reports, actionItems, agenda, minutes, raw);
    }

    public MeetingView withRaw(List<RawDocument> documents) {
        return new MeetingView(meeting, text, reports, actionItems, agenda, minutes, documents);
    }
}
