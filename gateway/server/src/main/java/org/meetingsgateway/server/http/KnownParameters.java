package org.meetingsgateway.server.http;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;

/** Query parameters that an endpoint does not know have no effect: the caller is told so, one way or the other. */
final class KnownParameters {
    private static final int NAMED = 20;
    private static final int LENGTH = 60;

    private KnownParameters() {}

    /**
     * Those that the endpoint knows; names are case-sensitive, although the map that carries them is not.
     *
     * @throws Problem.Invalid where the surface refuses the others
     */
    static MultiMap of(Visit visit, Endpoint endpoint, MultiMap query) {
        if (query.isEmpty()) {
            return query;
        }
        var surface = visit.surface().surface();
        var unknown = new LinkedHashSet<String>();
        var known = MultiMap.caseInsensitiveMultiMap();
        for (var parameter : query) {
            var name = parameter.getKey();
            if (isCredential(surface, name)) {
                continue;
            }
            if (endpoint.query().contains(name)) {
                known.add(name, parameter.getValue());
            } else {
                unknown.add(name);
            }
        }
        if (unknown.isEmpty()) {
            return known;
        }
        if (surface.refusesUnknownParameters()) {
            throw new Problem.Invalid(unknown.stream()
                    .limit(NAMED)
                    .map(name -> new Violation(
                            Violation.In.QUERY, cut(name), "unknown_parameter", "Unknown parameter " + cut(name)))
                    .toList());
        }
        visit.ignored(named(unknown));
        return known;
    }

    /** The credential was read with its name in any case: so it must stay unseen. */
    private static boolean isCredential(Surface surface, String name) {
        return surface.credentialParameters().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static String named(Set<String> unknown) {
        return unknown.stream()
                .limit(NAMED)
                .map(name -> URLEncoder.encode(cut(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining(", "));
    }

    private static String cut(String name) {
        return name.length() <= LENGTH
                ? name
                : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LENGTH)));
    }
}
