package org.meetingsgateway.simulators;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireResponse;

/** What faults do to bodies. A body that is no JSON stays as it is. */
final class Distortion {
    /** How many there are to be malformed. */
    static final int WAYS = 4;

    static final String UNKNOWN = "zz_new_in_this_version";

    private static final Buffer PAGE =
            Buffer.buffer("<!doctype html><title>Be right back</title><h1>Maintenance</h1>\n");

    private Distortion() {}

    /** Every object has one more member. */
    static WireResponse.Bytes withUnknownMembers(WireResponse.Bytes answer) {
        return changed(
                answer,
                object -> object.put(
                        UNKNOWN, new JsonObject().put("since", "2026").put("flags", new JsonArray().add(1))),
                value -> value);
    }

    /** Links lead to the same place of another origin. */
    static WireResponse.Bytes linkingTo(String other, String own, WireResponse.Bytes answer) {
        return changed(
                answer,
                object -> object,
                value -> value instanceof String text && text.startsWith(own + "/")
                        ? other + text.substring(own.length())
                        : value);
    }

    /** Not what the style documents, in one of several ways. */
    static WireResponse.Bytes malformed(WireResponse.Bytes answer, int way) {
        return switch (way % WAYS) {
            case 0 -> with(answer, PAGE, "text/html");
            case 1 -> with(answer, answer.body().getBuffer(0, answer.body().length() / 2), null);
            case 2 -> changed(answer, object -> object, value -> value instanceof Number ? "many" : value);
            default -> with(answer, Buffer.buffer(), null);
        };
    }

    /** What a proxy says whose product does not answer it. */
    static WireResponse.Bytes ofProxy(int status) {
        return WireResponse.of(
                status, "text/html", Buffer.buffer("<html><body><h1>" + status + "</h1>nginx</body></html>\n"));
    }

    private static WireResponse.Bytes with(WireResponse.Bytes answer, Buffer body, @Nullable String type) {
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(answer.headers());
        headers.remove("Content-Length");
        if (type != null) {
            headers.set("Content-Type", type);
        }
        return new WireResponse.Bytes(answer.status(), headers, body);
    }

    private static WireResponse.Bytes changed(
            WireResponse.Bytes answer, UnaryOperator<JsonObject> objects, UnaryOperator<@Nullable Object> values) {
        try {
            var document = Json.decodeValue(answer.body());
            return with(answer, Json.encodeToBuffer(walked(document, objects, values)), null);
        } catch (DecodeException e) {
            return answer;
        }
    }

    private static @Nullable Object walked(
            @Nullable Object value, UnaryOperator<JsonObject> objects, UnaryOperator<@Nullable Object> values) {
        return switch (value) {
            case JsonObject object -> {
                var other = new JsonObject();
                object.fieldNames().forEach(name -> other.put(name, walked(object.getValue(name), objects, values)));
                yield objects.apply(other);
            }
            case JsonArray array -> {
                var other = new JsonArray();
                array.forEach(item -> other.add(walked(item, objects, values)));
                yield other;
            }
            case null, default -> values.apply(value);
        };
    }
}
