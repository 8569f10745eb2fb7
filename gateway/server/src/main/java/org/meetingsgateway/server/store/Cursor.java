package org.meetingsgateway.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/**
 * A position in an ordered list: the order's value and the id of the last item that was given. Opaque on the wire, and
 * bound to the query it came from, so that it cannot be continued with other filters or another order. A checksum over
 * all of it tells what was altered; it is no secret, since a position gives no access to anything.
 *
 * @param key microseconds since the epoch, or a segment's position
 */
record Cursor(long key, UUID id) {
    private static final int BYTES = 8 + 16 + 4;

    static Cursor of(Instant key, UUID id) {
        return new Cursor(ChronoUnit.MICROS.between(Instant.EPOCH, key), id);
    }

    Instant instant() {
        return Instant.EPOCH.plus(key, ChronoUnit.MICROS);
    }

    String encode(int query) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(key)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(checksum(query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private int checksum(int query) {
        return Objects.hash(query, key, id);
    }

    static Cursor decode(String text, int query) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                var cursor = new Cursor(bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
                // Written as we write it: Base64 can say the same bytes in several ways.
                if (bytes.getInt() == cursor.checksum(query)
                        && cursor.encode(query).equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException e) {
            // not base64: refused below like any other stranger
        }
        throw new Problem.Invalid(
                Violation.In.QUERY, "cursor", "cursor", "This cursor does not belong to this list and these filters");
    }
}
