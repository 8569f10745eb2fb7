package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.store.SealedCredentials;
import org.meetingsgateway.server.store.SealedCredentials.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While one secret key replaces another: what the old one sealed is sealed with the new one. */
public record Resealing(SealedCredentials sealed, Credentials credentials) {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    /** How many there were. What neither of the keys opens stays as it is. */
    public Future<Integer> all() {
        return sealed.all().compose(all -> {
            Future<Integer> done = Future.succeededFuture(0);
            for (var each : all) {
                done = done.compose(many -> one(each).map(renewed -> renewed ? many + 1 : many));
            }
            return done;
        });
    }

    private Future<Boolean> one(Sealed each) {
        try {
            return credentials
                    .renewed(each.tenantId(), each.connectionId(), each.credential())
                    .map(renewed -> sealed.replace(each, renewed).map(true))
                    .orElseGet(() -> Future.succeededFuture(false));
        } catch (WrongKey e) {
            LOG.warn("no secret key opens the credential of connection {}", each.connectionId());
            return Future.succeededFuture(false);
        }
    }
}
