package org.meetingsgateway.server.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meetingsgateway.spi.KeyForm;

/**
 * Keys of styles that are none, under the names that the contract has: {@code meetlog} has scopes, {@code minutebase} none,
 * and in {@code desktop}, whose keys may be limited to projects, all of them are {@code *}.
 */
public record FakeKeys(String start, Set<String> scopes, boolean limitedToProjects) implements KeyForm {
    public static final KeyStyles STYLES = new KeyStyles(Map.of(
            "meetlog",
                    new FakeKeys("tk_live_", Set.of("export:transcripts", "export:reports", "export:projects"), false),
            "minutebase", new FakeKeys("", Set.of(), false),
            "desktop", new FakeKeys("phx_", Set.of("endpoint:read", "endpoint:write"), true)));

    public static KeyStyle style(String name) {
        return STYLES.get(name).orElseThrow();
    }

    @Override
    public boolean imports(String secret) {
        return secret.startsWith(start) && secret.length() >= 12;
    }

    @Override
    public String words() {
        return "12 characters or more that begin with " + start;
    }

    @Override
    public boolean knows(String scope) {
        return scopes.contains(scope) || (limitedToProjects && scope.equals("*"));
    }

    @Override
    public Set<String> expanded(Set<String> given) {
        var all = new TreeSet<>(given);
        return all.remove("*") ? scopes : Set.copyOf(all);
    }
}
