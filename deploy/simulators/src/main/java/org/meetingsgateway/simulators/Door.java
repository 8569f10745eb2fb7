package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Where requests come in: each is counted first, then answered by the style's surface, unless a fault keeps it from that or
 * does something to the answer.
 */
final class Door implements Handler<HttpServerRequest> {
    private static final int[] STATUSES = {500, 502, 503, 504};

    private final Vertx vertx;
    private final Owner owner;
    private final MeetingSource source;
    private final Meter meter;
    private final Faults faults;
    private final Supplier<String> elsewhere;

    /** @param elsewhere the origin of another host */
    Door(Vertx vertx, Owner owner, MeetingSource source, Meter meter, Faults faults, Supplier<String> elsewhere) {
        this.vertx = vertx;
        this.owner = owner;
        this.source = source;
        this.meter = meter;
        this.faults = faults;
        this.elsewhere = elsewhere;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var reading = meter.came();
        request.body()
                .map(body -> wire(request, body))
                .compose(called -> answered(called, reading))
                .onSuccess(answer -> deliver(answer, request))
                .onFailure(failure -> request.connection().close());
    }

    private static WireRequest wire(HttpServerRequest request, Buffer body) {
        return new WireRequest(
                request.method(),
                "http://" + request.authority(),
                Objects.requireNonNullElse(request.path(), "/"),
                Map.of(),
                MultiMap.caseInsensitiveMultiMap().addAll(request.params()),
                request.headers(),
                body);
    }

    private Future<WireResponse.Bytes> answered(WireRequest request, Meter.Reading reading) {
        if (reading.retryAfter() == null && faults.strikes(Fault.REDIRECT)) {
            return Future.succeededFuture(redirect(request));
        }
        if (reading.retryAfter() == null && faults.strikes(Fault.SERVER_ERROR)) {
            return failed(request, STATUSES[faults.one(STATUSES.length)], reading);
        }
        return served(request, reading).map(answer -> distorted(request, answer));
    }

    private WireResponse.Bytes redirect(WireRequest request) {
        var answer = WireResponse.empty(new int[] {301, 302, 307, 308}[faults.one(4)]);
        answer.headers().set("Location", elsewhere.get() + request.path());
        return answer;
    }

    private Future<WireResponse.Bytes> failed(WireRequest request, int status, Meter.Reading reading) {
        return switch (status) {
            case 500 -> Future.succeededFuture(rendered(new Problem.Internal("r1"), request));
            case 503 ->
                Future.succeededFuture(rendered(
                        new Problem.Unavailable("Try again later", faults.length(Fault.SERVER_ERROR)), request));
            default -> served(request, reading).map(done -> Distortion.ofProxy(status));
        };
    }

    private WireResponse.Bytes rendered(Problem problem, WireRequest request) {
        return (WireResponse.Bytes) owner.surface().render(problem, request);
    }

    private Future<WireResponse.Bytes> served(WireRequest request, Meter.Reading reading) {
        var retryAfter = reading.retryAfter() == null && faults.strikes(Fault.RATE_LIMITED)
                ? faults.length(Fault.RATE_LIMITED)
                : reading.retryAfter();
        var known = faults.strikes(Fault.REVOKED_KEY)
                ? Map.<String, Caller>of()
                : Map.of(owner.account().credential(), new Caller(owner.principal(), retryAfter));
        return new SurfaceHarness(owner.surface(), source, known)
                .serve(request)
                .map(Served::response)
                .map(answer -> {
                    if (reading.rate() != null) {
                        owner.surface().rateHeaders(reading.rate(), answer.headers());
                    }
                    return answer;
                });
    }

    private WireResponse.Bytes distorted(WireRequest request, WireResponse.Bytes answer) {
        var changed = answer;
        if (faults.strikes(Fault.UNKNOWN_MEMBERS)) {
            changed = Distortion.withUnknownMembers(changed);
        }
        if (faults.strikes(Fault.FOREIGN_LINK)) {
            changed = Distortion.linkingTo(elsewhere.get(), request.base(), changed);
        }
        if (faults.strikes(Fault.MALFORMED)) {
            changed = Distortion.malformed(changed, faults.one(Distortion.WAYS));
        }
        return changed;
    }

    private void deliver(WireResponse.Bytes answer, HttpServerRequest request) {
        if (faults.strikes(Fault.NO_ANSWER)) {
            return;
        }
        if (faults.strikes(Fault.SLOW)) {
            vertx.setTimer(millis(faults.length(Fault.SLOW)), over -> send(answer, request));
        } else {
            send(answer, request);
        }
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private void send(WireResponse.Bytes answer, HttpServerRequest request) {
        var response = request.response();
        if (response.closed()) {
            return;
        }
        if (faults.strikes(Fault.DROPPED)) {
            request.connection().close();
            return;
        }
        response.setStatusCode(answer.status()).headers().addAll(answer.headers());
        var body = answer.body();
        if (body.length() > 0 && faults.strikes(Fault.TRUNCATED)) {
            response.putHeader("Content-Length", String.valueOf(body.length()));
            response.write(body.getBuffer(0, body.length() / 2))
                    .onComplete(written -> request.connection().close());
        } else {
            response.end(body);
        }
    }
}
