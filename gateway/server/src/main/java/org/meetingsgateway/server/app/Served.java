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
import org.meetingsgateway.spi.Upstream;

/**
 * What the class path says is served and called: the surfaces and upstreams of the adapters, the contract that canonical requests are checked by,
 * and the pages of all contracts.
 */
record Served(
        Map<String, Surface> surfaces,
        Map<String, Upstream> upstreams,
        RequestContract contract,
        List<Endpoint> pages) {
    static final String CANONICAL = "canonical";

    /** Takes a second or two, mostly for compiling schemas: not on an event loop, and best while the database starts. */
    static Served load() {
        var adapters = ServiceLoader.load(Adapter.class);
        var surfaces = surfaces(adapters);
        var names = new ArrayList<>(List.of(CANONICAL));
        names.addAll(surfaces.keySet());
        return new Served(surfaces, upstreams(adapters), RequestContract.load(CANONICAL), ContractPages.load(names));
    }

    /** By style. Two adapters of one style, and one that nobody has a key of, are mistakes of the packaging. */
    private static Map<String, Surface> surfaces(Iterable<Adapter> adapters) {
        var surfaces = new TreeMap<String, Surface>();
        for (var adapter : adapters) {
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

    private static Map<String, Upstream> upstreams(Iterable<Adapter> adapters) {
        var upstreams = new TreeMap<String, Upstream>();
        for (var adapter : adapters) {
            adapter.upstream().ifPresent(upstream -> {
                if (upstreams.put(adapter.style(), upstream) != null) {
                    throw new IllegalStateException("two adapters call style " + adapter.style());
                }
            });
        }
        return upstreams;
    }
}
