package org.meetingsgateway.bench;

import java.util.ArrayList;
import java.util.List;

/** A list in one tenant, served by the gateway and by the yardstick, and what was measured of both. */
final class Case {
    final Listing listing;
    final int meetings;
    final Request gateway;
    final Request bare;
    final List<Measured> gatewayRounds = new ArrayList<>();
    final List<Measured> bareRounds = new ArrayList<>();

    Case(Listing listing, int meetings, Request gateway, Request bare) {
        this.listing = listing;
        this.meetings = meetings;
        this.gateway = gateway;
        this.bare = bare;
    }

    String label() {
        return "%s, %,d meetings".formatted(listing.label(), meetings);
    }
}
