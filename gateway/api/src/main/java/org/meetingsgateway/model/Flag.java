package org.meetingsgateway.model;

/** Two colours by which people recognise a project; given at random when it is created. */
public record Flag(Color left, Color right) {
    /** The colours that there are. */
    public enum Color implements Coded {
        YELLOW,
        WHITE,
        RED,
        PINK,
        MAGENTA,
        GREEN,
        BROWN,
        BLUE
    }
}
