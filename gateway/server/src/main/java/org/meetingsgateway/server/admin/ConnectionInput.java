package org.meetingsgateway.server.admin;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.federation.BaseUrl;
import org.meetingsgateway.server.federation.Upstreams;
import org.meetingsgateway.server.store.Connection;
import org.meetingsgateway.server.upstream.AddressPolicy;

/** What bodies say of connections: they have passed the contract, and are looked at here by the style that they name. */
record ConnectionInput(Upstreams upstreams, AddressPolicy policy) {
    private static final int POLL_SECONDS = 60;

    /** A new connection, and its credential. Prints without it. */
    record Made(
            String style,
            String name,
            String baseUrl,
            Account account,
            UUID projectId,
            UUID ownerId,
            int pollSeconds,
            @Nullable Quota quota) {}

    Made create(JsonObject body) {
        var style = body.getString("style");
        var upstream = upstreams
                .get(style)
                .orElseThrow(() -> new Problem.Invalid(
                        Violation.In.BODY, "/style", "unsupported", "This gateway does not call that style"));
        var account = new Account(
                body.getString("credential"), body.getString("account"), body.getInteger("upstream_project_id"));
        var violations = new ArrayList<>(upstream.check(account));
        var baseUrl = baseUrl(body.getString("base_url"), violations);
        if (!violations.isEmpty()) {
            throw new Problem.Invalid(violations);
        }
        var name = body.getString("name");
        return new Made(
                style,
                name == null ? style : name,
                baseUrl,
                account,
                UUID.fromString(body.getString("project_id")),
                UUID.fromString(body.getString("owner_id")),
                body.getInteger("poll_seconds", POLL_SECONDS),
                quota(body));
    }

    /** What a patch makes of a credential and a base URL. Prints without the credential. */
    record Moved(@Nullable String credential, @Nullable String baseUrl) {
        @Override
        public String toString() {
            return "Moved[baseUrl=" + baseUrl + "]";
        }
    }

    Moved patch(JsonObject body, Connection connection) {
        var violations = new ArrayList<Violation>();
        var credential = body.getString("credential");
        if (credential != null) {
            var account = new Account(credential, connection.account(), connection.upstreamProject());
            upstreams.get(connection.style()).ifPresent(upstream -> violations.addAll(upstream.check(account)));
        }
        var given = body.getString("base_url");
        var baseUrl = given == null ? null : baseUrl(given, violations);
        if (!violations.isEmpty()) {
            throw new Problem.Invalid(violations);
        }
        return new Moved(credential, baseUrl);
    }

    /** Null where the style's own holds. */
    static @Nullable Quota quota(JsonObject body) {
        var quota = body.getJsonObject("quota");
        return quota == null ? null : new Quota(quota.getInteger("requests"), quota.getLong("window_seconds"));
    }

    private String baseUrl(String given, List<Violation> violations) {
        var url = BaseUrl.parse(given);
        if (url.isEmpty()) {
            violations.add(wrong("origin", "Must be scheme, host and port, and nothing else: https://meetlog.example"));
            return "";
        }
        if (!policy.permitsHost(url.get().host())) {
            violations.add(wrong("address_refused", "GATEWAY_UPSTREAM_ALLOW does not allow this address"));
        }
        return url.get().toString();
    }

    private static Violation wrong(String code, String message) {
        return new Violation(Violation.In.BODY, "/base_url", code, message);
    }
}
