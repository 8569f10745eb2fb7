package org.meetingsgateway.dist;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Recall.ai as the gateway sees it: it permits uploads, unless told to fail, and sends webhooks. */
final class FakeRecall implements AutoCloseable {
    static final String KEY = "recall-key-for-tests";
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT_SECRET = "whsec_bmV4dC1uZXh0LW5leHQtbmV4dC1uZXh0";

    /** What was permitted. */
    record Permitted(String id, String token) {}

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Permitted> permitted = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<MultiMap> headers = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> behaviour = this::permit;

    FakeRecall() {
        server = vertx.createHttpServer().requestHandler(request -> {
            headers.add(request.headers());
            authorizations.add(String.valueOf(request.getHeader("Authorization")));
            request.body().onSuccess(body -> behaviour.accept(request));
        });
        try {
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void permit(HttpServerRequest request) {
        if (!request.path().equals("/api/v1/sdk-upload/")) {
            request.response().setStatusCode(404).end();
            return;
        }
        var upload = new Permitted(UUID.randomUUID().toString(), "token-" + UUID.randomUUID());
        permitted.add(upload);
        answer(
                request,
                201,
                new JsonObject()
                        .put("id", upload.id())
                        .put("upload_token", upload.token())
                        .put("recording_id", UUID.randomUUID().toString())
                        .encode());
    }

    static void answer(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    void permits() {
        behaviour = this::permit;
    }

    void does(Consumer<HttpServerRequest> something) {
        behaviour = something;
    }

    List<Permitted> permitted() {
        return permitted;
    }

    List<String> authorizations() {
        return authorizations;
    }

    /** Of everything that it was asked. */
    List<MultiMap> headers() {
        return headers;
    }

    /** The headers of a message, as names and values in turn. */
    static String[] signed(String family, String secret, String id, Instant moment, String body) {
        var timestamp = String.valueOf(moment.getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            var signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return new String[] {
                family + "-id", id,
                family + "-timestamp", timestamp,
                family + "-signature", "v1," + Base64.getEncoder().encodeToString(signature)
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
