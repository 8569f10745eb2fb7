package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code page} and {@code per_page} of the lists, and the envelope of one page. */
final class Paging {
    static final Set<String> QUERY = Set.of("page", "per_page");

    private static final int DEFAULT_SIZE = 25;
    private static final int MIN_SIZE = 10;
    private static final int MAX_SIZE = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}");

    private Paging() {}

    /** The page that was asked for, pulled into its bounds; what is no number is as if it were left out. */
    static Slice.Numbered of(WireRequest request) {
        return new Slice.Numbered(
                number(request.query().get("page"), 1, 1, Integer.MAX_VALUE),
                number(request.query().get("per_page"), DEFAULT_SIZE, MIN_SIZE, MAX_SIZE));
    }

    private static int number(@Nullable String text, int fallback, int min, int max) {
        return text == null || !NUMBER.matcher(text).matches()
                ? fallback
                : new BigInteger(text)
                        .max(BigInteger.valueOf(min))
                        .min(BigInteger.valueOf(max))
                        .intValueExact();
    }

    /** Writes one thing. */
    @FunctionalInterface
    interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    static <T> WireResponse answer(Page<T> page, Slice.Numbered slice, Item<? super T> item) {
        return WireResponse.json(200, Json.bytes(json -> write(json, page, slice, item)));
    }

    static <T> void write(JsonGenerator json, Page<T> page, Slice.Numbered slice, Item<? super T> item)
            throws IOException {
        long total = Objects.requireNonNull(page.total(), "a numbered page knows the total");
        json.writeStartObject();
        json.writeNumberField("current_page", slice.page());
        json.writeNumberField("per_page", slice.size());
        json.writeNumberField("total_entries", total);
        json.writeNumberField("total_pages", Math.ceilDiv(total, slice.size()));
        json.writeArrayFieldStart("results");
        for (var one : page.items()) {
            item.write(json, one);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
