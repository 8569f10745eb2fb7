package org.meetingsgateway.model;

import java.time.Instant;

/**
 * A document that a remote meeting was read from, as it was received.
 *
 * @param kind what it is in the words of its style: {@code transcript}, {@code report}, {@code meeting}, {@code recording}
 * @param fetchedAt when it was first received like this
 * @param sha256 of its bytes, in lower-case hex
 * @param bodyBase64 its bytes (RFC 4648 §4)
 */
public record RawDocument(String kind, Instant fetchedAt, String sha256, String bodyBase64) {}
