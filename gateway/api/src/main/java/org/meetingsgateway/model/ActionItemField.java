package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;

/** What can be written of an action item. */
public enum ActionItemField implements Field {
    TITLE(String.class),
    DESCRIPTION(String.class),
    ASSIGNEE(String.class),
    /** of UUID */
    ASSIGNEE_IDS(List.class),
    DUE_AT(Instant.class),
    STATE(ActionItem.State.class);

    private final Class<?> type;

    ActionItemField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
