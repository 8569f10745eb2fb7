package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A way to append segments. */
enum AppendStyle {
    CANONICAL("canonical", 100),
    /** The desktop surface, where the caller prefers the recording without its transcript. */
    MINIMAL("desktop, minimal", 100),
    /** The desktop surface as its own client asks: the answer is the recording with its whole transcript. */
    WHOLE("desktop, whole answer", 20);

    /** What a segment says, whose number is in the brackets. */
    static final String TEXT = "What was said in sentence {} of a long meeting about the renewal";

    private final String label;
    private final int rounds;

    AppendStyle(String label, int rounds) {
        this.label = label;
        this.rounds = rounds;
    }

    String label() {
        return label;
    }

    /** How often it is measured. */
    int rounds() {
        return rounds;
    }

    /** What a tenant's requests have. */
    String credential(Tenant tenant) {
        return this == CANONICAL ? tenant.token() : tenant.desktopKey();
    }

    String path(String meeting) {
        return this == CANONICAL
                ? "/v1/meetings/" + meeting + "/transcript/segments"
                : Recordings.PATH + meeting + "/append_segments/";
    }

    /** @param from how many segments there are; the new ones are numbered from there on */
    byte[] request(String credential, String meeting, int from, int segments) {
        var list = new JsonArray();
        for (int i = from + 1; i <= from + segments; i++) {
            list.add(this == CANONICAL ? canonical(i) : desktop(i));
        }
        var body = new JsonObject().put("segments", list).encode();
        return ("POST " + path(meeting) + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "
                        + credential
                        + (this == MINIMAL ? "\r\nPrefer: return=minimal" : "")
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonObject canonical(int i) {
        return new JsonObject()
                .put("text", text(i))
                .put("speaker", "Speaker " + i % 3)
                .put("start_ms", i * 2_000)
                .put("end_ms", i * 2_000 + 1_800)
                .put("final", true);
    }

    private static JsonObject desktop(int i) {
        return new JsonObject()
                .put("timestamp", i * 2_000)
                .put("speaker", "Speaker " + i % 3)
                .put("text", text(i))
                .put("confidence", 0.9)
                .put("is_final", true);
    }

    /** What segment {@code i} says. */
    static String text(int i) {
        return TEXT.replace("{}", Integer.toString(i));
    }

    /** How a right answer begins, to whoever has no time to read it. */
    String beginning(String meeting) {
        return this == CANONICAL ? "{\"appended\":" : "{\"id\":\"" + meeting + "\"";
    }

    /**
     * Whether an answer is the right one.
     *
     * @param stored how many segments there must be now
     * @throws IOException where it is not
     */
    void check(int status, byte[] body, String meeting, int stored, int appended) throws IOException {
        if (status != 200
                || !isRight(new JsonObject(new String(body, StandardCharsets.UTF_8)), meeting, stored, appended)) {
            throw new IOException("an append (" + label + ") was answered " + status + ": "
                    + new String(body, 0, Math.min(body.length, 1_000), StandardCharsets.UTF_8));
        }
    }

    private boolean isRight(JsonObject answer, String meeting, int stored, int appended) {
        return switch (this) {
            case CANONICAL -> answer.getInteger("appended") == appended && answer.getInteger("segment_count") == stored;
            case MINIMAL ->
                meeting.equals(answer.getString("id"))
                        && !answer.containsKey("transcript_segments")
                        && !answer.containsKey("transcript_text");
            case WHOLE -> {
                var segments = answer.getJsonArray("transcript_segments");
                yield meeting.equals(answer.getString("id"))
                        && segments.size() == stored
                        && text(stored)
                                .equals(segments.getJsonObject(stored - 1).getString("text"))
                        && answer.getString("transcript_text").endsWith(" " + text(stored));
            }
        };
    }
}
