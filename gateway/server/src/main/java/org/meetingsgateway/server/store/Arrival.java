package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;

/**
 * By what it is known that a change has arrived that would be another one if it were sent again: how many equal things the
 * meeting has afterwards.
 *
 * @param text what the segment or the comment says, or the title of the action item
 * @param speaker of a segment; null where nobody said so
 * @param item that a comment is about; null of all else
 * @param added how many more there are then; -1: one less
 */
public record Arrival(
        Kind kind,
        String text,
        @Nullable String speaker,
        @Nullable UUID item,
        int added) {
    /** What is counted. A segment that has a time is itself, however often it is sent. */
    public enum Kind implements Coded {
        SEGMENT,
        ACTION_ITEM,
        COMMENT
    }

    /** Of equal segments that are appended. */
    public static Arrival segments(String text, @Nullable String speaker, int added) {
        return new Arrival(Kind.SEGMENT, text, speaker, null, added);
    }

    /** Of an action item that is added, or with -1 taken away. */
    public static Arrival actionItem(String title, int added) {
        return new Arrival(Kind.ACTION_ITEM, title, null, null, added);
    }

    /** Of a comment, whoever says it: that is the person whose credential it is, whom nobody here knows before. */
    public static Arrival comment(UUID item, String text) {
        return new Arrival(Kind.COMMENT, text, null, item, 1);
    }

    /** How many there are, of a row {@code o} of the outbox and what is expected in {@code e}. */
    private static final String COUNT = """
            (CASE e.body ->> 'kind' WHEN 'segment' THEN
                (SELECT count(*) FROM segment s WHERE s.tenant_id = o.tenant_id AND s.meeting_id = o.meeting_id
                    AND s.start_ms IS NULL AND s.text = e.body ->> 'text'
                    AND s.speaker IS NOT DISTINCT FROM e.body ->> 'speaker')
            WHEN 'comment' THEN
                (SELECT count(*) FROM action_item a, jsonb_array_elements(a.comments) said(comment)
                    WHERE a.tenant_id = o.tenant_id AND a.id = (e.body ->> 'item')::uuid
                    AND btrim(said.comment ->> 'text', E' \\t\\r\\n') = btrim(e.body ->> 'text', E' \\t\\r\\n'))
            ELSE
                (SELECT count(*) FROM action_item a WHERE a.tenant_id = o.tenant_id AND a.meeting_id = o.meeting_id
                    AND a.title = e.body ->> 'text')
            END)""";

    /** Of a row {@code o}: whether there are as many as it expects. */
    static final String ARRIVED = "EXISTS (SELECT FROM (SELECT o.body, (o.body ->> 'before')::bigint"
            + " + (o.body ->> 'added')::bigint AS wanted) e WHERE CASE WHEN (e.body ->> 'added')::bigint > 0 THEN "
            + COUNT + " >= e.wanted ELSE " + COUNT + " <= e.wanted END)";

    /** Notes what a row {@code o} expects; conditions follow. */
    Sql noted() {
        var body = new JsonObject()
                .put("kind", kind.code())
                .put("text", text)
                .put("speaker", speaker)
                .put("item", item == null ? null : item.toString())
                .put("added", added);
        return new Sql(
                "UPDATE outbox o SET body = e.body || jsonb_build_object('before', " + COUNT
                        + ") FROM (SELECT ?::jsonb AS body) e",
                body);
    }
}
