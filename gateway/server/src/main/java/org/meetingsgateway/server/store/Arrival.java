package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;

/**
 * By what it is known that a change has arrived that would be another one if it were sent again: how many equal things the
 * meeting has afterwards.
 *
 * @param text what the segment says, or the title of the action item
 * @param speaker of a segment; null where nobody said so
 * @param added how many more there are then; -1: one less
 */
public record Arrival(Kind kind, String text, @Nullable String speaker, int added) {
    /** What is counted. A segment that has a time is itself, however often it is sent. */
    public enum Kind implements Coded {
        SEGMENT,
        ACTION_ITEM
    }

    /** How many there are, of a row {@code o} of the outbox and what is expected in {@code e}. */
    private static final String COUNT = """
            (CASE e.body ->> 'kind' WHEN 'segment' THEN
                (SELECT count(*) FROM segment s WHERE s.tenant_id = o.tenant_id AND s.meeting_id = o.meeting_id
                    AND s.start_ms IS NULL AND s.text = e.body ->> 'text'
                    AND s.speaker IS NOT DISTINCT FROM e.body ->> 'speaker')
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
                .put("added", added);
        return new Sql(
                "UPDATE outbox o SET body = e.body || jsonb_build_object('before', " + COUNT
                        + ") FROM (SELECT ?::jsonb AS body) e",
                body);
    }
}
