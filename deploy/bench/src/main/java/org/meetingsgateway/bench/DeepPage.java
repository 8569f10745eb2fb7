package org.meetingsgateway.bench;

import java.util.ArrayList;
import java.util.List;

/** A page of a list in a tenant, and what was measured of it. */
final class DeepPage {
    /** Which one. */
    enum Place {
        FIRST("page 1"),
        THOUSANDTH("page 1,000"),
        LAST("the last page");

        final String label;

        Place(String label) {
            this.label = label;
        }

        /** Counted from 1; 0 where a list of so many items has no such page. */
        long number(long items) {
            long last = Math.max(1, Math.ceilDiv(items, DeepList.PAGE));
            return switch (this) {
                case FIRST -> 1;
                case THOUSANDTH -> last > 1_000 ? 1_000 : 0;
                case LAST -> last > 1 ? last : 0;
            };
        }
    }

    final DeepList list;
    final int meetings;
    final Place place;
    final Request request;
    final List<Measured> rounds = new ArrayList<>();

    DeepPage(DeepList list, int meetings, Place place, Request request) {
        this.list = list;
        this.meetings = meetings;
        this.place = place;
        this.request = request;
    }

    String label() {
        return "%s, %,d meetings: %s".formatted(list.label(), meetings, place.label);
    }
}
