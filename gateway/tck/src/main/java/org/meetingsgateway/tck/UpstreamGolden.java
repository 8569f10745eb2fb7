package org.meetingsgateway.tck;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.memory.Members;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;

/**
 * One behaviour of a style as it is called, as a file, {@code contracts/golden/<style>/upstream/<sentence>.json}:
 *
 * <ul>
 *   <li>{@code given}: {@code account} ({@code credential}, {@code account}?, {@code project}?) and {@code exchange}, the
 *       script of {@link ScriptedExchange#of}: these requests and no others, in this order
 *   <li>{@code when}: {@code list} with a cursor or null, {@code get} with a native id, or {@code write} with a call about
 *       native ids as {@link CallJson#of} reads it: {@code {"write": {"update_meeting": {"ref": "…", "changes": {"title":
 *       "…"}}}}}; the script says what has to be sent, bodies too; with {@code seen}?, all of {@link Seen} in the same way
 *   <li>{@code then}: one of {@code listing} ({@code items} with {@code native_id}, {@code day}, {@code whole}?; {@code
 *       total}?, {@code next}?), {@code meeting} (all of {@link RemoteMeeting} as {@link CanonicalJson}), {@code absent}:
 *       true, {@code written} ({@code native_id}, {@code meeting}?), {@code failure} ({@code kind}, {@code status}?, {@code code}?, {@code retry_after_seconds}?); and {@code
 *       spent}? ({@code refused}, {@code remaining}?, {@code free_in_seconds}?): what the last answer says of the quota
 * </ul>
 */
record UpstreamGolden(
        String name, Account account, List<ScriptedExchange.Step> steps, JsonObject when, JsonObject then) {
    private static final Instant NOW = Instant.parse("2026-05-08T12:00:00Z");

    /** Every case of a style. */
    static List<UpstreamGolden> of(String style) {
        return GoldenFiles.of(style, "upstream").stream()
                .map(UpstreamGolden::read)
                .toList();
    }

    private static UpstreamGolden read(GoldenFiles.Case file) {
        return Members.whole(
                file.given(),
                given -> new UpstreamGolden(
                        file.name(),
                        given.object("account", UpstreamGolden::account),
                        given.objects("exchange", ScriptedExchange::step),
                        file.when(),
                        file.then()));
    }

    private static Account account(Members account) {
        var project = account.number("project");
        return new Account(
                account.string("credential", ""),
                account.string("account"),
                project == null ? null : project.intValue());
    }

    boolean isGet() {
        return when.containsKey("get");
    }

    boolean isWrite() {
        return when.containsKey("write");
    }

    /** Whether something is read, rather than nothing or a failure. */
    boolean succeeds() {
        return then.containsKey("listing") || then.containsKey("meeting");
    }

    /** What comes of it, in the words of {@code then}; an {@link AssertionError} where it fails with what is no {@link RemoteFailure}. */
    JsonObject run(Upstream upstream, Exchange exchange) {
        var outcome = outcome(upstream.open(account, exchange));
        if (then.containsKey("spent")) {
            var spent = upstream.spent(steps.getLast().response(), NOW);
            outcome.put("spent", spent(Objects.requireNonNull(spent, "the answer says nothing of the quota")));
        }
        return outcome;
    }

    private JsonObject outcome(Remote remote) {
        if (isWrite()) {
            return result(write(remote.writes()).map(UpstreamGolden::written));
        }
        return isGet()
                ? result(meeting(remote).map(UpstreamGolden::meeting))
                : result(remote.list(cursor()).map(UpstreamGolden::listing));
    }

    /** Of the page that the case asks for. */
    @Nullable
    String cursor() {
        return when.getString("list");
    }

    /** The meeting that the case asks for. */
    Future<Optional<RemoteMeeting>> meeting(Remote remote) {
        return remote.get(when.getString("get"));
    }

    /** What the case writes. */
    Call<?> call() {
        return CallJson.of(when.getJsonObject("write"));
    }

    Future<Written> write(Writes writes) {
        var seen = when.getJsonObject("seen");
        return writes.write(call(), seen == null ? Seen.NOTHING : CallJson.seen(seen));
    }

    private static JsonObject result(Future<JsonObject> outcome) {
        if (outcome.succeeded()) {
            return outcome.result();
        }
        if (outcome.cause() instanceof RemoteFailure failure) {
            return new JsonObject().put("failure", failure(failure));
        }
        throw new AssertionError("it failed with what is no RemoteFailure, or never", outcome.cause());
    }

    private static JsonObject meeting(Optional<RemoteMeeting> meeting) {
        return meeting.map(found -> new JsonObject().put("meeting", CanonicalJson.of(found)))
                .orElseGet(() -> new JsonObject().put("absent", true));
    }

    private static JsonObject written(Written written) {
        return new JsonObject().put("written", CanonicalJson.of(written));
    }

    private static JsonObject listing(Listing listing) {
        var items = new JsonArray();
        listing.items().forEach(item -> items.add(listed(item)));
        var json = new JsonObject().put("items", items);
        put(json, "total", listing.total());
        put(json, "next", listing.next());
        return new JsonObject().put("listing", json);
    }

    /** Without the fingerprint, which is nobody's to foretell. */
    private static JsonObject listed(Listed item) {
        var json = CanonicalJson.of(item);
        json.remove("fingerprint");
        return json;
    }

    private static JsonObject failure(RemoteFailure failure) {
        var json =
                new JsonObject().put("kind", failure.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        put(json, "status", failure.status());
        put(json, "code", failure.code());
        if (failure instanceof RemoteFailure.Limited limited) {
            json.put("retry_after_seconds", limited.retryAfter().toSeconds());
        }
        return json;
    }

    private static JsonObject spent(Spent spent) {
        var json = new JsonObject().put("refused", spent.refused());
        put(json, "remaining", spent.remaining());
        if (spent.freeAt() != null) {
            json.put("free_in_seconds", Duration.between(NOW, spent.freeAt()).toSeconds());
        }
        return json;
    }

    private static void put(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
