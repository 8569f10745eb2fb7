package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** A page of a list, its cursor and the link to the next one. */
public final class ListAnswer {
    private static final int DEFAULT_LIMIT = 50;

    private ListAnswer() {}

    /** Writes one item. */
    @FunctionalInterface
    public interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** What {@code cursor} and {@code limit} ask for; the contract has checked them. */
    public static Slice.After slice(WireRequest request) {
        var limit = request.query().get("limit");
        return new Slice.After(request.query().get("cursor"), limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
    }

    /** The page, or 304 where the caller has it already. */
    public static <T> WireResponse of(WireRequest request, Page<T> page, Item<T> item) {
        var body = Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var each : page.items()) {
                item.write(json, each);
            }
            json.writeEndArray();
            Json.string(json, "next_cursor", page.next());
            json.writeEndObject();
        });
        var response = WireResponse.json(200, body);
        if (page.next() != null) {
            response.with("Link", "<" + next(request, page.next()) + ">; rel=\"next\"");
        }
        return EntityTags.answer(request, EntityTag.of(body), response);
    }

    /** The same request with another cursor. */
    private static String next(WireRequest request, String cursor) {
        var others = request.query().entries().stream()
                .filter(entry -> !entry.getKey().equals("cursor"))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()));
        return request.base() + request.path() + "?"
                + Stream.concat(others, Stream.of("cursor=" + cursor)).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
