package org.meetingsgateway.simulators;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong with a product. */
public enum Fault {
    RATE_LIMITED("answers that the quota is spent although it is not, until the seconds are over", 2),
    SERVER_ERROR("answers 500, 502, 503 or 504; what was asked is done all the same before 502 and 504", 1),
    SLOW("answers after the seconds", 2),
    NO_ANSWER("does what was asked and never answers", 0),
    DROPPED("does what was asked and closes the connection instead of an answer", 0),
    TRUNCATED("closes the connection in the middle of the body", 0),
    MALFORMED("answers with a page for people, with half of the document, with other types or with nothing", 0),
    UNKNOWN_MEMBERS("has members in its documents that nobody has told of", 0),
    LATE_TRANSCRIPTS("has new meetings without what was said, which comes after the seconds", 5),
    PAGE_DRIFT("gets or loses a meeting while somebody turns its pages", 0),
    ENDLESS_PAGES("begins its list anew after the last page, and says that there are more", 0),
    MASS_DELETION("has lost a share of its meetings, until it is switched off", 0),
    REVOKED_KEY("knows the key no more", 0),
    FOREIGN_LINK("links to the next page on another host, where the style has links", 0),
    REDIRECT("sends to another host", 0);

    private final String about;
    private final int seconds;

    Fault(String about, int seconds) {
        this.about = about;
        this.seconds = seconds;
    }

    /** What it does, as the rest of a sentence about the product. */
    public String about() {
        return about;
    }

    /** How long it takes where nobody says it; 0 where it has no length. */
    int seconds() {
        return seconds;
    }

    /** As the control names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Fault> of(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code().equals(code))
                .findFirst();
    }
}
