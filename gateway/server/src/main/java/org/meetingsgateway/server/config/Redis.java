package org.meetingsgateway.server.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where limits are counted for all replicas.
 *
 * @param tls by a certificate of the host's name that Java trusts
 * @param host name or address, an IPv6 one without brackets
 * @param user null: Redis' default one
 * @param password null: it asks for none
 * @param database by number
 * @param timeout how long a decision may take
 */
public record Redis(
        boolean tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        int database,
        Duration timeout) {
    /** The same place without user and password. */
    public String url() {
        var authority = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "rediss://" : "redis://") + authority + ":" + port + "/" + database;
    }

    Redis within(Duration patience) {
        return new Redis(tls, host, port, user, password, database, patience);
    }
}
