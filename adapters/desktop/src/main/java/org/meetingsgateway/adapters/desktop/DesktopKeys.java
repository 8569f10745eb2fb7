package org.meetingsgateway.adapters.desktop;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meetingsgateway.spi.KeyForm;

/** Personal API keys. The oldest lack the prefix, so an imported one may. */
final class DesktopKeys implements KeyForm {
    static final String START = "phx_";

    private static final String EVERYTHING = "*";
    private static final String READ = ":read";
    private static final String WRITE = ":write";
    private static final Pattern IMPORTED = Pattern.compile("[\\x21-\\x7e]{8,512}");
    private static final Set<String> SCOPES = Stream.of("desktop_recording", "endpoint", "error_tracking")
            .flatMap(object -> Stream.of(object + READ, object + WRITE))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String start() {
        return START;
    }

    @Override
    public boolean imports(String secret) {
        return IMPORTED.matcher(secret).matches();
    }

    @Override
    public String words() {
        return "8 to 512 visible ASCII characters";
    }

    @Override
    public Set<String> scopes() {
        return SCOPES;
    }

    @Override
    public boolean knows(String scope) {
        return scope.equals(EVERYTHING) || SCOPES.contains(scope);
    }

    /** {@code *} is all, and {@code write} satisfies {@code read}. */
    @Override
    public Set<String> expanded(Set<String> given) {
        if (given.contains(EVERYTHING)) {
            return SCOPES;
        }
        var all = new HashSet<>(given);
        for (var scope : given) {
            if (scope.endsWith(WRITE)) {
                all.add(scope.substring(0, scope.length() - WRITE.length()) + READ);
            }
        }
        return Set.copyOf(all);
    }

    @Override
    public boolean limitedToProjects() {
        return true;
    }
}
