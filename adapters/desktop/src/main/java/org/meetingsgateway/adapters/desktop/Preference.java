package org.meetingsgateway.adapters.desktop;

import java.util.Locale;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code Prefer: return=minimal} (RFC 7240): a recording without its transcript is answer enough. */
final class Preference {
    static final String HEADER = "Prefer";
    static final String MINIMAL = "return=minimal";

    private Preference() {}

    static boolean isMinimal(WireRequest request) {
        for (var header : request.headers().getAll(HEADER)) {
            for (var preference : header.split(",", -1)) {
                // RFC 7240 §2: a token, its value perhaps in quotes, then parameters; the first of a kind counts.
                var one = preference.split(";", 2)[0].replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
                if (one.startsWith("return=")) {
                    return one.equals(MINIMAL);
                }
            }
        }
        return false;
    }

    static WireResponse applied(WireResponse answer) {
        return answer.with("Preference-Applied", MINIMAL);
    }
}
