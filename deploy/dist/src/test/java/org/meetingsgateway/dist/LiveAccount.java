package org.meetingsgateway.dist;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.RemoteReport;
import org.meetingsgateway.simulators.Products;
import org.meetingsgateway.simulators.Simulator;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/**
 * A simulated product that a gateway mirrors. What the product tells and what the gateway tells are both read in the
 * product's own style, so that all that the style carries is compared.
 */
final class LiveAccount {
    private final Simulator simulator;
    private final Tenant tenant;
    private final String owner;
    private final JsonObject project;
    private final String connection;
    private final Remote mirrored;
    private final Api v1;
    private final Set<String> once = new TreeSet<>();

    private LiveAccount(
            Simulator simulator, Tenant tenant, String owner, JsonObject project, String connection, Remote mirrored) {
        this.simulator = simulator;
        this.tenant = tenant;
        this.owner = owner;
        this.project = project;
        this.connection = connection;
        this.mirrored = mirrored;
        this.v1 = tenant.canonical(owner);
    }

    /** Connects it to the tenant. */
    static LiveAccount connected(Simulator simulator, Quota quota, Tenant tenant, JsonObject project, String owner) {
        var account = simulator.account();
        var body = new JsonObject()
                .put("style", simulator.style())
                .put("base_url", simulator.url())
                .put("credential", account.credential())
                .put("project_id", project.getString("id"))
                .put("owner_id", owner)
                .put("quota", new JsonObject().put("requests", quota.requests()).put("window_seconds", quota.seconds()))
                .put("poll_seconds", 1);
        if (account.project() != null) {
            body.put("upstream_project_id", account.project());
        }
        var connection = Tenant.created(tenant.admin().post(tenant.path() + "/connections", body));
        var key = Tenant.created(tenant.admin()
                        .post(
                                tenant.path() + "/keys",
                                new JsonObject().put("style", simulator.style()).put("person_id", owner)))
                .getString("secret");
        var team = account.project() == null ? null : project.getInteger("team");
        var mirrored = Products.of(simulator.style())
                .upstream()
                .orElseThrow()
                .open(new Account(key, null, team), over(tenant.admin().with(null)));
        return new LiveAccount(simulator, tenant, owner, project, connection.getString("id"), mirrored);
    }

    private static Exchange over(Api api) {
        return request -> {
            var target = new StringBuilder(request.path());
            request.query()
                    .forEach(parameter -> target.append(target.indexOf("?") < 0 ? '?' : '&')
                            .append(parameter.getKey())
                            .append('=')
                            .append(parameter.getValue()));
            var headers = new ArrayList<String>();
            request.headers().forEach(header -> headers.addAll(List.of(header.getKey(), header.getValue())));
            var answer =
                    api.unchecked(request.method().name(), target.toString(), null, headers.toArray(String[]::new));
            return Future.succeededFuture(new WireResponse.Bytes(answer.status(), answer.headers(), answer.body()));
        };
    }

    Simulator simulator() {
        return simulator;
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The native ids of what the product really has. */
    Set<String> truth() {
        var all = new TreeSet<String>();
        String cursor = null;
        do {
            var page = await(simulator.remote().list(cursor));
            page.items().stream().map(Listed::nativeId).forEach(all::add);
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /** The native ids of what the gateway has of it. */
    Set<String> mirrored() {
        return new TreeSet<>(here().keySet());
    }

    /** What the gateway has of it, as {@code /v1} tells it, by native id. */
    Map<String, JsonObject> here() {
        var all = new TreeMap<String, JsonObject>();
        String cursor = null;
        do {
            var page = page(cursor);
            page.getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .forEach(item -> all.put(item.getJsonObject("source").getString("native_id"), item));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return all;
    }

    /** As soon as the gateway has its database. */
    private JsonObject page(@Nullable String cursor) {
        var target = "/v1/meetings?limit=100&source_style=" + simulator.style()
                + (cursor == null ? "" : "&cursor=" + cursor);
        var page = new AtomicReference<JsonObject>();
        Wait.until("there is a list", () -> {
            var answer = v1.get(target);
            page.set(answer.json());
            return answer.status() == 200;
        });
        return page.get();
    }

    /** What the gateway keeps of its own beside what the style has a word for, by native id. */
    Map<String, String> kept() {
        var kept = new HashMap<String, String>();
        here().forEach((id, meeting) -> kept.put(id, meeting.getString("location")));
        return kept;
    }

    /** What its owner is told of it. */
    Surfaces surfaces() {
        return new Surfaces(tenant, owner, project);
    }

    String connection() {
        return connection;
    }

    /** What was mirrored once, is not any more, and was never deleted there. */
    Set<String> falselyDeleted() {
        var now = mirrored();
        var gone = new TreeSet<>(once);
        gone.removeAll(now);
        once.addAll(now);
        once.removeAll(gone);
        // Whoever deletes here has asked there before: what is there now was there then.
        gone.retainAll(truth());
        return gone;
    }

    /** What differs, by native id: what the product tells, and what the gateway does. */
    Map<String, List<Object>> differences() {
        var differences = new TreeMap<String, List<Object>>();
        for (var id : truth()) {
            var there = await(simulator.remote().get(id)).map(LiveAccount::carried);
            var here = await(mirrored.get(id)).map(LiveAccount::carried);
            if (!there.equals(here)) {
                differences.put(id, List.of(there, here));
            }
        }
        return differences;
    }

    /** But the slug, which may be that of a meeting of another account here. */
    private static Map<String, Object> carried(RemoteMeeting meeting) {
        var carried = new HashMap<String, Object>();
        carried.put("fields", meeting.fields().toString());
        carried.put("segments", meeting.segments());
        carried.put("reports", reports(meeting));
        carried.put("actions", meeting.actionItems());
        carried.put("created_at", meeting.createdAt());
        return carried;
    }

    /** In the order of their ids: the style's moments are too coarse for the one in which they were made. */
    private static List<RemoteReport> reports(RemoteMeeting meeting) {
        return Stream.ofNullable(meeting.reports())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(RemoteReport::id))
                .toList();
    }

    private String path() {
        return tenant.path() + "/connections/" + connection;
    }

    JsonObject state() {
        return tenant.admin().get(path()).json();
    }

    /** As an operator does when an account is well again: at once, and every meeting is looked at. */
    void resync() {
        tenant.admin()
                .patch(
                        path(),
                        new JsonObject().put("credential", simulator.account().credential()),
                        "If-Match",
                        "*");
        tenant.admin().send("POST", path() + "/resync", null);
    }

    /**
     * As an operator does who has seen that the account is well: what is not there any more may go. So much can have been
     * deleted while the gateway could not look that it asks.
     */
    void decide() {
        if (state().getString("state").equals("review")) {
            tenant.admin().send("POST", path() + "/accept-deletions", null);
        }
    }

    /** In words, for whoever reads a failure. */
    String told() {
        return simulator.style() + " " + await(simulator.counted()) + " " + await(simulator.faults()) + " "
                + state().encode();
    }
}
