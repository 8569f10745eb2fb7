package org.meetingsgateway.server.config;

import static org.meetingsgateway.server.config.Variable.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meetingsgateway.server.config.Config.Http;
import org.meetingsgateway.server.config.Config.Management;
import org.meetingsgateway.server.config.Config.Recall;
import org.meetingsgateway.server.config.Config.Telemetry;
import org.meetingsgateway.server.config.Config.Tokens;
import org.meetingsgateway.server.tls.CertificateFiles;
import org.meetingsgateway.server.tls.UnfitCertificate;

/** Turns what was given into a {@link Config}, or into the list of everything that is wrong with it. */
final class ConfigReader {
    private static final String OURSELVES = "meetings-gateway";
    private static final String LOOPBACK = "127.0.0.1/32";

    private final Given given;
    private final List<String> problems;

    ConfigReader(Given given) {
        this.given = given;
        problems = new ArrayList<>(given.problems());
    }

    CommandLine read() {
        var host = read(GATEWAY_HOST, Parse::host);
        var port = read(GATEWAY_PORT, Parse::port);
        var management = read(GATEWAY_MANAGEMENT_PORT, Parse::port);
        var managementHost = read(GATEWAY_MANAGEMENT_HOST, Parse::host);
        var certificate = read(GATEWAY_TLS_CERT, Parse::path);
        var key = read(GATEWAY_TLS_KEY, Parse::path);
        var tls = certificate.flatMap(file -> key.map(other -> new CertificateFiles(file, other)));
        var database = read(GATEWAY_DATABASE_URL, DatabaseUrl::parse);
        var dataDir = read(GATEWAY_DATA_DIR, Parse::path);
        var adminToken = read(GATEWAY_ADMIN_TOKEN, Parse::token);
        var jwksUrl = read(GATEWAY_JWKS_URL, Parse::urlWithQuery);
        var issuer = read(GATEWAY_JWT_ISSUER, Optional::of);
        var audience = read(GATEWAY_JWT_AUDIENCE, Optional::of);
        var secretKeys = read(GATEWAY_SECRET_KEY, Parse::secretKeys);
        var upstreamAllow = read(GATEWAY_UPSTREAM_ALLOW, Parse::cidrs);
        var publicUrl = read(GATEWAY_PUBLIC_URL, Parse::url);
        var trustedProxies = read(GATEWAY_TRUSTED_PROXIES, Parse::cidrs);
        var requireHttps = read(GATEWAY_REQUIRE_HTTPS, Parse::truth);
        var hosts = read(GATEWAY_HOSTS, Parse::hosts);
        var canonical = read(GATEWAY_LIMIT_CANONICAL, Parse::windows);
        var meetlog = read(GATEWAY_LIMIT_MEETLOG, Parse::windows);
        var minutebase = read(GATEWAY_LIMIT_MINUTEBASE, Parse::windows);
        var desktop = read(GATEWAY_LIMIT_DESKTOP, Parse::windows);
        var queries = read(GATEWAY_LIMIT_QUERIES, Parse::windows);
        var redisUrl = read(GATEWAY_REDIS_URL, RedisUrl::parse);
        var redisTimeout = read(GATEWAY_REDIS_TIMEOUT_MS, Parse::patience);
        var hotReads = read(GATEWAY_HOT_READS_MB, Parse::megabytes);
        var drain = read(GATEWAY_DRAIN_SECONDS, Parse::notice);
        var logFormat = read(GATEWAY_LOG_FORMAT, Parse::logFormat);
        var recallUrl = read(RECALL_API_URL, Parse::url);
        var recallKey = read(RECALL_API_KEY, Parse::token);
        var webhookSecrets = read(RECALL_WEBHOOK_SECRET, Parse::webhookSecrets);

        together(RECALL_API_URL, RECALL_API_KEY);
        together(RECALL_API_KEY, RECALL_API_URL);
        together(GATEWAY_TLS_CERT, GATEWAY_TLS_KEY);
        together(GATEWAY_TLS_KEY, GATEWAY_TLS_CERT);
        together(GATEWAY_JWKS_URL, GATEWAY_JWT_ISSUER);
        together(GATEWAY_JWKS_URL, GATEWAY_JWT_AUDIENCE);
        if (port.isPresent() && port.equals(management) && port.get() != 0) {
            problems.add("GATEWAY_PORT and GATEWAY_MANAGEMENT_PORT are both " + port.get()
                    + ": expected two different ports");
        }
        problems.addAll(TelemetryVariables.problems(given.telemetry()));
        oneOf(Switch.DEMO, Switch.MIGRATE, Switch.CHECK);
        if (given.has(Switch.MIGRATE)) {
            migrates();
        } else {
            tls.ifPresent(this::isServed);
        }
        if (!problems.isEmpty()) {
            return new CommandLine.Refused(problems);
        }
        var config = new Config(
                new Http(host.orElseThrow(), port.orElseThrow(), tls.orElse(null)),
                new Management(managementHost.or(() -> host).orElseThrow(), management.orElseThrow()),
                database.orElse(null),
                dataDir.orElseThrow(),
                adminToken.orElse(null),
                new Tokens(jwksUrl.orElse(null), issuer.orElse(OURSELVES), audience.orElse(OURSELVES)),
                secretKeys.orElse(List.of()),
                allowed(upstreamAllow.orElse(List.of())),
                publicUrl.orElse(null),
                trustedProxies.orElse(List.of()),
                requireHttps.orElseThrow(),
                hosts.orElse(Map.of()),
                Map.of(
                        "canonical", canonical.orElseThrow(),
                        "meetlog", meetlog.orElseThrow(),
                        "minutebase", minutebase.orElseThrow(),
                        "desktop", desktop.orElseThrow(),
                        "queries", queries.orElseThrow()),
                redisUrl.map(redis -> redis.within(redisTimeout.orElseThrow())).orElse(null),
                hotReads.orElseThrow(),
                drain.orElseThrow(),
                logFormat.orElseThrow(),
                new Telemetry(given.telemetry()),
                recallUrl.map(url -> new Recall(url, recallKey.orElseThrow())).orElse(null),
                webhookSecrets.orElse(List.of()));
        if (given.has(Switch.CHECK)) {
            return new CommandLine.Check(config);
        }
        return given.has(Switch.MIGRATE)
                ? new CommandLine.Migrate(config, database.orElseThrow())
                : new CommandLine.Start(config, given.has(Switch.DEMO));
    }

