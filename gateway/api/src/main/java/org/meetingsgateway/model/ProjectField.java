package org.meetingsgateway.model;

import java.util.List;

/** What can be written of a project. */
public enum ProjectField implements Field {
    NAME(String.class),
    DESCRIPTION(String.class),
    COLOR(String.class),
    /** of UUID; empty means everyone in the tenant */
    MEMBER_IDS(List.class),
    ARCHIVED(Boolean.class);

    private final Class<?> type;

    ProjectField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
