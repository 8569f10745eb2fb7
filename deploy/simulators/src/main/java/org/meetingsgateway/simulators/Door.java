package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Where requests come in: each is counted first, then answered by the style's surface. */
final class Door implements Handler<HttpServerRequest> {
    private final Owner owner;
    private final MeetingSource source;
    private final Meter meter;

    Door(Owner owner, MeetingSource source, Meter meter) {
        this.owner = owner;
        this.source = source;
        this.meter = meter;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var reading = meter.came();
        request.body()
                .compose(body -> served(wire(request, body), reading))
                .onSuccess(answer -> write(answer, request))
                .onFailure(failure -> request.connection().close());
    }

    private static WireRequest wire(HttpServerRequest request, Buffer body) {
        var query = MultiMap.caseInsensitiveMultiMap().addAll(request.params());
        return new WireRequest(
                request.method(),
                "http://" + request.authority(),
                Objects.requireNonNullElse(request.path(), "/"),
                Map.of(),
                query,
                request.headers(),
                body);
    }

    private Future<WireResponse.Bytes> served(WireRequest request, Meter.Reading reading) {
        var caller = new Caller(owner.principal(), reading.retryAfter());
        return new SurfaceHarness(
                        owner.surface(), source, Map.of(owner.account().credential(), caller))
                .serve(request)
                .map(Served::response)
                .map(response -> {
                    if (reading.rate() != null) {
                        owner.surface().rateHeaders(reading.rate(), response.headers());
                    }
                    return response;
                });
    }

    private static void write(WireResponse.Bytes answer, HttpServerRequest request) {
        var response = request.response().setStatusCode(answer.status());
        response.headers().addAll(answer.headers());
        response.end(answer.body());
    }

    /** What answers without a listener, a quota and faults. */
    Exchange inside() {
        var caller = new Caller(owner.principal(), null);
        return new SurfaceHarness(
                        owner.surface(), source, Map.of(owner.account().credential(), caller))
                .exchange();
    }
}
