package org.meetingsgateway.remote;

import io.vertx.core.buffer.Buffer;

/**
 * A document as it was received.
 *
 * @param kind what it is in the style's words: {@code transcript}, {@code report}, {@code meeting}, {@code recording}
 * @param body the bytes; not to be changed. Of a list that shows whole meetings, the bytes of this meeting
 */
public record Raw(String kind, Buffer body) {}
