package org.meetingsgateway.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down when a key was last used: beside the request that uses it, and once a minute at most. */
final class LastUse {
    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 100_000;

    private final ApiKeyTable table;
    private final Clock clock;
    private final Cache<UUID, Boolean> written = Caffeine.newBuilder()
            .executor(Runnable::run) // a hand-over costs more than what there is to do
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(PAUSE)
            .build();

    LastUse(ApiKeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    void note(UUID tenantId, UUID keyId) {
        if (written.getIfPresent(keyId) == null && written.asMap().putIfAbsent(keyId, true) == null) {
            table.noteUse(tenantId, keyId, clock.instant(), PAUSE)
                    .onFailure(failure -> LOG.debug("The last use of a key could not be written", failure));
        }
    }
}
