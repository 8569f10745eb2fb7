package org.meetingsgateway.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.server.access.MovableClock;
import org.meetingsgateway.server.limits.RateLimits;
import org.meetingsgateway.server.store.UploadEvent;
import org.meetingsgateway.wire.WireRequest;

class WebhookSurfaceTest {
    private static final UUID UPLOAD = UUID.fromString("3f2b8c1d-4a5e-4f60-9b7a-2c8d1e0f6a54");
    private static final UUID RECORDING = UUID.fromString("0197d3a5-2222-7e00-9b00-5a4b3c2d1e0f");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SecretKey KEY = key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final SecretKey NEXT = key("bmV4dC1uZXh0LW5leHQtbmV4dC1uZXh0");
    private static final Meetings NOBODYS = new Meetings(
            MemorySource.of(Library.read(new JsonObject())),
            new Principal(new UUID(0, 0), "", null, "", java.util.Set.of(), Principal.View.PERMITTED));

    private final MovableClock clock = new MovableClock(NOW);
    private final List<UploadEvent> told = new ArrayList<>();
    private final WebhookSurface surface = surface(100);

    private WebhookSurface surface(int requests) {
        var limits = new RateLimits(
                Map.of(WebhookSurface.NAME, List.of(new RateLimits.Window(requests, 60))), 10, () -> 0, clock);
        return new WebhookSurface(
                List.of(KEY, NEXT),
                limits,
                event -> {
                    told.add(event);
                    return Future.succeededFuture();
                },
                clock);
    }

    private static SecretKey key(String base64) {
        return new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256");
    }

    private static String signature(SecretKey key, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static WireRequest request(MultiMap headers, String body) {
        return new WireRequest(
                HttpMethod.POST,
                "",
                "/webhooks/recall",
                Map.of(),
                MultiMap.caseInsensitiveMultiMap(),
                headers,
                Buffer.buffer(body));
    }

    private static MultiMap headers(String family, String id, String timestamp, String signature) {
        return MultiMap.caseInsensitiveMultiMap()
                .set(family + "id", id)
                .set(family + "timestamp", timestamp)
                .set(family + "signature", signature);
    }

    private WireRequest signed(String body) {
        var timestamp = String.valueOf(clock.instant().getEpochSecond());
        return request(headers("svix-", "msg_1", timestamp, signature(KEY, "msg_1." + timestamp + "." + body)), body);
    }

    private static String event(String event, JsonObject data) {
        return new JsonObject().put("event", event).put("data", data).encode();
    }

    private static JsonObject data() {
        return new JsonObject()
                .put("data", new JsonObject().put("code", "x").putNull("sub_code"))
                .put("recording", new JsonObject().put("id", RECORDING.toString()))
                .put("sdk_upload", new JsonObject().put("id", UPLOAD.toString()));
    }

    private int served(WireRequest request) {
        return surface.endpoints()
                .getFirst()
                .serve()
                .serve(request, NOBODYS)
                .result()
                .status();
    }

    private void isRefused(WireRequest request, Reason reason) {
        assertThatThrownBy(() -> served(request))
                .isInstanceOfSatisfying(
                        Problem.Unauthenticated.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "recording_started, RECORDING",
        "recording_ended, UPLOADING",
        "uploading, UPLOADING",
        "complete, PROCESSING",
        "failed, FAILED"
    })
    void an_event_says_what_becomes_of_the_meeting(String event, MeetingStatus status) {
        assertThat(served(signed(event("sdk_upload." + event, data())))).isEqualTo(204);
        assertThat(told)
                .containsExactly(new UploadEvent(
                        "msg_1",
                        UPLOAD,
                        status,
                        event.equals("complete") ? RECORDING : null,
                        event.equals("failed") ? "Recall.ai could not take the upload" : null));
    }

    @Test
    void a_failure_says_why() {
        var data = data().put("data", new JsonObject().put("code", "failed").put("sub_code", "network_error"));
        served(signed(event("sdk_upload.failed", data)));
        served(signed(event("sdk_upload.failed", data.put("data", new JsonObject().put("sub_code", "no\u0000code")))));
        assertThat(told)
                .extracting(UploadEvent::error)
                .containsExactly(
                        "Recall.ai could not take the upload: network_error", "Recall.ai could not take the upload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recording.done", "bot.joining_call", "sdk_upload.", "sdk_upload.new_word", ""})
    void other_events_are_taken_and_have_no_effect(String event) {
        assertThat(served(signed(event(event, new JsonObject())))).isEqualTo(204);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"event\": 7}",
                "{\"event\": \"sdk_upload.complete\"}",
                "{\"event\": \"sdk_upload.complete\", \"data\": []}",
                "{\"event\": \"sdk_upload.complete\", \"data\": {\"sdk_upload\": {}}}",
                "{\"event\": \"sdk_upload.complete\", \"data\": {\"sdk_upload\": {\"id\": 7}}}"
            })
    void what_is_no_event_of_an_upload_is_malformed(String body) {
        assertThatThrownBy(() -> served(signed(body))).isInstanceOf(Problem.Malformed.class);
    }

