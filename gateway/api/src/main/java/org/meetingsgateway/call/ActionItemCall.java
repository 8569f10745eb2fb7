package org.meetingsgateway.call;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Calls about action items. Ids are the canonical ones, as the caller sent them. */
public sealed interface ActionItemCall<A> extends Call<A> {
    /** Newest first; of one meeting, or of all that the principal may see; {@code state} null: in any state. */
    record ListActionItems(@Nullable MeetingRef meeting, ActionItem.@Nullable State state, Slice slice)
            implements ActionItemCall<Page<ActionItem>> {}

    record GetActionItem(String id) implements ActionItemCall<ActionItem> {}

    record CreateActionItem(MeetingRef meeting, Changes<ActionItemField> actionItem)
            implements ActionItemCall<ActionItem> {}

    record UpdateActionItem(String id, @Nullable Precondition expected, Changes<ActionItemField> changes)
            implements ActionItemCall<ActionItem> {}

    record DeleteActionItem(String id, @Nullable Precondition expected) implements ActionItemCall<Void> {}
}
