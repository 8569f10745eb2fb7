package org.meetingsgateway.server.webhooks;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.canonical.ProblemJson;
import org.meetingsgateway.server.limits.RateLimits;
import org.meetingsgateway.server.store.UploadEvent;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * {@code POST /webhooks/recall}. Nobody has a credential here: a message is as good as its signature. What cannot be used is
 * answered as if it had been, so that it is not sent again.
 */
public final class WebhookSurface implements Surface {
    /** Its name, and that of its limit: all messages that are signed count together. */
    public static final String NAME = "webhooks";

    private static final long BODY_BYTES = 64 << 10;
    private static final String SENDER = "recall";

    private final Signatures signatures;
    private final RateLimits limits;
    private final Function<UploadEvent, Future<Void>> told;

    /** @param keys what messages are signed with, any of them */
    public WebhookSurface(
            List<SecretKey> keys, RateLimits limits, Function<UploadEvent, Future<Void>> told, Clock clock) {
        this.signatures = new Signatures(keys, clock);
        this.limits = limits;
        this.told = told;
    }

    private Future<WireResponse> serve(WireRequest request, Meetings nobodys) {
        var id = signatures.verifiedId(request);
        var admission = limits.admit(NAME, SENDER);
        if (!admission.admitted()) {
            throw new Problem.RateLimited(admission.retryAfter());
        }
        return RecallWebhook.read(id, request.body())
                .map(told)
                .orElseGet(Future::succeededFuture)
                .map(done -> WireResponse.empty(204));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Address address() {
        return new Address(Set.of(), "", Set.of("/webhooks"));
    }

    @Override
    public @Nullable String credential(WireRequest request) {
        return null;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, "/webhooks/recall", Endpoint.Access.ANYONE, null, Set.of(), this::serve));
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
    public long maxBodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        var answer = ProblemJson.render(problem, request);
        return problem instanceof Problem.Unauthenticated
                ? answer.with("WWW-Authenticate", "Webhook-Signature")
                : answer;
    }
}
