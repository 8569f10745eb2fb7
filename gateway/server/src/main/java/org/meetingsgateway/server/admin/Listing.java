package org.meetingsgateway.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.access.Secrets;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Lists that go on by a cursor. */
final class Listing {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final int TAG_DIGITS = 16;

    private Listing() {}

    /** Writes one item. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** The part of a list that a request asks for; the contract has checked the limit. */
    static Slice.After slice(WireRequest request) {
        int limit = (int) request.params().clamped("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        return new Slice.After(request.params().string("cursor"), limit);
    }

    static <T> WireResponse of(WireRequest request, Page<T> page, ItemWriter<T> writer) {
        var body = Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var item : page.items()) {
                writer.write(json, item);
            }
            json.writeEndArray();
            Json.string(json, "next_cursor", page.next());
            json.writeEndObject();
        });
        var response = WireResponse.json(200, body).with("ETag", tag(body));
        if (page.next() != null) {
            response.with("Link", "<" + next(request.with("cursor", page.next())) + ">; rel=\"next\"");
        }
        return EntityTags.unlessKnown(request, response);
    }

    private static String tag(Buffer body) {
        return "\"" + Secrets.hex(body.getBytes()).substring(0, TAG_DIGITS) + "\"";
    }

    private static String next(WireRequest request) {
        return request.base() + request.path() + "?"
                + request.query().entries().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
