package org.meetingsgateway.adapters.desktop;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireRequest;

/** A personal API key and where a request has it. Of several places only the first counts, whatever it holds. */
record Credential(String key, Place place) {
    /** The member of a body, and the query parameter. */
    static final String NAME = "personal_api_key";

    private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S.+)", Pattern.DOTALL);

    /** Where a key may be. */
    enum Place {
        HEADER("Authorization header"),
        BODY("body"),
        QUERY("query string");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        /** As errors name it. */
        String words() {
            return words;
        }
    }

    /**
     * The first that there is; null where there is none.
     *
     * @throws org.meetingsgateway.call.Problem.Malformed when it would have to be in a body that cannot be read
     */
    static @Nullable Credential of(WireRequest request) {
        var header = inHeader(request);
        if (header != null) {
            return new Credential(header, Place.HEADER);
        }
        var body = Body.text(request, NAME);
        if (body != null && !body.isEmpty()) {
            return new Credential(body, Place.BODY);
        }
        var query = request.parameter(NAME);
        return query == null || query.isEmpty() ? null : new Credential(query, Place.QUERY);
    }

    /** The key of the header, or null. */
    static @Nullable String inHeader(WireRequest request) {
        var authorization = request.header("Authorization");
        if (authorization == null) {
            return null;
        }
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? bearer.group(1).strip() : null;
    }
}
