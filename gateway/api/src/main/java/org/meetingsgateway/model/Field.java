package org.meetingsgateway.model;

/** A field that can be written. */
public interface Field extends Coded {
    /** The Java type of its values. */
    Class<?> type();
}
