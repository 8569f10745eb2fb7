package org.meetingsgateway.adapters.meetlog;

import java.util.Set;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireRequest;

/** {@code page} and {@code page_size} of the three lists: pulled into their bounds, and {@code meta} says what was used. */
final class Paging {
    static final Set<String> QUERY = Set.of("page", "page_size");

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 100;

    private Paging() {}

    /**
     * The page that was asked for.
     *
     * @throws Problem.Invalid when one of the two is not a whole number
     */
    static Slice.Numbered of(WireRequest request) {
        var params = request.params();
        return new Slice.Numbered(params.clamped("page", 1, 1, Integer.MAX_VALUE), (int)
                params.clamped("page_size", DEFAULT_SIZE, 1, MAX_SIZE));
    }
}
