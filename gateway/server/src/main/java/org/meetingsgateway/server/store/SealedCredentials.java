package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The credentials of the connections of all tenants, for whoever encrypts them anew. */
public record SealedCredentials(SqlClient client) {
    /** One of them, encrypted. */
    public record Sealed(UUID tenantId, UUID connectionId, Buffer credential) {}

    /** All of them: a tenant has a hundred at the most. */
    public Future<List<Sealed>> all() {
        return new Sql("SELECT c.tenant_id, c.id, c.credential FROM connection c")
                .run(client)
                .map(rows -> {
                    var all = new ArrayList<Sealed>(rows.size());
                    rows.forEach(row -> all.add(new Sealed(row.getUUID(0), row.getUUID(1), row.getBuffer(2))));
                    return List.copyOf(all);
                })
                .recover(Failures::translate);
    }

    /** The same one, encrypted with another key; not where there is another one meanwhile. */
    public Future<Void> replace(Sealed before, Buffer credential) {
        return new Sql("UPDATE connection c SET credential = ?", credential)
                .add(" WHERE c.tenant_id = ? AND c.id = ?", before.tenantId(), before.connectionId())
                .add(" AND c.credential = ?", before.credential())
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }
}
