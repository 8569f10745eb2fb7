package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Makes endpoints whose requests are checked by the contract before they are served. */
public record Resource(RequestContract contract) {
    /** Serves a request; {@code body} is empty where the operation takes none. */
    @FunctionalInterface
    public interface Serve {
        Future<WireResponse> serve(WireRequest request, JsonObject body, Meetings meetings);
    }

    /** An operation of the contract. */
    public Endpoint endpoint(HttpMethod method, String path, @Nullable String scope, Serve serve) {
        var operation = contract.operation(method, path);
        return new Endpoint(
                method,
                path,
                Endpoint.Access.CREDENTIAL,
                scope,
                operation.query(),
                (request, meetings) -> serve.serve(request, operation.check(request), meetings));
    }

    /** A resource, or 304 where the caller has it. */
    public static WireResponse read(WireRequest request, long version, Json.Writer writer) {
        return EntityTags.answer(request, EntityTags.of(version), WireResponse.json(200, Json.bytes(writer)));
    }

    /** 200 with the resource as it is now. */
    public static WireResponse changed(long version, Json.Writer writer) {
        return WireResponse.json(200, Json.bytes(writer)).with("ETag", EntityTags.of(version));
    }

    /** 201 with the resource; {@code location} is a path. */
    public static WireResponse created(String location, long version, Json.Writer writer) {
        return WireResponse.json(201, Json.bytes(writer))
                .with("Location", location)
                .with("ETag", EntityTags.of(version));
    }

    /** 204. */
    public static WireResponse gone() {
        return WireResponse.empty(204);
    }
}
