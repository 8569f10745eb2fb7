package org.meetingsgateway.spi;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * A style as it is served. Pure: it turns requests into calls and answers into responses, and never sees a socket, a
 * clock or the store. Called on event loops: it must not block. Whatever it throws is answered in its own envelope.
 */
public interface Surface {
    /** The largest body that is read before it is known whose it is: nobody holds memory without a credential. */
    int CREDENTIAL_BODY_BYTES = 1 << 16;

    /** The style's name; also the label of its metrics and logs. */
    String name();

    Address address();

    /** The credential that a request carries, or null where it carries none in a place and form that the style knows. */
    @Nullable
    String credential(WireRequest request);

    /**
     * Whether this request's credential may be in its body, which is then read first, up to {@link
     * #CREDENTIAL_BODY_BYTES}, and is there when {@link #credential} is asked.
     */
    default boolean credentialMayBeInBody(WireRequest request) {
        return false;
    }

    /** What the API keys are that are its credentials; empty where credentials are something else. */
    default Optional<KeyForm> keys() {
        return Optional.empty();
    }

    /**
     * Whether a credential has the shape of this style's keys, so that a key that is used on a path of no surface, or on
     * one of a surface whose paths surround this one's, is answered by the surface that it belongs to.
     */
    default boolean claims(String credential) {
        return false;
    }

    /** Query parameters that carry a credential: known everywhere, and not for endpoints to see. */
    default Set<String> credentialParameters() {
        return Set.of();
    }

    /** An ending that every path may have and that makes no difference, such as {@code .json}; empty for none. */
    default String optionalSuffix() {
        return "";
    }

    /**
     * How plain HTTP is answered where the operator requires HTTPS: with a redirect to the same resource, or, as a
     * {@link Problem.Forbidden}, in the surface's envelope.
     */
    default boolean redirectsToHttps() {
        return false;
    }

    /** Every URL that it serves; a path that is not here is answered with {@link #unknownPath}. */
    List<Endpoint> endpoints();

    /** What a path that no endpoint has is answered with. */
    default Problem unknownPath(String path) {
        return new Problem.NotFound("resource");
    }

    /** Whether a path that no endpoint has, or has with other methods, asks for a credential first. */
    default boolean authenticatesUnknownPaths() {
        return true;
    }

    /**
     * Whether it may have the path at all, whatever stands for variables in it.
     *
     * @param path as it was sent, after the prefix
     */
    default boolean mayHave(String path) {
        return true;
    }

    /** Whether a path that it has asks for a credential first whatever the method, {@code OPTIONS} included. */
    default boolean authenticatesEveryMethod() {
        return false;
    }

    /**
     * Looks at a request of one of its endpoints before anybody asks for a credential; throws what it is refused with,
     * such as a {@link Problem.NotAcceptable}.
     */
    default void negotiate(WireRequest request) {}

    /**
     * The answer to what a browser asks without a credential before it sends a page of another origin's request (Fetch
     * standard, CORS preflight); null where this is no such question, or where the surface is not for browsers.
     *
     * @param methods of the URL, as {@link #methodHeaders} has them
     */
    default @Nullable WireResponse preflight(WireRequest request, Set<String> methods) {
        return null;
    }

    /**
     * What a caller may reach with a request of one of its endpoints, found out before limit and scope are looked at:
     * all that is the principal's, or {@link Meetings#within} a project that the path names. It is what the endpoint
     * gets; a failure is the answer. The body need not be there yet.
     */
    default Future<Meetings> reach(WireRequest request, Meetings meetings) {
        return Future.succeededFuture(meetings);
    }

    /** Whether a request over the limit is told so before a missing scope is looked for. */
    default boolean limitsBeforeScopes() {
        return true;
    }

    /** Which meetings its principals see. */
    Principal.View view();

    /** Whether an undeclared query parameter is refused; else it is ignored and named in {@code Gateway-Ignored}. */
    default boolean refusesUnknownParameters() {
        return false;
    }

    /** Whether a request with {@code Idempotency-Key} is served at most once. */
    default boolean idempotencyKeys() {
        return false;
    }

    /** The largest body that it takes, in bytes. */
    default long maxBodyBytes() {
        return 1 << 20;
    }

    /** The style's envelope of a failure. */
    WireResponse render(Problem problem, WireRequest request);

    /** Whether also an answer without a valid credential says what a caller may do: all of the limit. */
    default boolean alwaysStatesRate() {
        return false;
    }

    /** Says in the style's own headers what is left; by default the style has none. */
    default void rateHeaders(RateStatus status, MultiMap headers) {}

    /**
     * Says in every answer of a URL that it has which methods there are; by default only the answer to a wrong method,
     * or to {@code OPTIONS}, says it.
     *
     * @param methods with {@code HEAD} where there is {@code GET}, and {@code OPTIONS}
     */
    default void methodHeaders(Set<String> methods, MultiMap headers) {}
}
