package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Desktop recordings with Recall.ai behind them: upload tokens, and webhooks. */
class RecallTest {
    private static FakeRecall recall;
    private static GatewayProcess gateway;

    private Tenant tenant;
    private Api key;
    private Api webhooks;
    private String recordings;

    @BeforeAll
    static void start() {
        recall = new FakeRecall();
        var settings = GatewayProcess.settings(
                Path.of("target", "recall-data-" + System.nanoTime()).toAbsolutePath());
        settings.put("RECALL_API_URL", recall.url() + "/");
        settings.put("RECALL_API_KEY", FakeRecall.KEY);
        settings.put("RECALL_WEBHOOK_SECRET", FakeRecall.SECRET + "," + FakeRecall.NEXT_SECRET);
        gateway = GatewayProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        recall.close();
    }

    @BeforeEach
    void tenant() {
        recall.permits();
        tenant = Tenant.create(gateway);
        key = tenant.desktop(tenant.person("Ann"));
        webhooks = new Api(gateway.api(), "canonical", null);
        recordings = "/api/projects/" + tenant.project("Team A").getInteger("team") + "/desktop_recordings/";
    }

    private JsonObject created() {
        return Tenant.created(key.post(recordings, new JsonObject()));
    }

    private JsonObject now(JsonObject recording) {
        return key.get(recordings + recording.getString("id") + "/").json();
    }

