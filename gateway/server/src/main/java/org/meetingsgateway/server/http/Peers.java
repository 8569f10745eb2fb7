package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one event loop. Deadlines are looked through at every tick: that bounds every wait at the
 * price of no timer per request. Idle time-outs of the socket would not do, as a byte now and then keeps them away.
 */
final class Peers {
    private final IdentityHashMap<HttpConnection, Peer> open = new IdentityHashMap<>();
    private final ServerLimits limits;
    private final Load load;
    private boolean draining;

    Peers(ServerLimits limits, Load load) {
        this.limits = limits;
        this.load = load;
    }

    void opened(HttpConnection connection) {
        boolean welcome = load.connected();
        open.put(connection, new Peer(connection, limits.header()));
        connection.closeHandler(closed -> {
            load.disconnected();
            var peer = open.remove(connection);
            if (peer != null) {
                peer.closed();
            }
        });
        if (!welcome) {
            makeRoom();
        }
    }

    /** The one that asked for nothing for the longest time leaves: a caller who comes to ask does so at once. */
    private void makeRoom() {
        closeLongest(Peer::isIdle);
    }

    /** While too much is held for callers who neither send nor read, the one who was waited for the longest leaves. */
    void relieve() {
        boolean closed = true;
        while (closed && load.isFull()) {
            closed = closeLongest(Peer::isAwaited);
        }
    }

    private boolean closeLongest(Predicate<Peer> which) {
        long now = System.nanoTime();
        var longest = open.values().stream().filter(which).max(Comparator.comparingLong(peer -> peer.nanosSoFar(now)));
        longest.ifPresent(Peer::leave);
        return longest.isPresent();
    }

    /** Null once it is closed. */
    @Nullable
    Peer of(HttpConnection connection) {
        return open.get(connection);
    }

    void tick() {
        long now = System.nanoTime();
        var hurry = load.isCrowded() ? limits.hurry() : null;
        new ArrayList<>(open.values()).forEach(peer -> peer.check(now, hurry));
        relieve();
    }

    /** From now on every answer is its connection's last. */
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }
}
