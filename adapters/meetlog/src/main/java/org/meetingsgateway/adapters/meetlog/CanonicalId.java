package org.meetingsgateway.adapters.meetlog;

import java.util.Locale;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;

/**
 * The {@code {id}} of a path: a UUID and nothing else. The store also knows things by alias and slug, which MeetLog does
 * not, so those are turned away here.
 */
final class CanonicalId {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private CanonicalId() {}

    /**
     * The id in lower case; letter case in a request does not matter (RFC 9562 §4).
     *
     * @throws Problem.NotFound when it is no UUID
     */
    static String of(WireRequest request, String what) {
        var id = request.pathParam("id").toLowerCase(Locale.ROOT);
        if (!UUID.matcher(id).matches()) {
            throw new Problem.NotFound(what);
        }
        return id;
    }
}
