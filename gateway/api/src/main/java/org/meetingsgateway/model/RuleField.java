package org.meetingsgateway.model;

import java.util.Map;

/** What can be written of an assignment rule. */
public enum RuleField implements Field {
    /** of text to JSON */
    FILTERS(Map.class),
    ASSIGNEE(Assignee.class);

    private final Class<?> type;

    RuleField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
