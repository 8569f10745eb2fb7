package org.meetingsgateway.server.http;

import io.vertx.core.MultiMap;
import java.util.LinkedHashSet;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Ignored;

/** Query parameters that an endpoint does not know have no effect: the caller is told so, one way or the other. */
final class KnownParameters {
    /** So many that are refused are enough to be told. */
    private static final int MOST_TOLD = 100;

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
            if (surface.credentialParameters().contains(name)) {
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
                    .limit(MOST_TOLD)
                    .map(Ignored::shortened)
                    .map(name ->
                            new Violation(Violation.In.QUERY, name, "unknown_parameter", "Unknown parameter " + name))
                    .toList());
        }
        visit.ignored(Ignored.value(unknown));
        return known;
    }
}
