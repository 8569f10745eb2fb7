package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.KeyForm;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.Accept;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Where the style answers, whom it answers, and the table of what it answers. */
final class DesktopSurface implements Surface {
    /** What the paths of one project begin with: two names of one thing. */
    static final List<String> ROOTS = List.of("/api/environments", "/api/projects");

    private static final long MAX_BODY = 20L << 20;
    /** In what comes after the project. */
    private static final Pattern DOT = Pattern.compile("^/api/[^/]+/[^/]+/.*?(\\.|%2[Ee])");

    private final List<Endpoint> endpoints = ROOTS.stream()
            .map(root -> root + "/:" + Teams.VARIABLE)
            .flatMap(project -> Stream.of(
                    RecordingLists.endpoints(project),
                    Recordings.endpoints(project),
                    Queries.endpoints(project),
                    QueryRuns.endpoints(project),
                    LastRuns.endpoints(project),
                    Rules.endpoints(project)))
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "desktop";
    }

    @Override
    public Address address() {
        return new Address(
                Set.of("us.posthog.com", "eu.posthog.com", "app.posthog.com"), "/desktop", Set.copyOf(ROOTS));
    }

    @Override
    public @Nullable String credential(WireRequest request) {
        var credential = Credential.of(request);
        return credential == null ? null : credential.key();
    }

    @Override
    public boolean credentialMayBeInBody(WireRequest request) {
        return Credential.inHeader(request) == null;
    }

    @Override
    public Optional<KeyForm> keys() {
        return Optional.of(new DesktopKeys());
    }

    @Override
    public boolean claims(String credential) {
        return credential.startsWith(DesktopKeys.START);
    }

    @Override
    public Set<String> credentialParameters() {
        return Set.of(Credential.NAME);
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Problem unknownPath(String path) {
        return new Problem.NotFound("endpoint");
    }

    @Override
    public boolean authenticatesUnknownPaths() {
        return false;
    }

    /** No id of anything in a project has a dot. */
    @Override
    public boolean mayHave(String path) {
        return !DOT.matcher(path).find();
    }

    @Override
    public boolean authenticatesEveryMethod() {
        return true;
    }

    /** There is nothing but JSON. */
    @Override
    public void negotiate(WireRequest request) {
        Accept.best(request.headers().getAll("Accept"), List.of(Body.JSON));
    }

    @Override
    public @Nullable WireResponse preflight(WireRequest request, Set<String> methods) {
        return CrossOrigin.preflight(request, methods);
    }

    @Override
    public Future<Meetings> reach(WireRequest request, Meetings meetings) {
        return Teams.reach(request, meetings);
    }

    @Override
    public boolean limitsBeforeScopes() {
        return false;
    }

    @Override
    public Principal.View view() {
        return Principal.View.READABLE;
    }

    @Override
    public long maxBodyBytes() {
        return MAX_BODY;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        return DesktopErrors.render(problem, request);
    }

    @Override
    public void methodHeaders(Set<String> methods, MultiMap headers) {
        headers.set("Allow", Allow.value(methods)).set("Vary", "Accept");
        CrossOrigin.headers(headers);
    }
}
