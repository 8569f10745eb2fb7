package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. */
public sealed interface Slice {
    /** How many items at most. */
    int size();

    /** A page by its number, counted from 1; the answer then knows the total. */
    record Numbered(long page, int size) implements Slice {
        public Numbered {
            if (page < 1 || size < 1) {
                throw new IllegalArgumentException("page " + page + " of size " + size);
            }
        }

        /** How many items come before this page; never overflows. */
        public long offset() {
            return Math.multiplyExact(page - 1, (long) size);
        }
    }

    /** What follows a cursor that an earlier page gave; from the start where it is null. No total. */
    record After(@Nullable String cursor, int size) implements Slice {}
}
