package org.meetingsgateway.server.config;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection URL of PostgreSQL, as libpq writes it. Not {@link java.net.URI}: that knows no host with an
 * underscore.
 */
final class DatabaseUrl {
    private static final Pattern FORM = Pattern.compile("postgres(?:ql)?://"
            + "(?<user>[^:@/?#\\s]+)(?::(?<password>[^:@/?#\\s]*))?@"
            + "(?<host>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?"
            + "/(?<name>[^/?#\\s]+)"
            + "(?:\\?sslmode=(?<sslmode>[a-z-]+))?");

    private DatabaseUrl() {}

    static Optional<Database> parse(String text) {
        var url = FORM.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        var port = Parse.port(orElse(url.group("port"), "5432")).filter(n -> n > 0);
        var sslMode = sslMode(orElse(url.group("sslmode"), SslMode.PREFER.code()));
        if (port.isEmpty() || sslMode.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Database(
                    url.group("host").replaceAll("[\\[\\]]", ""),
                    port.get(),
                    Percent.decode(url.group("user")),
                    new Secret(Percent.decode(orElse(url.group("password"), ""))),
                    Percent.decode(url.group("name")),
                    sslMode.get()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<SslMode> sslMode(String code) {
        return Stream.of(SslMode.values())
                .filter(each -> each.code().equals(code))
                .findFirst();
    }

    private static String orElse(@Nullable String text, String fallback) {
        return text == null ? fallback : text;
    }
}
