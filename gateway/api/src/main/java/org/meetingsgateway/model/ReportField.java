package org.meetingsgateway.model;

/** What can be written of a report. */
public enum ReportField implements Field {
    TEMPLATE_NAME(String.class),
    TEMPLATE_CODE(String.class),
    CONTENT(String.class),
    STATUS(Report.Status.class),
    IS_AUTO_GENERATED(Boolean.class);

    private final Class<?> type;

    ReportField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
