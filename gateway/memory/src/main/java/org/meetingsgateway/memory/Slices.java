package org.meetingsgateway.memory;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Cuts pages from a sorted list. A cursor is the key of the last item that was given. */
final class Slices {
    private Slices() {}

    static <T> Page<T> cut(List<T> sorted, Slice slice, Function<? super T, ?> key) {
        return switch (slice) {
            case Slice.Counted counted -> {
                var items = sorted.stream()
                        .skip(counted.offset())
                        .limit(counted.size())
                        .toList();
                yield new Page<>(
                        items,
                        (long) sorted.size(),
                        items.size() == counted.size() ? String.valueOf(key.apply(items.getLast())) : null);
            }
            case Slice.After after -> {
                var from = after.cursor() == null ? 0 : 1 + position(sorted, after.cursor(), key);
                var to = Math.min(sorted.size(), from + after.size());
                yield new Page<>(
                        sorted.subList(from, to),
                        null,
                        to == sorted.size() ? null : String.valueOf(key.apply(sorted.get(to - 1))));
            }
        };
    }

    private static <T> int position(List<T> sorted, String cursor, Function<? super T, ?> key) {
        return IntStream.range(0, sorted.size())
                .filter(i -> String.valueOf(key.apply(sorted.get(i))).equals(cursor))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        Violation.In.QUERY, "cursor", "cursor", "This cursor belongs to another list"));
    }
}
