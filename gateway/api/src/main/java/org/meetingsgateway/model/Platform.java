package org.meetingsgateway.model;

/** Where a meeting took place; the words are those of the desktop style, the only one that knows platforms. */
public enum Platform implements Coded {
    ZOOM,
    TEAMS,
    MEET,
    DESKTOP_AUDIO,
    SLACK
}
