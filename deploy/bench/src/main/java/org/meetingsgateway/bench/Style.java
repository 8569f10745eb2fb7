package org.meetingsgateway.bench;

import java.util.Locale;

/** A surface whose list of meetings is measured. */
enum Style {
    CANONICAL("/v1/meetings?limit="),
    MEETLOG("/api/v1/export/transcripts?page_size=");

    /** Meetings in one answer. */
    static final int PAGE = 50;

    private final String list;

    Style(String list) {
        this.list = list;
    }

    String path() {
        return list + PAGE;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
