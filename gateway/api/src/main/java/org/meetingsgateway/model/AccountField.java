package org.meetingsgateway.model;

/** What can be written of an account. */
public enum AccountField implements Field {
    NAME(String.class),
    SLUG(String.class),
    TIMEZONE(String.class),
    WEEK_START(Integer.class);

    private final Class<?> type;

    AccountField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
