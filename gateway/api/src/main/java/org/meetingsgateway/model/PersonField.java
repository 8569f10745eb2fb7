package org.meetingsgateway.model;

/** What can be written of a person. */
public enum PersonField implements Field {
    FIRST_NAME(String.class),
    LAST_NAME(String.class),
    EMAIL(String.class),
    ADMINISTRATOR(Boolean.class),
    COMPANY(String.class),
    DEPARTMENT(String.class),
    JOB_TITLE(String.class),
    SKYPE(String.class),
    MOBILE_PHONE(String.class),
    HOME_PHONE(String.class),
    WORK_PHONE(String.class),
    ADDRESS(String.class),
    TIMEZONE(String.class),
    WEEK_START(Integer.class);

    private final Class<?> type;

    PersonField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
