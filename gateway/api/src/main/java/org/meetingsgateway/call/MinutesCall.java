package org.meetingsgateway.call;

import java.util.List;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;

/** Calls about the agenda or the minutes of one meeting as a thing that several people edit. */
public sealed interface MinutesCall<A> extends Call<A> {
    record GetMinutes(MeetingRef ref, MinuteItems.Part part) implements MinutesCall<MinuteItems> {}

    /** All items at once; {@link Problem.PreconditionFailed} where {@code lockVersion} is not the current one. */
    record ReplaceMinutes(MeetingRef ref, MinuteItems.Part part, long lockVersion, List<MinuteItem> items)
            implements MinutesCall<MinuteItems> {
        public ReplaceMinutes {
            items = List.copyOf(items);
        }
    }
}