    @Test
    void an_id_that_no_upload_can_have_is_not_there() {
        var data = data().put("sdk_upload", new JsonObject().put("id", "7"));
        assertThatThrownBy(() -> served(signed(event("sdk_upload.complete", data))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void the_example_of_the_standard_is_signed_right() {
        // https://docs.svix.com/receiving/verifying-payloads/how-manual
        clock.pass(Duration.between(NOW, Instant.ofEpochSecond(1_614_265_330)));
        var body = "{\"test\": 2432232314}";
        var headers = headers(
                "svix-",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(new Signatures(List.of(KEY), clock).verifiedId(request(headers, body)))
                .isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-", "webhook-"})
    void both_families_of_headers_and_every_key_are_good(String family) {
        var timestamp = String.valueOf(NOW.getEpochSecond());
        var body = event("sdk_upload.uploading", data());
        var right = signature(NEXT, "m." + timestamp + "." + body);
        for (var given : List.of(right, "v1a,x " + right, "v1,AAAA " + right + " v2,y")) {
            assertThat(served(request(headers(family, "m", timestamp, given), body)))
                    .isEqualTo(204);
        }
    }

    @Test
    void what_is_not_signed_is_refused() {
        var body = event("sdk_upload.complete", data());
        var timestamp = String.valueOf(NOW.getEpochSecond());
        var right = signature(KEY, "m." + timestamp + "." + body);
        isRefused(request(MultiMap.caseInsensitiveMultiMap(), body), Reason.MISSING);
        var stranger = key("c3RyYW5nZXItc3RyYW5nZXItc3RyYW5n");
        for (var headers : List.of(
                headers("svix-", "m", timestamp, signature(stranger, "m." + timestamp + "." + body)),
                headers("svix-", "m", timestamp, ""),
                headers("svix-", "m", timestamp, "v1,"),
                headers("svix-", "m", timestamp, right.substring(3)),
                headers("svix-", "m", timestamp, right.replace("v1,", "v2,")),
                headers("svix-", "m", timestamp, right.substring(0, right.length() - 4)),
                headers("svix-", "other", timestamp, right),
                headers("svix-", "m", String.valueOf(NOW.getEpochSecond() + 1), right),
                headers("svix-", "m", "soon", right),
                headers("svix-", "m", "-1", right),
                headers("svix-", "m", "", right),
                headers("svix-", "m", timestamp, right).add("svix-timestamp", timestamp),
                headers("svix-", "m", timestamp, right)
                        .set("webhook-signature", right)
                        .set("webhook-id", "m"))) {
            isRefused(request(headers, body), Reason.INVALID);
        }
        isRefused(request(headers("svix-", "m", timestamp, right), body + " "), Reason.INVALID);
    }

    @Test
    void a_message_without_id_is_malformed() {
        var timestamp = String.valueOf(NOW.getEpochSecond());
        for (var id : List.of("", " ", "x".repeat(256), "a b", "ü")) {
            var headers = headers("svix-", id, timestamp, signature(KEY, id + "." + timestamp + ".{}"));
            assertThatThrownBy(() -> served(request(headers, "{}"))).isInstanceOf(Problem.Malformed.class);
        }
    }

    @Test
    void a_message_is_good_for_five_minutes_before_and_after_its_moment() {
        var message = signed(event("sdk_upload.complete", data()));
        clock.pass(Duration.ofMinutes(5));
        assertThat(served(message)).isEqualTo(204);
        clock.pass(Duration.ofMinutes(-10));
        assertThat(served(message)).isEqualTo(204);
        told.clear();

        clock.pass(Duration.ofSeconds(-1));
        isRefused(message, Reason.INVALID);
        clock.pass(Duration.ofMinutes(10).plusSeconds(2));
        isRefused(message, Reason.EXPIRED);
    }

    @Test
    void only_what_is_signed_counts_against_the_limit() {
        var one = surface(1).endpoints().getFirst().serve();
        var message = signed(event("sdk_upload.complete", data()));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> one.serve(request(MultiMap.caseInsensitiveMultiMap(), "{}"), NOBODYS))
                    .isInstanceOf(Problem.Unauthenticated.class);
        }
        assertThat(one.serve(message, NOBODYS).succeeded()).isTrue();
        assertThatThrownBy(() -> one.serve(message, NOBODYS)).isInstanceOf(Problem.RateLimited.class);
    }
}
