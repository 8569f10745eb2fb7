package org.meetingsgateway.server.http;

import java.time.Duration;

/**
 * What callers may take of the listener.
 *
 * @param header until the first request's header section is complete
 * @param keepAlive from an answer until the next request's header section is complete
 * @param body until a request's body is complete
 * @param handler until there is an answer, the body not counted
 * @param write until the socket takes an answer, or a piece of a streamed one
 * @param linger how long what is left of a refused body is read and dropped, so that the caller sees the answer
 * @param drain how long requests in flight may take at shutdown
 * @param hurry as {@code body} and {@code write}, while much is held for callers who neither send nor read
 * @param inFlight requests worked on at once: the limit is never higher, and mostly lower ({@link WorkLimit})
 * @param connections open at once
 * @param heldBytes held at once of requests that are not whole yet and of answers that are not taken yet
 * @param uriBytes length of the request target
 * @param headerBytes length of the header section
 */
public record ServerLimits(
        Duration header,
        Duration keepAlive,
        Duration body,
        Duration handler,
        Duration write,
        Duration linger,
        Duration drain,
        Duration hurry,
        int inFlight,
        int connections,
        long heldBytes,
        int uriBytes,
        int headerBytes) {
    public static final ServerLimits DEFAULT = new ServerLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(15),
            Duration.ofSeconds(25),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            1_000,
            10_000,
            Runtime.getRuntime().maxMemory() / 4,
            8_192,
            16_384);
}
