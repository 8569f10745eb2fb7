package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.KeyForm;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Where MinuteBase's API answers, whom it answers, and the table of what it answers. */
final class MinuteBaseSurface implements Surface {
    /** What every path of the API begins with. */
    static final String API = "/api/v1";

    private static final String TOKEN = "token";
    private static final String BASIC = "basic ";

    private final List<Endpoint> endpoints = Stream.of(
                    MeetingLists.endpoints(),
                    MeetingRecords.endpoints(),
                    Attendees.endpoints(),
                    ItemLists.endpoints(),
                    Actions.endpoints(),
                    ActionRecords.endpoints(),
                    People.endpoints(),
                    Accounts.endpoints(),
                    Workspaces.endpoints(),
                    WorkspaceMembers.endpoints(),
                    Search.endpoints())
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "minutebase";
    }

    @Override
    public Address address() {
        return new Address(
                Set.of("minutebase.com", Address.ACCOUNT + ".minutebase.com"),
                "/minutebase/" + Address.ACCOUNT,
                Set.of(API));
    }

    /** The {@code token} of the query, else the user name of HTTP Basic (RFC 7617), whose password does not matter. */
    @Override
    public @Nullable String credential(WireRequest request) {
        var token = request.parameter(TOKEN);
        if (token != null && !token.isEmpty()) {
            return token;
        }
        var authorization = request.header("Authorization");
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return null;
        }
        try {
            var pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            var user = new String(pair, StandardCharsets.UTF_8).split(":", 2)[0];
            return user.isEmpty() ? null : user;
        } catch (IllegalArgumentException e) {
            return null; // not Base64: no credential in a form that we know
        }
    }

    @Override
    public Optional<KeyForm> keys() {
        return Optional.of(new MinuteBaseKeys());
    }

    @Override
    public Set<String> credentialParameters() {
        return Set.of(TOKEN);
    }

    @Override
    public String optionalSuffix() {
        return ".json";
    }

    @Override
    public boolean redirectsToHttps() {
        return true;
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Principal.View view() {
        return Principal.View.DISCLOSED;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        return MinuteBaseErrors.render(problem);
    }

    @Override
    public boolean alwaysStatesRate() {
        return true;
    }

    /** Of several windows, the one that ends a caller's requests first. */
    @Override
    public void rateHeaders(RateStatus status, MultiMap headers) {
        status.windows().stream()
                .min(Comparator.comparingLong(RateStatus.Window::remaining))
                .ifPresent(window -> headers.set("X-RateLimit-Limit", String.valueOf(window.limit()))
                        .set("X-RateLimit-Remaining", String.valueOf(window.remaining()))
                        .set("X-RateLimit-Reset", String.valueOf(window.resetAt())));
    }
}
