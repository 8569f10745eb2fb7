package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;

/**
 * The control of simulators over HTTP, in JSON: what there is ({@code GET /}, {@code GET /:style}), faults ({@code PUT} and
 * {@code DELETE /:style/faults/:fault}), quotas ({@code PUT} and {@code DELETE /:style/quota}), meetings that come, change and
 * go ({@code POST /:style/creations}, {@code /changes}, {@code /deletions}).
 */
final class Control {
    private static final int MOST = 100_000;

    private final List<Simulator> simulators;
    private final HttpServer server;

    /** What was asked cannot be done. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refusal(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    private Control(Vertx vertx, List<Simulator> simulators) {
        this.simulators = simulators;
        this.server = vertx.createHttpServer().requestHandler(this::handle);
    }

    static Future<Control> start(Vertx vertx, List<Simulator> simulators, int port) {
        var control = new Control(vertx, simulators);
        return control.server.listen(port, Simulator.HOST).map(control);
    }

    String url() {
        return "http://" + Simulator.HOST + ":" + server.actualPort();
    }

    Future<Void> close() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .compose(body -> answer(request, body))
                .otherwise(failure ->
                        new JsonObject().put("error", failure.getMessage()).put("status", status(failure)))
                .onSuccess(answer -> {
                    var status = answer.remove("status");
                    request.response()
                            .setStatusCode(status == null ? 200 : (Integer) status)
                            .putHeader("Content-Type", "application/json")
                            .end(answer.encodePrettily() + "\n");
                });
    }

    private static int status(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.status;
            case IllegalArgumentException wrong -> 400;
            case DecodeException wrong -> 400;
            case ClassCastException wrong -> 400;
            default -> 500;
        };
    }

    private Future<JsonObject> answer(HttpServerRequest request, Buffer body) {
        var words = Stream.of(Objects.requireNonNullElse(request.path(), "/").split("/"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return told(request.method(), simulators);
        }
        var simulator = simulators.stream()
                .filter(one -> one.style().equals(words.getFirst()))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "there is no simulator of " + words.getFirst()));
        var said = body.length() == 0 ? new JsonObject() : body.toJsonObject();
        var what = words.size() > 1 ? words.get(1) : "";
        var name = words.size() > 2 ? words.get(2) : null;
        return switch (what) {
            case "" -> told(request.method(), simulator);
            case "faults" -> faults(simulator, request.method(), name, said).compose(done -> told(simulator));
            case "quota" -> quota(simulator, request.method(), said).compose(done -> told(simulator));
            case "creations", "changes", "deletions" ->
                happen(simulator, request.method(), what, said).compose(done -> told(simulator));
            default -> throw new Refusal(404, "a simulator has faults, quota, creations, changes and deletions");
        };
    }

    private static Future<JsonObject> told(HttpMethod method, Simulator simulator) {
        if (!method.equals(HttpMethod.GET)) {
            throw new Refusal(405, "this is for GET");
        }
        return told(simulator);
    }

    private static Future<Void> faults(Simulator simulator, HttpMethod method, @Nullable String name, JsonObject said) {
        if (method.equals(HttpMethod.DELETE)) {
            return name == null ? simulator.heal() : simulator.off(fault(name));
        }
        if (method.equals(HttpMethod.PUT) && name != null) {
            return simulator.on(
                    fault(name),
                    new Dose(said.getDouble("share", 1.0), said.getInteger("times"), said.getInteger("seconds")));
        }
        throw new Refusal(405, "a fault is PUT or DELETEd, and all of them may be DELETEd at once");
    }

    private static Fault fault(String name) {
        return Fault.of(name).orElseThrow(() -> new Refusal(404, "there is no fault " + name));
    }

    private static Future<Void> quota(Simulator simulator, HttpMethod method, JsonObject said) {
        if (method.equals(HttpMethod.DELETE)) {
            return simulator.allow(null);
        }
        if (method.equals(HttpMethod.PUT)) {
            return simulator.allow(new Quota(said.getInteger("requests", 0), said.getLong("seconds", 60L)));
        }
        throw new Refusal(405, "a quota is PUT or DELETEd");
    }

    private static Future<Void> happen(Simulator simulator, HttpMethod method, String what, JsonObject said) {
        if (!method.equals(HttpMethod.POST)) {
            throw new Refusal(405, "this is for POST");
        }
        int count = said.getInteger("count", 1);
        if (count < 1 || count > MOST) {
            throw new Refusal(400, "count is " + count + ", not from 1 to " + MOST);
        }
        return again(simulator, what, count);
    }

    private static Future<Void> again(Simulator simulator, String what, int count) {
        var once = switch (what) {
            case "creations" -> simulator.create();
            case "changes" -> simulator.change();
            default -> simulator.delete();
        };
        return count == 1 ? once : once.compose(done -> again(simulator, what, count - 1));
    }

    private Future<JsonObject> told(HttpMethod method, List<Simulator> all) {
        return Future.all(all.stream().map(one -> told(method, one)).toList())
                .map(told -> new JsonObject().put("simulators", new JsonArray(told.<JsonObject>list())));
    }

    private static Future<JsonObject> told(Simulator simulator) {
        var account = simulator.account();
        return Future.all(simulator.count(), simulator.quota(), simulator.counted(), simulator.faults())
                .map(all -> {
                    Optional<Quota> quota = all.resultAt(1);
                    Counted counted = all.resultAt(2);
                    Map<Fault, Dose> on = all.resultAt(3);
                    return new JsonObject()
                            .put("style", simulator.style())
                            .put("base_url", simulator.url())
                            .put("credential", account.credential())
                            .put("upstream_project_id", account.project())
                            .put("meetings", all.<Long>resultAt(0))
                            .put("quota", quota.map(Control::quota).orElse(null))
                            .put("requests", counted.requests())
                            .put("most_in_quota_seconds", counted.most())
                            .put("over_quota", counted.over())
                            .put("strayed", counted.strayed())
                            .put(
                                    "faults",
                                    new JsonArray(Arrays.stream(Fault.values())
                                            .map(fault -> fault(fault, on.get(fault)))
                                            .toList()));
                });
    }

    private static JsonObject quota(Quota quota) {
        return new JsonObject().put("requests", quota.requests()).put("seconds", quota.seconds());
    }

    private static JsonObject fault(Fault fault, @Nullable Dose dose) {
        var told = new JsonObject()
                .put("fault", fault.code())
                .put("about", fault.about())
                .put("on", dose != null);
        return dose == null
                ? told
                : told.put("share", dose.share()).put("times", dose.times()).put("seconds", dose.seconds());
    }
}
