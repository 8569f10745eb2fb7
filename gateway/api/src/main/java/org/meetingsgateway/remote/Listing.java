package org.meetingsgateway.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what an account has.
 *
 * @param total how many meetings there are in all; null where the style does not say it
 * @param next the cursor of the following page; null on the last one
 */
public record Listing(
        List<Listed> items, @Nullable Long total, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }
}
