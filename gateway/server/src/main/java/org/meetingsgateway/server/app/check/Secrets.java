package org.meetingsgateway.server.app.check;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.meetingsgateway.server.access.AesGcm;
import org.meetingsgateway.server.access.OwnKeys;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.SigningKeyTable;

/** The admin token and the secret key: whether they can be read, are hard to guess, and open what is in the database. */
final class Secrets {
    /** A token that is shorter can be found by trying. */
    private static final int LONG_ENOUGH = 16;

    private static final String TOKEN = "admin token";
    private static final String KEY = "secret key";

    private Secrets() {}

    static void check(Config config, Consumer<Finding> found) {
        var token = config.adminToken();
        if (token != null && token.value().length() < LONG_ENOUGH) {
            found.accept(Finding.warning(
                    TOKEN,
                    "has fewer than " + LONG_ENOUGH
                            + " characters, and opens everything: set a longer GATEWAY_ADMIN_TOKEN"));
        }
        try {
            var kept = DataDir.checkSecrets(config.dataDir());
            found.accept(key(config, config.secretKeys().isEmpty() ? kept : config.secretKeys()));
        } catch (IOException e) {
            found.accept(Finding.failed(KEY, String.valueOf(e.getMessage())));
        }
    }

    private static Finding key(Config config, List<SecretKey> keys) {
        if (keys.isEmpty()) {
            return Finding.ok(KEY, "will be made in the data folder");
        }
        var database = config.database();
        if (database == null || config.tokens().jwksUrl() != null) {
            return Finding.ok(KEY, "can be read");
        }
        try {
            SigningKeyTable.signing(database).ifPresent(stored -> OwnKeys.check(stored, new AesGcm(keys)));
            return Finding.ok(KEY, "opens what is in the database");
        } catch (SQLException e) { // which is told of the database, or there is no schema yet
            return Finding.ok(KEY, "can be read");
        } catch (IllegalStateException e) {
            return Finding.failed(KEY, String.valueOf(e.getMessage()));
        }
    }
}
