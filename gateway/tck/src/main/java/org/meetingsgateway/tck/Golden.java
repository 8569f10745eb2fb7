package org.meetingsgateway.tck;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.Members;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;

/**
 * One behaviour of a style as a file, {@code contracts/golden/<style>/surface/<sentence>.json}:
 *
 * <ul>
 *   <li>{@code given}: {@code keys} by secret ({@code scopes}, {@code project_ids}?, {@code person_id}?, {@code administrator}? where the person
 *       is not described among the {@code people}, {@code tenant}? the slug of another account, {@code retry_after}?
 *       seconds where its limit is used up), {@code account}, {@code now} (2011-06-20T09:00:00Z unless said), {@code
 *       meetings}, {@code projects}, {@code people}, {@code queries} in canonical words, {@code refused_statements}, {@code store}: {@code away} or {@code broken}
 *   <li>{@code when}: {@code method}, {@code target} (path and query as sent), {@code headers}, {@code body} (JSON, or a
 *       text to send as it is)
 *   <li>{@code then}: {@code status}, {@code headers} (those to look at), {@code body} (all of it, in this order; none
 *       where it is left out), {@code calls} (the names of all that was asked of the source), {@code after}: a request that
 *       proves what was written, with {@code method}, {@code target}, and the {@code status} (200 unless said) and {@code
 *       body} of its answer; it is sent with the same headers
 * </ul>
 *
 * <p>A key's person is there also where nobody describes them: Ada Lovelace. New things get the ids that {@link
 * MemorySource} tells of.
 */
record Golden(String name, JsonObject given, JsonObject when, JsonObject then) {
    /** What a case was answered; {@code after} is null where it sends nothing more. */
    record Answered(Served first, @Nullable Served after) {}

    private record Key(
            UUID person,
            boolean administrator,
            Set<String> scopes,
            @Nullable Set<UUID> projects,
            @Nullable String tenant,
            @Nullable Long retryAfter) {}

    /** Every case of a style. */
    static List<Golden> of(String style) {
        return GoldenFiles.of(style, "surface").stream()
                .map(file -> new Golden(file.name(), file.given(), file.when(), file.then()))
                .toList();
    }

    HttpMethod method() {
        return HttpMethod.valueOf(when.getString("method"));
    }

    String target() {
        return when.getString("target");
    }

    /** What is sent after it, or null. */
    @Nullable
    JsonObject after() {
        return then.getJsonObject("after");
    }

    /** Sends what the case sends, to a surface over what the case is given. */
    Future<Answered> run(Surface surface) {
        var harness = Members.whole(given, members -> harness(surface, members));
        return harness.serve(request(when)).compose(first -> {
            var after = after();
            return after == null
                    ? Future.succeededFuture(new Answered(first, null))
                    : harness.serve(request(next(after))).map(second -> new Answered(first, second));
        });
    }

    private static SurfaceHarness harness(Surface surface, Members members) {
        Map<String, Key> keys = members.map("keys", Golden::key);
        var callers = keys.values().stream()
                .filter(key -> key.tenant() == null)
                .collect(Collectors.toMap(Key::person, Key::administrator, Boolean::logicalOr));
        var others =
                keys.values().stream().map(Key::tenant).filter(Objects::nonNull).collect(Collectors.toSet());
        var library = Library.read(members, callers, others);
        return new SurfaceHarness(
                surface,
                source(members.string("store", "there"), library),
                keys.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, key -> caller(key.getValue(), library))));
    }

    private static Key key(Members key) {
        return new Key(
                key.uuid("person_id", Library.PERSON),
                Boolean.TRUE.equals(key.flag("administrator")),
                new HashSet<>(key.strings("scopes")),
                key.has("project_ids") ? new HashSet<>(key.uuids("project_ids")) : null,
                key.string("tenant"),
                key.number("retry_after"));
    }

    private static Caller caller(Key key, Library library) {
        var own = library.account();
        var tenant = Objects.requireNonNullElse(key.tenant(), own.slug());
        var principal = new Principal(
                tenant.equals(own.slug()) ? own.id() : new UUID(0, tenant.hashCode()),
                tenant,
                key.person(),
                "a key",
                key.scopes(),
                Principal.View.PERMITTED,
                key.projects(),
                null);
        return new Caller(principal, key.retryAfter() == null ? null : Duration.ofSeconds(key.retryAfter()));
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

    private JsonObject next(JsonObject after) {
        return new JsonObject()
                .put("method", after.getString("method"))
                .put("target", after.getString("target"))
                .put("headers", when.getJsonObject("headers", new JsonObject()));
    }

    private static WireRequest request(JsonObject sent) {
        return Members.whole(sent, members -> {
            var method = HttpMethod.valueOf(members.string("method", "GET"));
            var target = new QueryStringDecoder(members.string("target", "/"));
            var query = MultiMap.caseInsensitiveMultiMap();
            target.parameters().forEach(query::add);
            var headers = MultiMap.caseInsensitiveMultiMap();
            members.texts("headers").forEach(headers::add);
            return new WireRequest(
                    method,
                    "https://gateway.example",
                    target.rawPath(),
                    Map.of(),
                    query,
                    headers,
                    members.body("body"));
        });
    }
}
