package org.meetingsgateway.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table of all settings, named as in the environment. What {@code --help} prints and what problems say comes from
 * here.
 */
enum Variable {
    GATEWAY_HOST(
            "127.0.0.1",
            Expected.HOST,
            "where the API and, unless it has a host of its own, the management port listen"),
    GATEWAY_PORT("8080", Expected.PORT, "port of the API; 0 = any free one, printed at the start"),
    GATEWAY_MANAGEMENT_PORT(
            "8081", Expected.PORT, "port of /metrics, /health/live and /health/ready; 0 = any free one"),
    GATEWAY_MANAGEMENT_HOST(null, Expected.HOST, "where the management port listens; unset = GATEWAY_HOST"),
    GATEWAY_TLS_CERT(
            null,
            "a path",
            "PEM file of the API's certificate and those that lead to its root: the API speaks HTTPS, and takes what is"
                    + " put there; unset = plain HTTP"),
    GATEWAY_TLS_KEY(null, "a path", "PEM file of the private key that belongs to it"),
    GATEWAY_DATABASE_URL(
            null,
            "postgresql://user:password@host:port/database, optionally with"
                    + " ?sslmode=disable|prefer|require|verify-ca|verify-full",
            "the PostgreSQL that keeps everything; unset = an embedded one in the data folder"),
    GATEWAY_DATA_DIR(
            ".data",
            "a path",
            "folder of the embedded database and of generated secrets; deploy/run takes the one of the repository"),
    GATEWAY_ADMIN_TOKEN(
            null,
            "visible ASCII characters without spaces",
            "bearer token of the admin API; unset = generated, printed once, kept in the data folder"),
    GATEWAY_JWKS_URL(
            null,
            "an http or https URL without user and fragment",
            "public keys of the issuer of canonical tokens; unset = our own key pair, kept in the database"),
    GATEWAY_JWT_ISSUER(null, "any text", "iss of canonical tokens; unset = meetings-gateway for our own key pair"),
    GATEWAY_JWT_AUDIENCE(null, "any text", "aud of canonical tokens; unset = meetings-gateway for our own key pair"),
    GATEWAY_SECRET_KEY(
            null,
            "base64 of exactly 32 bytes, or two of these with a comma",
            "encrypts upstream credentials, equal on all replicas; two while the first replaces the second;"
                    + " unset = generated in the data folder"),
    GATEWAY_UPSTREAM_ALLOW(null, Expected.CIDRS, "loopback or private addresses that connections may call"),
    GATEWAY_PUBLIC_URL(
            null, Expected.URL, "what absolute links start with; unset = as the caller addressed the gateway"),
    GATEWAY_TRUSTED_PROXIES(null, Expected.CIDRS, "proxies whose Forwarded and X-Forwarded-* headers count"),
    GATEWAY_REQUIRE_HTTPS(
            "false",
            "true or false",
            "whether plain HTTP is redirected to HTTPS, or refused; a trusted proxy says what it was called by"),
    GATEWAY_HOSTS(
            null,
            "surface=host pairs with commas between, surface one of " + String.join(", ", Surfaces.NAMES),
            "more host names that a surface answers on: meetlog=export.example.com"),
    GATEWAY_LIMIT_CANONICAL("6000/60", Expected.WINDOWS, "requests/seconds per key on /v1; several are all held"),
    GATEWAY_LIMIT_MEETLOG("60/60", Expected.WINDOWS, "the same on the MeetLog surface"),
    GATEWAY_LIMIT_MINUTEBASE("1000/3600", Expected.WINDOWS, "the same on the MinuteBase surface"),
    GATEWAY_LIMIT_DESKTOP("480/60,4800/3600", Expected.WINDOWS, "the same on the desktop surface"),
    GATEWAY_LIMIT_QUERIES("240/60,2400/3600", Expected.WINDOWS, "the same for saved queries of the desktop surface"),
    GATEWAY_REDIS_URL(
            null,
            "redis://[[user]:password@]host[:port][/database], or rediss:// for TLS with a certificate that Java"
                    + " trusts; special characters of user and password percent-encoded",
            "the Redis in which all replicas count the limits together; unset = each counts for itself"),
    GATEWAY_REDIS_TIMEOUT_MS(
            "50",
            "a whole number from 5 to 5000",
            "milliseconds that a request waits for Redis before the limit of its replica decides"),
    GATEWAY_HOT_READS_MB(
            "64",
            "a whole number from 0 to 4096",
            "megabytes of memory for answers of reads, which are given again until something of their tenant changes; 0 = none"),
    GATEWAY_DRAIN_SECONDS(
            "0",
            "a whole number from 0 to 60",
            "how long a gateway that is told to stop still takes requests, so that load balancers notice"),
    GATEWAY_LOG_FORMAT("text", "text or json", "how log lines are written to stderr"),
    RECALL_API_URL(null, Expected.URL, "where real upload tokens come from; unset = the gateway makes its own"),
    RECALL_API_KEY(null, "visible ASCII characters without spaces", "the key for it"),
    RECALL_WEBHOOK_SECRET(
            null,
            "whsec_ and base64, several with commas between",
            "what Recall signs its webhooks with, to POST /webhooks/recall; several while one is replaced by another");

    private static final String PREFIX = "GATEWAY_";

    private final @Nullable String fallback;
    private final String expected;
    private final String meaning;

    Variable(@Nullable String fallback, String expected, String meaning) {
        this.fallback = fallback;
        this.expected = expected;
        this.meaning = meaning;
    }

    /** The command-line form, {@code --database-url}; a variable of somebody else keeps its prefix. */
    String flag() {
        var name = name().startsWith(PREFIX) ? name().substring(PREFIX.length()) : name();
        return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What holds when it is not set, in the form in which it would be set; null when that is something else. */
    @Nullable
    String fallback() {
        return fallback;
    }

    /** What a value must be, as the end of a sentence. */
    String expected() {
        return expected;
    }

    String meaning() {
        return meaning;
    }

    /** Whether its value, or a part of it, must never be shown. */
    boolean secret() {
        return switch (this) {
            case GATEWAY_DATABASE_URL,
                    GATEWAY_ADMIN_TOKEN,
                    GATEWAY_SECRET_KEY,
                    GATEWAY_REDIS_URL,
                    RECALL_API_KEY,
                    RECALL_WEBHOOK_SECRET -> true;
            default -> false;
        };
    }

    private static final class Expected {
        static final String HOST = "a host name or address";
        static final String PORT = "a whole number from 0 to 65535";
        static final String URL = "an http or https URL without user, query and fragment";
        static final String CIDRS = "address blocks such as 10.0.0.0/8 or fd00::/8, with commas between";
        static final String WINDOWS = "requests/seconds such as 60/60, several with commas between";
    }
}
