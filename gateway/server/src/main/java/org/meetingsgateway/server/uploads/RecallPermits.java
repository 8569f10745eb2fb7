package org.meetingsgateway.server.uploads;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Upload;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.upstream.CircuitBreaking;
import org.meetingsgateway.server.upstream.NoResponse;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.RetryAfter;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recall.ai permits uploads, and takes them (https://docs.recall.ai, Desktop Recording SDK). Each permission is asked for
 * once: one that was given and got lost costs nothing.
 */
public final class RecallPermits implements UploadPermits {
    private static final Logger LOG = LoggerFactory.getLogger(RecallPermits.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Exchange exchange;
    private final Secret key;
    private final Clock clock;

    public RecallPermits(Exchange exchange, Secret key, Clock clock) {
        this.exchange = exchange;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Future<Upload> create(Principal principal) {
        return exchange.send(request(principal))
                .recover(failure -> {
                    LOG.warn("Recall permitted no upload: {}", failure.getMessage());
                    return Future.failedFuture(unavailable(pause(failure)));
                })
                .map(response -> upload(response).orElseThrow(() -> {
                    LOG.warn("Recall permitted no upload: status {}", response.status());
                    return unavailable(RetryAfter.of(response, clock.instant()).orElse(SOON));
                }));
    }

    /** Recall that is left alone is asked again when that is over. */
    private static Duration pause(Throwable failure) {
        return failure instanceof NoResponse none && none.reason() == NoResponse.Reason.BREAKER_OPEN
                ? CircuitBreaking.PAUSE
                : SOON;
    }

    private WireRequest request(Principal principal) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Token " + key.value())
                .set("Accept", "application/json")
                .set("Content-Type", "application/json");
        return new WireRequest(
                        HttpMethod.POST,
                        "",
                        "/api/v1/sdk-upload/",
                        Map.of(),
                        MultiMap.caseInsensitiveMultiMap(),
                        headers,
                        body(principal))
                .as("create_upload");
    }

    /** A client hears its transcript as it is spoken. */
    private static Buffer body(Principal principal) {
        var transcript =
                new JsonObject().put("provider", new JsonObject().put("assembly_ai_v3_streaming", new JsonObject()));
        var callback = new JsonObject()
                .put("type", "desktop_sdk_callback")
                .put("events", new JsonArray().add("transcript.data"));
        return new JsonObject()
                .put(
                        "recording_config",
                        new JsonObject()
                                .put("transcript", transcript)
                                .put("realtime_endpoints", new JsonArray().add(callback)))
                .put("metadata", new JsonObject().put("tenant", principal.tenant()))
                .toBuffer();
    }

    /** Empty where the response is anything else. */
    private static Optional<Upload> upload(WireResponse.Bytes response) {
        if (response.status() / 100 != 2) {
            return Optional.empty();
        }
        try {
            var json = new JsonObject(response.body());
            return json.getValue("id") instanceof String id
                            && ID.matcher(id).matches()
                            && json.getValue("upload_token") instanceof String token
                            && !token.isBlank()
                    ? Optional.of(new Upload(UUID.fromString(id), token))
                    : Optional.empty();
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Problem.Unavailable unavailable(Duration retryAfter) {
        return new Problem.Unavailable("Failed to create upload with Recall.ai", retryAfter);
    }
}
