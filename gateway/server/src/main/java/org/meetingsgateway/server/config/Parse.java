package org.meetingsgateway.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The texts of settings as values; empty when a text is not what its setting expects. */
final class Parse {
    private static final int MAX_SECONDS = 31 * 24 * 3600;

    private Parse() {}

    static Optional<String> host(String text) {
        return matching(text, "[A-Za-z0-9._:%-]{1,255}");
    }

    static Optional<Integer> port(String text) {
        return number(text).filter(port -> port <= 65_535);
    }

    /** Absolute. */
    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static Optional<Secret> token(String text) {
        return matching(text, "[!-~]+").map(Secret::new);
    }

    /** Without query, and without a slash at the end. */
    static Optional<URI> url(String text) {
        return urlWithQuery(text.replaceAll("/+$", "")).filter(url -> url.getRawQuery() == null);
    }

    static Optional<URI> urlWithQuery(String text) {
        try {
            var url = new URI(text);
            var http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            var plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            return http && plain && url.getHost() != null && url.getPort() <= 65_535
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<SecretKey> secretKey(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            return bytes.length == 32 ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first one, and another one that it replaces or that is to replace it. */
    static Optional<List<SecretKey>> secretKeys(String text) {
        return list(text, Parse::secretKey).filter(keys -> keys.size() <= 2);
    }

    /** Of Standard Webhooks, for HMAC with SHA-256. */
    static Optional<List<SecretKey>> webhookSecrets(String text) {
        return list(text, Parse::webhookSecret);
    }

    private static Optional<SecretKey> webhookSecret(String text) {
        return matching(text, "whsec_[A-Za-z0-9+/]+={0,2}").flatMap(secret -> {
            try {
                var bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                return Optional.of(new SecretKeySpec(bytes, "HmacSHA256"));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Milliseconds. */
    static Optional<Duration> patience(String text) {
        return number(text).filter(millis -> millis >= 5 && millis <= 5_000).map(Duration::ofMillis);
    }

    /** Seconds. */
    static Optional<Duration> notice(String text) {
        return number(text).filter(seconds -> seconds <= 60).map(Duration::ofSeconds);
    }

    /** In bytes. */
    static Optional<Long> megabytes(String text) {
        return number(text).filter(megabytes -> megabytes <= 4_096).map(megabytes -> (long) megabytes << 20);
    }

    static Optional<Boolean> truth(String text) {
        return matching(text, "true|false").map(Boolean::valueOf);
    }

    static Optional<LogFormat> logFormat(String text) {
        return Stream.of(LogFormat.values())
                .filter(each -> each.code().equals(text))
                .findFirst();
    }

    static Optional<List<Cidr>> cidrs(String text) {
        return list(text, Cidr::parse);
    }

    /** Each number of seconds at most once. */
    static Optional<List<Window>> windows(String text) {
        return list(text, Parse::window)
                .filter(all -> all.stream().map(Window::seconds).distinct().count() == all.size());
    }

    /** Surfaces by host name. */
    static Optional<Map<String, String>> hosts(String text) {
        var pairs =
                list(text, pair -> matching(pair, "[a-z]+=(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"));
        return pairs.flatMap(all -> {
            var hosts = new TreeMap<String, String>();
            for (var pair : all) {
                var equals = pair.indexOf('=');
                var surface = pair.substring(0, equals);
                var known = Surfaces.NAMES.contains(surface);
                if (!known || hosts.put(pair.substring(equals + 1).toLowerCase(Locale.ROOT), surface) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(hosts);
        });
    }

    private static Optional<Window> window(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var requests = number(text.substring(0, slash)).filter(n -> n >= 1);
        var seconds = number(text.substring(slash + 1)).filter(n -> n >= 1 && n <= MAX_SECONDS);
        return requests.flatMap(r -> seconds.map(s -> new Window(r, s)));
    }

    /** At most nine digits. */
    private static Optional<Integer> number(String text) {
        return matching(text, "[0-9]{1,9}").map(Integer::valueOf);
    }

    private static Optional<String> matching(String text, String pattern) {
        return text.matches(pattern) ? Optional.of(text) : Optional.empty();
    }

    private static <T> Optional<List<T>> list(String text, Function<String, Optional<T>> parse) {
        var all = new ArrayList<T>();
        for (var each : text.split(",", -1)) {
            var parsed = parse.apply(each.strip());
            if (parsed.isEmpty()) {
                return Optional.empty();
            }
            all.add(parsed.get());
        }
        return Optional.of(List.copyOf(all));
    }
}
