package org.meetingsgateway.server.limits;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.limits.RateLimits.Window;

/** The script that counts in Redis, as requests and out of responses. Its key is its only one, so it runs on a cluster too. */
record Script(String text, String hash) {
    static Script load() {
        try (var in = Objects.requireNonNull(Script.class.getResourceAsStream("admit.lua"))) {
            var bytes = in.readAllBytes();
            // What Redis itself knows scripts by.
            var hash = MessageDigest.getInstance("SHA-1").digest(bytes);
            return new Script(
                    new String(bytes, StandardCharsets.UTF_8), HexFormat.of().formatHex(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Short, for a server that has seen the text. */
    Request known(String key, List<Window> windows) {
        return with(Request.cmd(Command.EVALSHA).arg(hash), key, windows);
    }

    /** With the text, which the server remembers. */
    Request whole(String key, List<Window> windows) {
        return with(Request.cmd(Command.EVAL).arg(text), key, windows);
    }

    private static Request with(Request request, String key, List<Window> windows) {
        request.arg(1).arg(key);
        windows.forEach(window -> request.arg(window.requests()).arg(window.seconds()));
        return request;
    }

    /** Throws when it is not what the script answers. */
    static Tally tally(@Nullable Response response, List<Window> windows) {
        var numbers = Objects.requireNonNull(response).stream()
                .map(number -> Objects.requireNonNull(number.toLong()))
                .toList();
        var counted = new ArrayList<Tally.Counted>(windows.size());
        for (int i = 0; i < windows.size(); i++) {
            counted.add(new Tally.Counted(windows.get(i), numbers.get(2 * i + 2), numbers.get(2 * i + 3)));
        }
        return new Tally(numbers.get(0) == 1, numbers.get(1), counted);
    }
}
