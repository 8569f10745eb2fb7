package org.meetingsgateway.call;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Calls about action items. An id is a canonical id or an alias, as the caller sent it. */
public sealed interface ActionItemCall<A> extends Call<A> {
    record ListActionItems(ActionItemQuery query, Slice slice) implements ActionItemCall<Page<ActionItem>> {}

    record GetActionItem(String id) implements ActionItemCall<ActionItem> {}

    record CreateActionItem(MeetingRef meeting, Changes<ActionItemField> actionItem)
            implements ActionItemCall<ActionItem> {}

    record UpdateActionItem(String id, @Nullable Precondition expected, Changes<ActionItemField> changes)
            implements ActionItemCall<ActionItem> {}

    record DeleteActionItem(String id, @Nullable Precondition expected) implements ActionItemCall<Void> {}

    record AddComment(String id, String text) implements ActionItemCall<ActionItem> {}
}
