package org.meetingsgateway.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a connection URL of Redis. A user without password is refused: most likely it is the password. */
final class RedisUrl {
    private static final Pattern FORM = Pattern.compile("(?<scheme>rediss?)://"
            + "(?:(?<user>[^:@/?#\\s]*):(?<password>[^:@/?#\\s]+)@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::(?<port>[0-9]{1,5}))?"
            + "(?:/(?<database>[0-9]{0,4}))?");

    private RedisUrl() {}

    /** Its time-out is still none. */
    static Optional<Redis> parse(String text) {
        var url = FORM.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        var port = Parse.port(orElse(url.group("port"), "6379")).filter(n -> n > 0);
        try {
            var user = Percent.decode(orElse(url.group("user"), ""));
            var password = Percent.decode(orElse(url.group("password"), ""));
            return port.map(number -> new Redis(
                    url.group("scheme").equals("rediss"),
                    url.group("host").replaceAll("[\\[\\]]", ""),
                    number,
                    user.isEmpty() ? null : user,
                    password.isEmpty() ? null : new Secret(password),
                    Integer.parseInt(orElse(url.group("database"), "0")),
                    Duration.ZERO));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String orElse(@Nullable String text, String fallback) {
        return text == null || text.isEmpty() ? fallback : text;
    }
}
