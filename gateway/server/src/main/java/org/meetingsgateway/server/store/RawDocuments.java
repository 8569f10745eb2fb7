package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.RawDocument;

/** What meetings of connections were read from. */
final class RawDocuments {
    /** How many columns show the documents of the meeting {@code m}. */
    static final int COUNT = 4;

    /** How large the documents of one page may be. */
    private static final long MAX_BYTES = 8L << 20;

    static final String COLUMNS = column("d.kind") + column("d.fetched_at") + column("d.sha256") + column("d.body");

    private final SqlClient client;

    RawDocuments(SqlClient client) {
        this.client = client;
    }

    private static String column(String of) {
        return ", ARRAY(SELECT " + of + " FROM raw_document d WHERE d.tenant_id = m.tenant_id AND d.meeting_id = m.id"
                + " ORDER BY d.place)";
    }

    /** From {@link #COLUMNS}, the first of which is {@code first}. */
    static List<RawDocument> of(Row row, int first) {
        var kinds = row.getArrayOfStrings(first);
        var moments = row.getArrayOfOffsetDateTimes(first + 1);
        var hashes = row.getArrayOfBuffers(first + 2);
        var bodies = row.getArrayOfBuffers(first + 3);
        var documents = new ArrayList<RawDocument>(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            documents.add(document(kinds[i], moments[i].toInstant(), hashes[i], bodies[i]));
        }
        return documents;
    }

    private static RawDocument document(String kind, Instant fetchedAt, Buffer sha256, Buffer body) {
        return new RawDocument(
                kind,
                fetchedAt,
                HexFormat.of().formatHex(sha256.getBytes()),
                Base64.getEncoder().encodeToString(body.getBytes()));
    }

    /**
     * The documents of meetings that the principal is known to see. All of them are in memory at once, so together they may
     * only be as large as the texts of one page.
     */
    Future<Map<UUID, List<RawDocument>>> of(UUID[] meetings, Principal principal) {
        return new Sql(
                        "SELECT t.bytes, d.meeting_id, d.kind, d.fetched_at, d.sha256, d.body FROM (SELECT sum(octet_length(a.body))"
                                + " AS bytes FROM raw_document a WHERE a.tenant_id = ? AND a.meeting_id = ANY(?)) t",
                        principal.tenantId(),
                        meetings)
                .add(
                        " LEFT JOIN raw_document d ON d.tenant_id = ? AND d.meeting_id = ANY(?) AND t.bytes <= ?"
                                + " ORDER BY d.meeting_id, d.place",
                        principal.tenantId(),
                        meetings,
                        MAX_BYTES)
                .run(client)
                .map(rows -> {
                    var documents = new HashMap<UUID, List<RawDocument>>();
                    for (var row : rows) {
                        var bytes = row.getLong(0);
                        if (bytes != null && bytes > MAX_BYTES) {
                            throw tooLarge();
                        }
                        var meeting = row.getUUID(1);
                        if (meeting != null) {
                            documents
                                    .computeIfAbsent(meeting, id -> new ArrayList<>())
                                    .add(document(
                                            row.getString(2), Sql.instant(row, 3), row.getBuffer(4), row.getBuffer(5)));
                        }
                    }
                    return documents;
                });
    }

    private static Problem tooLarge() {
        return new Problem.Invalid(
                Problem.Violation.In.QUERY,
                "expand",
                "too_large",
                "The documents of this page have more than " + MAX_BYTES
                        + " bytes together: ask for fewer meetings with limit, or for one at a time");
    }
}
