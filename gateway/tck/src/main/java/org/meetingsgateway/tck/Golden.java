package org.meetingsgateway.tck;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;

/**
 * One behaviour of a style as a file, {@code contracts/golden/<style>/surface/<sentence>.json}:
 *
 * <ul>
 *   <li>{@code given}: {@code keys} by secret ({@code scopes}, {@code person_id}?, {@code retry_after}? seconds where its
 *       limit is used up), {@code meetings}, {@code projects}, {@code people} in canonical words, {@code store}: {@code
 *       away} or {@code broken}
 *   <li>{@code when}: {@code method}, {@code target} (path and query as sent), {@code headers}, {@code body}
 *   <li>{@code then}: {@code status}, {@code headers} (those to look at), {@code body} (all of it, in this order; none
 *       where it is left out), {@code calls} (the names of all that was asked of the source)
 * </ul>
 */
record Golden(String name, JsonObject given, JsonObject when, JsonObject then) {
    private static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    /** Every case of a style. */
    static List<Golden> of(String style) {
        var folder = Repository.contracts("golden/" + style + "/surface");
        try (var files = Files.list(folder)) {
            return files.sorted().map(Golden::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no golden cases in " + folder, e);
        }
    }

    private static Golden read(Path file) {
        try {
            var json = new JsonObject(Files.readString(file));
            var name = file.getFileName().toString().replaceFirst("\\.json$", "");
            return new Golden(
                    name, json.getJsonObject("given"), json.getJsonObject("when"), json.getJsonObject("then"));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }

    HttpMethod method() {
        return HttpMethod.valueOf(when.getString("method"));
    }

    String target() {
        return when.getString("target");
    }

    /** Sends what the case sends, to a surface over what the case is given. */
    Future<Served> run(Surface surface) {
        return Members.whole(given, members -> {
            var callers = members.map("keys", Golden::caller);
            var source = source(members.string("store", "there"), LibraryJson.library(members));
            return new SurfaceHarness(surface, source, callers).serve(request());
        });
    }

    private static Caller caller(Members key) {
        var principal = new Principal(
                TENANT,
                "acme",
                key.uuid("person_id", Library.PERSON),
                "a key",
                new HashSet<>(key.strings("scopes")),
                Principal.View.PERMITTED);
        var retryAfter = key.number("retry_after");
        return new Caller(principal, retryAfter == null ? null : Duration.ofSeconds(retryAfter));
    }

    private static MeetingSource source(String store, Library library) {
        return switch (store) {
            case "there" -> MemorySource.of(library);
            case "away" ->
                new FailingSource(new Problem.Unavailable("The store cannot be reached", Duration.ofSeconds(2)));
            case "broken" -> new FailingSource(new IllegalStateException("column hidden_secret does not exist"));
            default -> throw new IllegalArgumentException("a store is away or broken, not " + store);
        };
    }

    private WireRequest request() {
        return Members.whole(when, members -> {
            members.string("method");
            var target = new QueryStringDecoder(members.string("target", "/"));
            var query = MultiMap.caseInsensitiveMultiMap();
            target.parameters().forEach(query::add);
            var headers = MultiMap.caseInsensitiveMultiMap();
            members.texts("headers").forEach(headers::add);
            var body = members.string("body", "");
            return new WireRequest(
                    method(),
                    "https://gateway.example",
                    target.rawPath(),
                    Map.of(),
                    query,
                    headers,
                    Buffer.buffer(body));
        });
    }
}
