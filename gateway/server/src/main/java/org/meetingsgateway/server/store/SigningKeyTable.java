package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meetingsgateway.server.config.Database;

/** The key pairs that sign canonical tokens: of the whole installation, of no tenant. */
public final class SigningKeyTable {
    /**
     * A key pair as it is stored.
     *
     * @param privateKey encrypted
     * @param signs whether new tokens are signed with it: one pair at most; the others only verify
     */
    public record StoredKey(String kid, Buffer privateKey, boolean signs) {}

    private final SqlClient client;

    public SigningKeyTable(SqlClient client) {
        this.client = client;
    }

    /** The pair that signs, for a look before the start; empty where there is none yet. Blocks, for some seconds at most. */
    public static Optional<StoredKey> signing(Database database) throws SQLException {
        try (var connection = DatabaseState.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT k.kid, k.private_key FROM signing_key k WHERE k.retired_at IS NULL")) {
            return rows.next()
                    ? Optional.of(new StoredKey(rows.getString(1), Buffer.buffer(rows.getBytes(2)), true))
                    : Optional.empty();
        }
    }

    /** Newest first. */
    public Future<List<StoredKey>> list() {
        return new Sql(
                        "SELECT k.kid, k.private_key, k.retired_at IS NULL FROM signing_key k ORDER BY k.created_at DESC")
                .run(client)
                .map(rows -> {
                    var keys = new ArrayList<StoredKey>(rows.size());
                    rows.forEach(row -> keys.add(new StoredKey(row.getString(0), row.getBuffer(1), row.getBoolean(2))));
                    return List.copyOf(keys);
                })
                .recover(Failures::translate);
    }

    /** The same private key, encrypted with another secret key; not where somebody else did so meanwhile. */
    public Future<Void> replace(StoredKey before, Buffer privateKey) {
        return new Sql("UPDATE signing_key SET private_key = ? WHERE kid = ?", privateKey, before.kid())
                .add(" AND private_key = ?", before.privateKey())
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    /** Adds the pair that signs; where another replica was first, there is one already and nothing happens. */
    public Future<Void> add(String kid, Buffer privateKey, Instant now) {
        return new Sql(
                        "INSERT INTO signing_key (kid, private_key, created_at) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        kid,
                        privateKey,
                        now)
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }
}
