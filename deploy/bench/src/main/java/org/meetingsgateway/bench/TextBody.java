package org.meetingsgateway.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.List;

/** A transcript as text, which is the last column of its row. */
final class TextBody implements Body {
    @Override
    public void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException {
        json.writeString(text(results));
    }

    @Override
    public Buffer write(List<RowSet<Row>> results) {
        return Buffer.buffer(text(results));
    }

    private static String text(List<RowSet<Row>> results) {
        var row = results.getFirst().iterator().next();
        return row.getString(row.size() - 1);
    }
}
