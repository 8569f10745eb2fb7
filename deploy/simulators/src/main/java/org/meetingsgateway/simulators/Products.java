package org.meetingsgateway.simulators;

import java.util.List;
import java.util.ServiceLoader;
import org.meetingsgateway.spi.Adapter;

/** The products that can be simulated: those whose style is both served and called. */
public final class Products {
    private Products() {}

    public static List<Adapter> all() {
        return ServiceLoader.load(Adapter.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(adapter ->
                        adapter.surface().isPresent() && adapter.upstream().isPresent())
                .sorted((one, other) -> one.style().compareTo(other.style()))
                .toList();
    }

    /** @throws IllegalArgumentException where there is no such style */
    public static Adapter of(String style) {
        return all().stream()
                .filter(adapter -> adapter.style().equals(style))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no product is called " + style));
    }
}