    private static String metrics() {
        try {
            var request = HttpRequest.newBuilder(URI.create(gateway.management() + "/metrics"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_recording_has_the_upload_that_recall_permits() {
        var made = created();
        var permitted = recall.permitted().getLast();
        assertThat(made.getString("sdk_upload_id")).isEqualTo(permitted.id());
        assertThat(made.getString("upload_token")).isEqualTo(permitted.token());
        assertThat(recall.authorizations()).containsOnly("Token " + FakeRecall.KEY);
        assertThat(now(made).getString("sdk_upload_id")).isEqualTo(permitted.id());
        assertThat(now(made).encode()).doesNotContain(permitted.token());
        assertThat(gateway.log()).doesNotContain(permitted.token(), FakeRecall.KEY);
        assertThat(metrics())
                .containsPattern("http_client_request_duration_seconds_count\\{connection_style=\"recall\","
                        + "operation=\"create_upload\",status=\"201\"}")
                .contains("gateway_breaker_state{connection_style=\"recall\",state=\"closed\"} 1");
    }

    @Test
    void a_body_that_is_wrong_costs_no_upload() {
        int before = recall.authorizations().size();
        assertThat(key.post(recordings, new JsonObject().put("platform", "cinema"))
                        .status())
                .isEqualTo(400);
        assertThat(recall.authorizations()).hasSize(before);
    }

    private Answer refused() {
        long start = System.nanoTime();
        var answer = key.post(recordings, new JsonObject());
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(answer.json().fieldNames()).containsExactly("type", "code", "detail", "attr");
        assertThat(answer.text()).doesNotContain("127.0.0.1", "http", "sdk-upload", "html", "Exception");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        return answer;
    }

    private void recovered() {
        recall.permits();
        Wait.until(
                "uploads are permitted again",
                () -> key.post(recordings, new JsonObject()).status() == 201);
    }

    @Test
    void without_an_upload_nothing_is_made() {
        try (var other = new FakeRecall()) {
            List<Consumer<HttpServerRequest>> failures = List.of(
                    request -> request.response()
                            .setStatusCode(403)
                            .putHeader("Content-Type", "text/html")
                            .end("<html>blocked</html>"),
                    request -> request.response()
                            .setStatusCode(307)
                            .putHeader("Location", other.url() + "/api/v1/sdk-upload/")
                            .end(),
                    request -> FakeRecall.answer(request, 201, "{\"id\": \"" + UUID.randomUUID() + "\""),
                    request -> FakeRecall.answer(request, 201, "{\"upload_token\": \"x\"}"),
                    request -> FakeRecall.answer(request, 201, "{\"pad\": \"" + "x".repeat(1 << 20) + "\"}"),
                    request -> FakeRecall.answer(request, 502, "overloaded"),
                    request -> request.connection().close());
            for (var failure : failures) {
                recall.does(failure);
                refused();
            }
            recall.does(request -> request.response()
                    .setStatusCode(429)
                    .putHeader("Retry-After", "17")
                    .end());
            assertThat(refused().header("Retry-After")).isEqualTo("17");
            assertThat(other.authorizations()).isEmpty();
        }
        assertThat(key.get(recordings).json().getInteger("count")).isZero();
        recovered();
    }

    @Test
    void while_recall_is_away_nobody_waits_for_it() {
        recall.does(request -> {});
        refused();
        recall.does(request -> request.response().setStatusCode(500).end());
        Wait.until("the breaker opens", () -> {
            refused();
            return metrics().contains("gateway_breaker_state{connection_style=\"recall\",state=\"open\"} 1");
        });
        int asked = recall.authorizations().size();
        refused();
        assertThat(recall.authorizations()).hasSize(asked);
        // All else works without it.
        assertThat(key.get(recordings).status()).isEqualTo(200);
        recovered();
    }

    private static JsonObject event(String event, String upload) {
        return new JsonObject()
                .put("event", event)
                .put(
                        "data",
                        new JsonObject()
                                .put("data", new JsonObject().put("code", event).put("sub_code", "some_reason"))
                                .put("recording", new JsonObject().put("id", RECORDING))
                                .put("sdk_upload", new JsonObject().put("id", upload)));
    }

    private static final String RECORDING = "0197d3a5-3333-7e00-9b00-5a4b3c2d1e0f";

    private int sent(String id, JsonObject event) {
        return webhooks.post(
                        "/webhooks/recall",
                        event,
                        FakeRecall.signed("svix", FakeRecall.SECRET, id, Instant.now(), event.encode()))
                .status();
    }

    private int told(String event, JsonObject recording) {
        return sent("msg_" + UUID.randomUUID(), event("sdk_upload." + event, recording.getString("sdk_upload_id")));
    }

    @Test
    void webhooks_move_a_recording_from_its_start_to_processing() {
        var made = created();
        assertThat(told("recording_started", made)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("recording");
        assertThat(told("recording_ended", made)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("uploading");
        assertThat(told("uploading", made)).isEqualTo(204);
        assertThat(told("complete", made)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("processing");
        assertThat(now(made).getString("recall_recording_id")).isEqualTo(RECORDING);
        assertThat(now(made).getString("error_message")).isNull();
        // Late ones change nothing.
        assertThat(told("uploading", made)).isEqualTo(204);
        assertThat(told("recording_started", made)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("processing");
    }

    @Test
    void a_webhook_says_that_an_upload_failed() {
        var made = created();
        assertThat(told("failed", made)).isEqualTo(204);
        assertThat(told("uploading", made)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("error");
        assertThat(now(made).getString("error_message")).contains("some_reason");
    }

    @Test
    void what_the_client_says_wins() {
        var made = created();
        var ready = new JsonObject().put("status", "ready");
        assertThat(key.patch(recordings + made.getString("id") + "/", ready).status())
                .isEqualTo(200);
        for (var event : List.of("uploading", "complete", "failed")) {
            assertThat(told(event, made)).isEqualTo(204);
            assertThat(now(made).getString("status")).isEqualTo("ready");
        }
        assertThat(now(made).getString("error_message")).isNull();
    }

    @Test
    void a_webhook_counts_once() {
        var made = created();
        var event = event("sdk_upload.uploading", made.getString("sdk_upload_id"));
        var id = "msg_" + UUID.randomUUID();
        assertThat(sent(id, event)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("uploading");
        key.patch(recordings + made.getString("id") + "/", new JsonObject().put("status", "recording"));
        assertThat(sent(id, event)).isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("recording");
    }

    @Test
    void only_what_recall_signed_just_now_counts() {
        var made = created();
        var event = event("sdk_upload.complete", made.getString("sdk_upload_id"));
        var now = Instant.now();
        var stranger = "whsec_c3RyYW5nZXItc3RyYW5nZXItc3RyYW5n";
        for (var headers : List.of(
                new String[0],
                FakeRecall.signed("svix", stranger, "m1", now, event.encode()),
                FakeRecall.signed("svix", FakeRecall.SECRET, "m2", now, event.encode() + " "),
                FakeRecall.signed("svix", FakeRecall.SECRET, "m3", now.minusSeconds(310), event.encode()),
                FakeRecall.signed("svix", FakeRecall.SECRET, "m4", now.plusSeconds(600), event.encode()))) {
            assertThat(webhooks.post("/webhooks/recall", event, headers).status())
                    .isEqualTo(401);
        }
        assertThat(now(made).getString("status")).isEqualTo("recording");
        assertThat(webhooks.post(
                                "/webhooks/recall",
                                event,
                                FakeRecall.signed("webhook", FakeRecall.NEXT_SECRET, "m5", now, event.encode()))
                        .status())
                .isEqualTo(204);
        assertThat(now(made).getString("status")).isEqualTo("processing");
    }

    @Test
    void a_webhook_that_cannot_be_used_is_told_so() {
        var made = created();
        var upload = made.getString("sdk_upload_id");
        assertThat(sent(
                        "u1-" + upload,
                        event("sdk_upload.complete", UUID.randomUUID().toString())))
                .isEqualTo(404);
        assertThat(sent("u2-" + upload, event("sdk_upload.complete", null))).isEqualTo(400);
        assertThat(sent("u3-" + upload, new JsonObject())).isEqualTo(400);
        assertThat(sent("u4-" + upload, event("bot.done", upload))).isEqualTo(204);
        var large = event("sdk_upload.complete", upload).put("pad", "x".repeat(70_000));
        assertThat(sent("u5-" + upload, large)).isEqualTo(413);
        assertThat(webhooks.unchecked("GET", "/webhooks/recall", null).status()).isEqualTo(405);
        assertThat(webhooks.unchecked("POST", "/webhooks/other", null).status()).isEqualTo(404);
        assertThat(now(made).getString("status")).isEqualTo("recording");
    }

    @Test
    void without_a_secret_there_are_no_webhooks() {
        var event = event("sdk_upload.complete", UUID.randomUUID().toString());
        var headers = FakeRecall.signed("svix", FakeRecall.SECRET, "m", Instant.now(), event.encode());
        assertThat(new Api(SharedGateway.get().api(), "canonical", null)
                        .post("/webhooks/recall", event, headers)
                        .status())
                .isEqualTo(404);
    }
}
