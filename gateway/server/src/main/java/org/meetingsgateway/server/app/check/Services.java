package org.meetingsgateway.server.app.check;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.meetingsgateway.server.access.RemoteKeys;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.Redis;
import org.meetingsgateway.server.limits.SharedLimits;
import org.meetingsgateway.server.tracing.Export;

/** What others serve that the configuration names. */
final class Services {
    private static final Duration BOUND = Duration.ofSeconds(8);
    private static final String ISSUER = "token keys";
    private static final String REDIS = "shared limits";
    private static final String TRACES = "traces";
    private static final String RECALL = "Recall.ai";

    private Services() {}

    static void check(Config config, Consumer<Finding> found) {
        var jwks = config.tokens().jwksUrl();
        if (jwks != null) {
            found.accept(issuer(jwks));
        }
        var redis = config.redis();
        if (redis != null) {
            found.accept(redis(redis));
        }
        var recall = config.recall();
        if (recall != null) {
            found.accept(recall(recall));
        }
        if (config.telemetry().isOn()) {
            found.accept(collector(config.telemetry()));
        }
    }

    private static Finding collector(Config.Telemetry telemetry) {
        try {
            return Export.check(telemetry.variables(), BOUND)
                    .map(failure -> Finding.failed(
                            TRACES,
                            "the collector takes no spans (" + Reason.of(failure)
                                    + "): see OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS"))
                    .orElseGet(() -> Finding.ok(TRACES, "the collector takes spans"));
        } catch (ConfigurationException e) {
            return Finding.failed(TRACES, "spans cannot be exported as OTEL_* says: " + e.getMessage());
        }
    }

    private static Finding issuer(URI url) {
        var shown = url.getHost() + url.getPath();
        var vertx = Vertx.vertx();
        try {
            var keys = new RemoteKeys(vertx, url, Clock.systemUTC());
            var count =
                    keys.count().toCompletionStage().toCompletableFuture().get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            return Finding.ok(ISSUER, count + " at " + shown);
        } catch (ExecutionException e) {
            return issuerFails(shown, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return issuerFails(shown, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return issuerFails(shown, e);
        } finally {
            vertx.close();
        }
    }

    private static Finding issuerFails(String shown, Throwable failure) {
        return Finding.failed(
                ISSUER,
                "none can be read from " + shown + " (" + failure.getMessage()
                        + "): until they can, every token of /v1 is refused; see GATEWAY_JWKS_URL");
    }

    /** A start goes well without it. */
    private static Finding redis(Redis redis) {
        var vertx = Vertx.vertx();
        try {
            SharedLimits.check(vertx, redis)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            return Finding.ok(REDIS, "counted in " + redis.url());
        } catch (ExecutionException e) {
            return redisFails(redis, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return redisFails(redis, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return redisFails(redis, e);
        } finally {
            vertx.close();
        }
    }

    private static Finding redisFails(Redis redis, Throwable failure) {
        return Finding.warning(
                REDIS,
                redis.url() + " cannot be used (" + Reason.of(failure)
                        + "): until it can, each replica counts for itself; see GATEWAY_REDIS_URL");
    }

    /** Only the list of uploads is asked for: it says whether the key is taken. */
    private static Finding recall(Config.Recall recall) {
        var host = recall.apiUrl().getHost();
        try (var http = HttpClient.newBuilder().connectTimeout(BOUND).build()) {
            var request = HttpRequest.newBuilder(URI.create(recall.apiUrl() + "/api/v1/sdk-upload/"))
                    .timeout(BOUND)
                    .header("Authorization", "Token " + recall.apiKey().value())
                    .header("Accept", "application/json");
            int status =
                    http.send(request.GET().build(), BodyHandlers.discarding()).statusCode();
            if (status == 401 || status == 403) {
                return Finding.failed(
                        RECALL, host + " refuses the key (" + status + "): set a valid RECALL_API_KEY of that region");
            }
            return status >= 500
                    ? Finding.failed(
                            RECALL, host + " answers " + status + ": no upload can be permitted until it is well")
                    : Finding.ok(RECALL, host + " takes the key");
        } catch (IOException e) {
            return Finding.failed(
                    RECALL, host + " does not answer (" + Reason.of(e) + "): see RECALL_API_URL and the way to it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.failed(RECALL, "the check was interrupted");
        }
    }
}
