package org.meetingsgateway.adapters.meetlog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.KeyForm;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Where MeetLog's API answers, whom it answers, and the table of what it answers. */
final class MeetLogSurface implements Surface {
    /** What every path of the API begins with. */
    static final String EXPORT = "/api/v1/export";

    private static final Pattern BEARER = Pattern.compile("(?i:bearer)[ \t]+(" + MeetLogKeys.START + "[^\\s]+)");

    private final List<Endpoint> endpoints = Stream.of(
                    Transcripts.endpoints(), Reports.endpoints(), Projects.endpoints())
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "meetlog";
    }

    @Override
    public Address address() {
        return new Address(Set.of("meetlog.ru"), "/meetlog", Set.of(EXPORT));
    }

    @Override
    public @Nullable String credential(WireRequest request) {
        var authorization = request.header("Authorization");
        if (authorization == null) {
            return null;
        }
        var bearer = BEARER.matcher(authorization.strip());
        return bearer.matches() ? bearer.group(1) : null;
    }

    @Override
    public Optional<KeyForm> keys() {
        return Optional.of(new MeetLogKeys());
    }

    @Override
    public boolean claims(String credential) {
        return credential.startsWith(MeetLogKeys.START);
    }

    /** Without a key every path says that it wants one. */
    @Override
    public boolean authenticatesEveryMethod() {
        return true;
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Problem unknownPath(String path) {
        return path.equals(EXPORT) || path.startsWith(EXPORT + "/")
                ? new Problem.NotFound("resource")
                : new Problem.Forbidden("An export key opens nothing outside " + EXPORT);
    }

    @Override
    public Principal.View view() {
        return Principal.View.OWNED;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        return MeetLogErrors.render(problem);
    }
}
