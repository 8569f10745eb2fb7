package org.meetingsgateway.bench;

import java.util.Locale;
import org.meetingsgateway.call.Principal;

/** A list of meetings that is measured. */
enum Listing {
    CANONICAL("/v1/meetings?limit=" + Listing.PAGE, "canonical list of " + Listing.PAGE, Principal.View.PERMITTED),
    MEETLOG(
            "/api/v1/export/transcripts?page_size=" + Listing.PAGE,
            "meetlog list of " + Listing.PAGE,
            Principal.View.OWNED),
    MINUTEBASE(
            "/minutebase/%s/api/v1/meetings/" + Dataset.FIRST_DAY + "?per_page=" + Listing.PAGE,
            "minutebase list of " + Listing.PAGE,
            Principal.View.DISCLOSED),
    MONTH("/minutebase/%s/api/v1/meetings/month/" + Dataset.FIRST_MONTH, "minutebase month", Principal.View.DISCLOSED);

    /** Meetings in one answer that is a page. */
    static final int PAGE = 50;

    private final String path;
    private final String label;
    private final Principal.View view;

    Listing(String path, String label, Principal.View view) {
        this.path = path;
        this.label = label;
        this.view = view;
    }

    /** Of a tenant, whose slug is in MinuteBase's paths. */
    String path(String tenant) {
        return path.formatted(tenant);
    }

    String label() {
        return label;
    }

    /** What the caller sees on the surface. */
    Principal.View view() {
        return view;
    }

    /** What an option calls it. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