    private void isServed(CertificateFiles files) {
        if (given.has(Switch.DEMO)) {
            problems.add("--demo calls the gateway by plain HTTP: unset GATEWAY_TLS_CERT and GATEWAY_TLS_KEY");
            return;
        }
        try {
            files.read().checked();
        } catch (UnfitCertificate e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** The demo's accounts listen on the loopback address. */
    private List<Cidr> allowed(List<Cidr> upstreams) {
        return given.has(Switch.DEMO)
                ? Stream.concat(upstreams.stream(), Parse.cidrs(LOOPBACK).orElseThrow().stream())
                        .toList()
                : upstreams;
    }

    /** Empty when it is unset and has no default, or wrong: then there is a problem more. */
    private <T> Optional<T> read(Variable variable, Function<String, Optional<T>> parse) {
        var value = given.value(variable);
        if (value == null) {
            return Optional.ofNullable(variable.fallback()).flatMap(parse);
        }
        var parsed = parse.apply(value.text());
        if (parsed.isEmpty()) {
            problems.add(value.name() + " is " + shown(variable, value.text()) + ": expected " + variable.expected());
        }
        return parsed;
    }

    private void together(Variable one, Variable needed) {
        if (given.value(one) != null && given.value(needed) == null) {
            problems.add(needed + " is unset: expected " + needed.expected() + ", because " + one + " is set");
        }
    }

    private void oneOf(Switch... flags) {
        var both = Stream.of(flags).filter(given::has).map(Switch::flag).toList();
        if (both.size() > 1) {
            problems.add(String.join(" and ", both) + " are given together: expected one of them");
        }
    }

    /** An embedded database is brought up to date by the start that uses it. */
    private void migrates() {
        if (given.value(GATEWAY_DATABASE_URL) == null) {
            problems.add(GATEWAY_DATABASE_URL + " is unset: expected " + GATEWAY_DATABASE_URL.expected()
                    + ", because --migrate is given");
        }
    }

    private static String shown(Variable variable, String text) {
        if (!variable.secret()) {
            return "\"" + text + "\"";
        }
        var scheme = text.indexOf("://");
        var at = text.lastIndexOf('@');
        if (scheme < 0 || at < scheme) {
            return "not shown, because it is secret";
        }
        // Of a URL only the user and password, and what might hold one more, are left out.
        var query = text.indexOf('?', at);
        return "\"" + text.substring(0, scheme) + "://•••@" + text.substring(at + 1, query < 0 ? text.length() : query)
                + (query < 0 ? "" : "?…") + "\"";
    }
}
