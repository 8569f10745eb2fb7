package org.meetingsgateway.server.access;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes of the canonical API (RFC 6749 §3.3). {@code write} does not imply {@code read}. */
public final class Scopes {
    /** Every scope there is. */
    public static final Set<String> CANONICAL = Stream.concat(
                    Stream.of("meetings", "transcripts", "reports", "projects", "people", "action_items", "queries")
                            .flatMap(resource -> Stream.of(resource + ":read", resource + ":write")),
                    Stream.of("sources:read"))
            .collect(Collectors.toUnmodifiableSet());

    private Scopes() {}

    /**
     * The known ones among the granted, with what they imply: a scope on meetings holds for what belongs to a meeting.
     * Done once, when the principal is made, so that an endpoint looks for one scope only.
     */
    public static Set<String> expanded(Collection<String> granted) {
        var all = new TreeSet<String>();
        for (var scope : granted) {
            if (!CANONICAL.contains(scope)) {
                continue;
            }
            all.add(scope);
            if (scope.startsWith("meetings:")) {
                var access = scope.substring("meetings".length());
                all.add("transcripts" + access);
                all.add("reports" + access);
                all.add("action_items" + access);
            }
        }
        return Set.copyOf(all);
    }
}
