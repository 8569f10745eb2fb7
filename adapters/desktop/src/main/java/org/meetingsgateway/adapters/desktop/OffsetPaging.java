package org.meetingsgateway.adapters.desktop;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireRequest;

/**
 * {@code limit} and {@code offset} of a list, and the links to the pages around it.
 *
 * @param url scheme, host and path as called
 * @param query all that was called with it, {@code limit} and {@code offset} aside: a key too, for whoever follows a link sends
 *     nothing else
 * @param limit at least 1, without a maximum
 */
record OffsetPaging(String url, TreeMap<String, List<String>> query, long limit, long offset) {
    static final Set<String> QUERY = Set.of("limit", "offset");

    private static final long DEFAULT_LIMIT = 100;
    /** Far beyond what anybody has, and far from where sums end. */
    private static final BigInteger MOST = BigInteger.valueOf(1L << 60);

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,100})\\s*");

    /** What is no number, or too small a one, is as if it were left out. */
    static OffsetPaging of(WireRequest request) {
        var query = new TreeMap<String, List<String>>();
        request.sent()
                .forEach(parameter -> query.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                        .add(parameter.getValue()));
        var limit = number(last(request, "limit"));
        var offset = number(last(request, "offset"));
        query.keySet().removeAll(QUERY);
        return new OffsetPaging(
                request.base() + request.path(), query, limit > 0 ? limit : DEFAULT_LIMIT, Math.max(offset, 0));
    }

    /** Of a parameter that is there several times the last counts. */
    static @Nullable String last(WireRequest request, String name) {
        var values = request.query().getAll(name);
        return values.isEmpty() ? null : values.getLast();
    }

    private static long number(@Nullable String text) {
        var number = NUMBER.matcher(text == null ? "" : text);
        return number.matches()
                ? new BigInteger(number.group(1)).min(MOST).max(MOST.negate()).longValueExact()
                : 0;
    }

    /** Null on the last page. */
    @Nullable
    String next(long count) {
        return offset + limit >= count ? null : link(offset + limit);
    }

    /** Null on the first page. */
    @Nullable
    String previous() {
        return offset <= 0 ? null : link(offset - limit);
    }

    private String link(long to) {
        var all = new TreeMap<>(query);
        all.put("limit", List.of(String.valueOf(limit)));
        if (to > 0) {
            all.put("offset", List.of(String.valueOf(to)));
        }
        return all.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&", url + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
