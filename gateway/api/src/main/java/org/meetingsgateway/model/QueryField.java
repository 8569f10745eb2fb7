package org.meetingsgateway.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What can be written of a saved query; a name stays as it was made. */
public enum QueryField implements Field {
    NAME(String.class),
    DESCRIPTION(String.class),
    SQL(String.class),
    /** of {@link QueryVariable} */
    VARIABLES(List.class),
    /** of text to JSON */
    NOTES(Map.class),
    ACTIVE(Boolean.class),
    CACHE_AGE(Duration.class);

    private final Class<?> type;

    QueryField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
