package org.meetingsgateway.dist;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.tck.TestCertificate;

/**
 * A caller with one bearer. Every answer is checked by the contract of the surface that was called.
 *
 * @param base scheme, host, port and, where a surface is called by its prefix, the prefix
 * @param contract the contract's name
 */
record Api(String base, String contract, @Nullable String bearer) {
    static final String ADMIN_TOKEN = "an-admin-token-for-tests-0123456789";

    private static final Map<String, ResponseContract> CONTRACTS = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = client().build();

    /** What a gateway has that is called by HTTPS, and who trusts it. */
    static final class Https {
        static final TestCertificate CERTIFICATE = TestCertificate.make("gateway");
        private static final HttpClient HTTP =
                client().sslContext(TestCertificate.trusting(CERTIFICATE)).build();

        private Https() {}
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
    }

    static Api admin(GatewayProcess gateway) {
        return new Api(gateway.api(), "canonical", ADMIN_TOKEN);
    }

    Api with(@Nullable String otherBearer) {
        return new Api(base, contract, otherBearer);
    }

    Answer get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    Answer post(String target, JsonObject body, String... headers) {
        return send("POST", target, body.toBuffer(), json(headers));
    }

    Answer put(String target, JsonObject body, String... headers) {
        return send("PUT", target, body.toBuffer(), json(headers));
    }

    Answer patch(String target, JsonObject body, String... headers) {
        return send("PATCH", target, body.toBuffer(), json(headers));
    }

    Answer sendJson(String method, String target, JsonObject body, String... headers) {
        return send(method, target, body.toBuffer(), json(headers));
    }

    Answer delete(String target, String... headers) {
        return send("DELETE", target, null, headers);
    }

    /** MinuteBase knows Basic, with the key as user name; the others know bearers. */
    private String authorization() {
        return contract.equals("minutebase")
                ? "Basic " + Base64.getEncoder().encodeToString((bearer + ":x").getBytes(StandardCharsets.UTF_8))
                : "Bearer " + bearer;
    }

    private static String[] json(String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    /** Sends one request and checks its answer; {@code headers} are names and values in turn. */
    Answer send(String method, String target, @Nullable Buffer body, String... headers) {
        var answer = unchecked(method, target, body, headers);
        CONTRACTS
                .computeIfAbsent(contract, ResponseContract::of)
                .check(
                        HttpMethod.valueOf(method),
                        withoutSuffix(target),
                        answer.status(),
                        answer.headers(),
                        answer.body());
        return answer;
    }

    /** MinuteBase's paths may end in {@code .json}. */
    private String withoutSuffix(String target) {
        return contract.equals("minutebase") ? target.replaceFirst("\\.json(?=$|\\?)", "") : target;
    }

    /** As {@link #send}, for requests that no contract describes. */
    Answer unchecked(String method, String target, @Nullable Buffer body, String... headers) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body.getBytes());
        var request = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher);
        if (bearer != null) {
            request.header("Authorization", authorization());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var client = base.startsWith("https:") ? Https.HTTP : HTTP;
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            var all = MultiMap.caseInsensitiveMultiMap();
            response.headers().map().forEach(all::add);
            return new Answer(response.statusCode(), all, Buffer.buffer(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
