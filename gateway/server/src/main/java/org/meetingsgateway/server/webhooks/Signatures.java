package org.meetingsgateway.server.webhooks;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.wire.WireRequest;

/**
 * Signatures of Standard Webhooks (https://www.standardwebhooks.com), also under the older header names of Svix: HMAC with
 * SHA-256 over id, moment and body, joined by dots.
 */
final class Signatures {
    /** How far the moment of a message may be from ours. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final List<String> FAMILIES = List.of("webhook-", "svix-");
    private static final String VERSION = "v1,";
    private static final int MAX_ID = 255;

    private final List<SecretKey> keys;
    private final Clock clock;

    /** @param keys any of them will do, so that one can be replaced */
    Signatures(List<SecretKey> keys, Clock clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /**
     * The id of a message that was signed with one of the keys, a moment ago.
     *
     * @throws Problem.Unauthenticated when it was not
     * @throws Problem.Malformed when it has no id
     */
    String verifiedId(WireRequest request) {
        var family = FAMILIES.stream()
                .filter(name -> request.headers().contains(name + "signature"))
                .findFirst()
                .orElseThrow(() -> new Problem.Unauthenticated(Reason.MISSING));
        var id = only(request, family + "id");
        if (id == null || id.isBlank() || id.length() > MAX_ID || !id.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new Problem.Malformed(family + "id must be 1 to " + MAX_ID + " visible ASCII characters, once");
        }
        var timestamp = only(request, family + "timestamp");
        if (timestamp == null || !timestamp.matches("[0-9]{1,11}")) {
            throw new Problem.Unauthenticated(Reason.INVALID);
        }
        if (!isSigned(id + "." + timestamp + ".", request.body(), given(request, family + "signature"))) {
            throw new Problem.Unauthenticated(Reason.INVALID);
        }
        check(Instant.ofEpochSecond(Long.parseLong(timestamp)));
        return id;
    }

    private void check(Instant moment) {
        var now = clock.instant();
        if (moment.isBefore(now.minus(WINDOW))) {
            throw new Problem.Unauthenticated(Reason.EXPIRED);
        }
        if (moment.isAfter(now.plus(WINDOW))) {
            throw new Problem.Unauthenticated(Reason.INVALID);
        }
    }

    private static @Nullable String only(WireRequest request, String header) {
        var values = request.headers().getAll(header);
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** Several, with blanks between; of other versions we know nothing. */
    private static List<byte[]> given(WireRequest request, String header) {
        return request.headers().getAll(header).stream()
                .flatMap(value -> Stream.of(value.split(" ")))
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private boolean isSigned(String head, Buffer body, List<byte[]> given) {
        return keys.stream()
                .map(key -> signature(key, head, body))
                .anyMatch(ours -> given.stream().anyMatch(theirs -> MessageDigest.isEqual(ours, theirs)));
    }

    private static byte[] signature(SecretKey key, String head, Buffer body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encode(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}
