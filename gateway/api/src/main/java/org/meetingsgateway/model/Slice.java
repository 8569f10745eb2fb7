package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. */
public sealed interface Slice {
    /** How many items at most. */
    int size();

    /** A part that is named by its place in the list; the answer then knows the total. */
    sealed interface Counted extends Slice {
        /** How many items come before it; never overflows. */
        long offset();
    }

    /** A page by its number, counted from 1. */
    record Numbered(long page, int size) implements Counted {
        public Numbered {
            if (page < 1 || size < 1) {
                throw new IllegalArgumentException("page " + page + " of size " + size);
            }
        }

        @Override
        public long offset() {
            return Math.multiplyExact(page - 1, (long) size);
        }
    }

    /** What follows the first {@code offset} items. */
    record Offset(long offset, int size) implements Counted {
        public Offset {
            if (offset < 0 || size < 1) {
                throw new IllegalArgumentException(size + " after " + offset);
            }
        }
    }

    /** What follows a cursor that an earlier page gave; from the start where it is null. No total. */
    record After(@Nullable String cursor, int size) implements Slice {}
}
