package org.meetingsgateway.server.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes and recognises the forms of ids. */
final class Ids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ALIAS_FORM = Pattern.compile("[0-9a-f]{24}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** UUIDv7. */
    static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** 24 hex digits in the form of a MongoDB ObjectId: four bytes of epoch seconds, then random ones. */
    static String alias(Instant now) {
        var tail = new byte[8];
        RANDOM.nextBytes(tail);
        return "%08x".formatted(now.getEpochSecond() & 0xffffffffL)
                + HexFormat.of().formatHex(tail);
    }

    static Optional<UUID> uuid(String text) {
        return UUID_FORM.matcher(text).matches()
                ? Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    static boolean isAlias(String text) {
        return ALIAS_FORM.matcher(text).matches();
    }
}
