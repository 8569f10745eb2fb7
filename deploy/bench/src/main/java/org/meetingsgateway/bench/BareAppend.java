package org.meetingsgateway.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.server.store.Store;

/** Appends to one transcript: the store's statement, with the columns that the request's body has. */
record BareAppend(RecordedStatement recorded) {
    /** What the statement takes last: text, speaker, start, end, confidence and whether it is final, an array of each. */
    private static final int COLUMNS = 6;

    /** Appends one segment after those that are there, to see the statement. */
    static Future<BareAppend> of(JsonObject json, Store store) {
        var principal = new Principal(
                UUID.fromString(json.getString("tenant_id")),
                json.getString("tenant"),
                UUID.fromString(json.getString("person_id")),
                "bare",
                Set.of(),
                Principal.View.PERMITTED);
        int number = json.getInteger("stored") + 1;
        var segment = new Segment(
                AppendStyle.text(number), "Speaker", number * 2_000.0, number * 2_000 + 1_800.0, null, true);
        var append = new AppendSegments(new MeetingRef(json.getString("meeting")), List.of(segment));
        return RecordedStatement.of(meetings -> meetings.ask(append), principal, store)
                .map(statements -> new BareAppend(statements.getLast()));
    }

    Future<Buffer> append(Buffer body, SqlClient client) {
        var segments = new JsonObject(body).getJsonArray("segments");
        int count = segments.size();
        var values = Tuple.tuple();
        int kept = recorded.values().size() - COLUMNS;
        for (int i = 0; i < kept; i++) {
            values.addValue(recorded.values().getValue(i));
        }
        values.addValue(column(segments, "text", new String[count], String.class));
        values.addValue(column(segments, "speaker", new String[count], String.class));
        values.addValue(numbers(segments, "start_ms"));
        values.addValue(numbers(segments, "end_ms"));
        values.addValue(numbers(segments, "confidence"));
        values.addValue(column(segments, "final", new Boolean[count], Boolean.class));
        return client.preparedQuery(recorded.sql()).execute(values).map(rows -> {
            var row = rows.iterator().next();
            return new JsonObject()
                    .put("appended", row.getInteger(0))
                    .put("replaced", row.getInteger(1))
                    .put("skipped", row.getInteger(2))
                    .put("segment_count", row.getInteger(3))
                    .put("revision", row.getLong(4))
                    .toBuffer();
        });
    }

    private static <T> @Nullable T[] column(JsonArray segments, String name, @Nullable T[] into, Class<T> type) {
        for (int i = 0; i < into.length; i++) {
            into[i] = type.cast(segments.getJsonObject(i).getValue(name));
        }
        return into;
    }

    private static @Nullable Double[] numbers(JsonArray segments, String name) {
        var into = new @Nullable Double[segments.size()];
        for (int i = 0; i < into.length; i++) {
            into[i] = segments.getJsonObject(i).getDouble(name);
        }
        return into;
    }
}
