package org.meetingsgateway.server.access;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meetingsgateway.spi.KeyForm;
import org.meetingsgateway.spi.Surface;

/** The styles that this gateway has keys of. */
public final class KeyStyles {
    private final Map<String, KeyStyle> byName = new TreeMap<>();

    /** @param forms by style */
    public KeyStyles(Map<String, KeyForm> forms) {
        forms.forEach((name, form) -> byName.put(name, new KeyStyle(name, form)));
    }

    /** Those of surfaces by style. */
    public static KeyStyles of(Map<String, Surface> surfaces) {
        var forms = new TreeMap<String, KeyForm>();
        surfaces.forEach((style, surface) -> surface.keys().ifPresent(form -> forms.put(style, form)));
        return new KeyStyles(forms);
    }

    /** Empty where the gateway does not serve that style. */
    public Optional<KeyStyle> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
