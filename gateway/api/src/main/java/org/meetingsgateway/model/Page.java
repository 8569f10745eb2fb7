package org.meetingsgateway.model;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total how many items the whole list has; null unless the slice was {@link Slice.Counted}
 * @param next the cursor of the following page; null on the last page. Of a counted slice: where it is full, whether or not
 *     anything follows
 */
public record Page<T>(
        List<T> items, @Nullable Long total, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> f) {
        return new Page<>(items.stream().<R>map(f).toList(), total, next);
    }
}
