package org.meetingsgateway.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.meetingsgateway.server.contract.ContractPages;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;

/**
 * What the class path says is served: the surfaces of the adapters, the contract that canonical requests are checked by,
 * and the pages of all contracts.
 */
record Served(Map<String, Surface> surfaces, RequestContract contract, List<Endpoint> pages) {
    static final String CANONICAL = "canonical";

    /** Takes a second or two, mostly for compiling schemas: not on an event loop, and best while the database starts. */
    static Served load() {
        var surfaces = discovered();
        var names = new ArrayList<>(List.of(CANONICAL));
        names.addAll(surfaces.keySet());
        return new Served(surfaces, RequestContract.load(CANONICAL), ContractPages.load(names));
    }

    /** By style. Two adapters of one style, and one that nobody has a key of, are mistakes of the packaging. */
    private static Map<String, Surface> discovered() {
        var surfaces = new TreeMap<String, Surface>();
        for (var adapter : ServiceLoader.load(Adapter.class)) {
            adapter.surface().ifPresent(surface -> {
                if (surfaces.put(adapter.style(), surface) != null) {
                    throw new IllegalStateException("two adapters of style " + adapter.style());
                }
                if (surface.keys().isEmpty()) {
                    throw new IllegalStateException("an adapter without keys: " + adapter.style());
                }
            });
        }
        return surfaces;
    }
}
