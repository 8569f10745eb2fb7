package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.spi.Upstream;

/** The styles that can be called, and what each can do. */
public final class Upstreams {
    private record Style(Upstream upstream, List<String> writes) {}

    private final Map<String, Style> styles;

    private Upstreams(Map<String, Style> styles) {
        this.styles = styles;
    }

    /** @param upstreams by style */
    public static Upstreams of(Map<String, Upstream> upstreams) {
        return new Upstreams(upstreams.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, style -> new Style(style.getValue(), writes(style.getValue())))));
    }

    /** All that are called. */
    public Set<String> styles() {
        return styles.keySet();
    }

    /** Empty where the style is not called. */
    public Optional<Upstream> get(String style) {
        return Optional.ofNullable(styles.get(style)).map(Style::upstream);
    }

    /** What the style allows where nobody says otherwise; null where it is not called any more. */
    public @Nullable Quota quota(String style) {
        return get(style).map(Upstream::quota).orElse(null);
    }

    /** The writing calls that it carries out, such as {@code update_meeting}; none where it is read-only, or not called any more. */
    public List<String> writes(String style) {
        var known = styles.get(style);
        return known == null ? List.of() : known.writes();
    }

    /** What an account takes is known without asking it anything: nothing is sent. */
    private static List<String> writes(Upstream upstream) {
        var nobody = new Account("", "nobody", 1);
        return upstream
                .open(nobody, request -> Future.failedFuture(new RemoteFailure.Unwell("Nobody is there", null, null)))
                .writes()
                .calls()
                .stream()
                .map(Upstreams::name)
                .sorted()
                .toList();
    }

    /** A call in a word, such as {@code update_meeting}. */
    static String name(Class<? extends Call<?>> call) {
        return call.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
