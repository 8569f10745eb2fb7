package org.meetingsgateway.server.canonical;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The canonical API, {@code /v1}, and the pages that are open to anyone. */
public final class CanonicalSurface implements Surface {
    static final String NAME = "canonical";

    private static final String BEARER = "Bearer ";

    private final List<Endpoint> endpoints;

    /**
     * @param contract the canonical one
     * @param others endpoints of others that are served here: contracts, their pages, public keys, sources
     * @param clock says how old is what is stored
     */
    public CanonicalSurface(RequestContract contract, List<Endpoint> others, Clock clock) {
        var resource = new Resource(contract);
        var fresh = new FreshReads(clock);
        var all = new ArrayList<>(others);
        all.addAll(new MeetingEndpoints(resource, fresh).endpoints());
        all.addAll(new TranscriptEndpoints(resource, fresh).endpoints());
        all.addAll(new ReportEndpoints(resource, fresh).endpoints());
        all.addAll(new ActionItemEndpoints(resource, fresh).endpoints());
        all.addAll(new ProjectEndpoints(resource).endpoints());
        all.addAll(new PersonEndpoints(resource).endpoints());
        all.addAll(new AccountEndpoints(resource).endpoints());
        all.add(new FailureEndpoints(resource).endpoint());
        all.add(new MeEndpoint(resource).endpoint());
        endpoints = List.copyOf(all);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Address address() {
        return new Address(Set.of(), "", Set.of("/v1", "/docs", "/openapi", "/.well-known"));
    }

    @Override
    public @Nullable String credential(WireRequest request) {
        var given = request.headers().getAll("Authorization");
        if (given.size() != 1) {
            return null;
        }
        return bearer(given.getFirst());
    }

    /** One word after the scheme, between spaces; a long one is not matched letter by letter. */
    private static @Nullable String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        int from = BEARER.length();
        int to = authorization.length();
        while (from < to && authorization.charAt(from) == ' ') {
            from++;
        }
        while (from < to && authorization.charAt(to - 1) == ' ') {
            to--;
        }
        var token = authorization.substring(from, to);
        return token.isEmpty() || token.indexOf(' ') >= 0 || token.indexOf('\t') >= 0 ? null : token;
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public boolean authenticatesUnknownPaths() {
        return false;
    }

    @Override
    public Principal.View view() {
        return Principal.View.PERMITTED;
    }

    @Override
    public boolean refusesUnknownParameters() {
        return true;
    }

    @Override
    public boolean idempotencyKeys() {
        return true;
    }

    @Override
    public long maxBodyBytes() {
        return 8 << 20;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        return ProblemJson.render(problem, request);
    }

    @Override
    public void rateHeaders(RateStatus status, MultiMap headers) {
        RateHeaders.write(status, headers);
    }
}
