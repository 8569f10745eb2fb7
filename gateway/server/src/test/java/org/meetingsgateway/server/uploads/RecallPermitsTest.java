package org.meetingsgateway.server.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Upload;
import org.meetingsgateway.server.access.MovableClock;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.upstream.AddressPolicy;
import org.meetingsgateway.server.upstream.CircuitBreaking;
import org.meetingsgateway.server.upstream.FakeUpstream;
import org.meetingsgateway.server.upstream.Transport;

class RecallPermitsTest {
    private static final Principal WHO =
            new Principal(new UUID(0, 1), "acme", new UUID(0, 2), "key", Set.of(), Principal.View.READABLE);
    private static final String ID = "3f2b8c1d-4a5e-4f60-9b7a-2c8d1e0f6a54";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private FakeUpstream recall;
    private RecallPermits permits;

    @BeforeEach
    void listen() throws Exception {
        recall = FakeUpstream.start(vertx);
        var patience = Duration.ofMillis(500);
        var transport = new Transport(
                vertx, recall.url(), AddressPolicy.any(), new Transport.Bounds(patience, patience, 2, 4, 64 << 10));
        permits = new RecallPermits(transport, new Secret("recall-key"), clock);
    }

    @AfterEach
    void close() throws Exception {
        Outcome.of(vertx.close());
    }

    private Upload created() throws Exception {
        return Outcome.of(permits.create(WHO));
    }

    private long refusedFor() throws Exception {
        var problem = (Problem.Unavailable) Outcome.failure(permits.create(WHO));
        assertThat(problem).hasMessage("Failed to create upload with Recall.ai");
        return problem.retryAfterSeconds();
    }

    @Test
    void an_upload_is_what_recall_says_it_is() throws Exception {
        recall.answers(
                201,
                "application/json",
                new JsonObject()
                        .put("id", ID)
                        .put("recording_id", UUID.randomUUID().toString())
                        .put("upload_token", "tok")
                        .put("status", new JsonObject().put("code", "pending"))
                        .encode());

        assertThat(created()).isEqualTo(new Upload(UUID.fromString(ID), "tok"));
        var asked = recall.requests().getFirst();
        assertThat(asked.method()).isEqualTo(HttpMethod.POST);
        assertThat(asked.uri()).isEqualTo("/api/v1/sdk-upload/");
        assertThat(asked.getHeader("Authorization")).isEqualTo("Token recall-key");
        assertThat(asked.getHeader("Content-Type")).isEqualTo("application/json");
        var body = new JsonObject(recall.bodies().getFirst());
        assertThat(body.getJsonObject("metadata")).isEqualTo(new JsonObject().put("tenant", "acme"));
        var config = body.getJsonObject("recording_config");
        assertThat(config.getJsonObject("transcript").getJsonObject("provider").fieldNames())
                .containsExactly("assembly_ai_v3_streaming");
        assertThat(config.getJsonArray("realtime_endpoints"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("type", "desktop_sdk_callback")
                                .put("events", new JsonArray().add("transcript.data"))));
    }

    @Test
    void any_other_answer_is_none() throws Exception {
        for (int status : new int[] {301, 302, 400, 401, 402, 403, 404, 409, 500, 502, 503, 504}) {
            recall.does(request -> request.response()
                    .setStatusCode(status)
                    .putHeader("Location", "http://127.0.0.1:1/")
                    .end("{\"id\": \"" + ID + "\", \"upload_token\": \"tok\"}"));
            assertThat(refusedFor()).as("%d", status).isEqualTo(5);
        }
        recall.answers(403, "text/html", "<html>blocked</html>");
        assertThat(refusedFor()).isEqualTo(5);
        recall.does(request -> request.connection().close());
        assertThat(refusedFor()).isEqualTo(5);
        recall.does(request -> {});
        assertThat(refusedFor()).isEqualTo(5);
        recall.answers(201, "application/json", "{\"pad\": \"" + "x".repeat(1 << 20) + "\"}");
        assertThat(refusedFor()).isEqualTo(5);
    }

    @Test
    void an_answer_without_id_or_token_is_none() throws Exception {
        for (var body : new String[] {
            "",
            "null",
            "[]",
            "7",
            "{",
            "{}",
            "{\"id\": \"" + ID + "\"",
            "{\"id\": \"" + ID + "\"}",
            "{\"upload_token\": \"tok\"}",
            "{\"id\": \"7\", \"upload_token\": \"tok\"}",
            "{\"id\": 7, \"upload_token\": \"tok\"}",
            "{\"id\": null, \"upload_token\": null}",
            "{\"id\": \"" + ID + "\", \"upload_token\": \" \"}",
            "{\"id\": \"" + ID + "\", \"upload_token\": {}}",
            "\u0000",
            "<html>"
        }) {
            recall.answers(201, "application/json", body);
            assertThat(refusedFor()).as(body).isEqualTo(5);
        }
    }

    @Test
    void while_recall_is_left_alone_the_pause_is_told() throws Exception {
        var away = new CircuitBreaking(request -> Future.failedFuture(new IOException("away")), clock);
        permits = new RecallPermits(away, new Secret("recall-key"), clock);
        while (away.state().equals("closed")) {
            assertThat(refusedFor()).isEqualTo(5);
        }
        assertThat(refusedFor()).isEqualTo(CircuitBreaking.PAUSE.toSeconds());
    }

    @Test
    void recall_says_itself_when_to_try_again() throws Exception {
        recall.does(request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "17")
                .end());
        assertThat(refusedFor()).isEqualTo(17);
    }

    @Test
    void an_upload_is_asked_for_once() throws Exception {
        recall.answers(503, "text/plain", "");
        refusedFor();
        assertThat(recall.requests()).hasSize(1);
    }
}
