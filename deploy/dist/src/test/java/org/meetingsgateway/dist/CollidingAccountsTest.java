package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts of all three products in one tenant, whose meetings have the same ids, aliases, slugs and titles there. */
class CollidingAccountsTest {
    private static final int MEETINGS = 6;
    private static final int THOUSAND = 1_000;
    private static final List<String> STYLES = List.of("meetlog", "minutebase", "desktop");

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final JsonObject sales = theirs.project("Sales");
    private final Api account = theirs.canonical(ann);

    private final Tenant ours = Tenant.create(Replicas.get().first());
    private final String bob = ours.person("Bob");
    private final JsonObject project = ours.project("Mirrored");
    private final Api here = ours.canonical(bob);
    private final List<MirroredAccount> mirrors = new ArrayList<>();

    @AfterEach
    void disconnect() {
        mirrors.forEach(MirroredAccount::disconnect);
    }

    private JsonObject create(int number) {
        var body = new JsonObject()
                .put("title", "Weekly")
                .put("project_id", sales.getString("id"))
                .put("status", "completed")
                .put("starts_at", "2026-05-08T0%d:00:00Z".formatted(number))
                .put("recording", new JsonObject().put("size_bytes", number + 1))
                .put("minutes", new JsonArray().add(new JsonObject().put("title", "Said " + number)));
        return Tenant.created(account.post("/v1/meetings", body));
    }

    /** The canonical meetings of a mirror, by the account's own id of each. */
    private Map<String, JsonObject> mirrored(MirroredAccount mirror) {
        var byId = new TreeMap<String, JsonObject>();
        here.get("/v1/meetings?limit=100").items().stream()
                .filter(item ->
                        mirror.connection().equals(item.getJsonObject("source").getString("connection_id")))
                .forEach(item -> byId.put(item.getJsonObject("source").getString("native_id"), item));
        return byId;
    }

    private void waitUntilAllHave(String what, Map<String, String> titles, Map<String, String> aliases) {
        for (var mirror : mirrors) {
            Wait.untilLong(mirror.style() + ": " + what, () -> {
                var found = new TreeMap<String, String>();
                mirrored(mirror).forEach((id, meeting) -> found.put(id, meeting.getString("title")));
                var wanted = new TreeMap<String, String>();
                titles.forEach(
                        (id, title) -> wanted.put(mirror.style().equals("minutebase") ? aliases.get(id) : id, title));
                return found.equals(wanted);
            });
        }
    }

    @Test
    void meetings_of_accounts_that_have_the_same_ids_and_slugs_are_each_there_and_stay_apart() {
        var titles = new TreeMap<String, String>();
        var aliases = new TreeMap<String, String>();
        for (int i = 0; i < MEETINGS; i++) {
            var made = create(i);
            titles.put(made.getString("id"), "Weekly");
            aliases.put(made.getString("id"), made.getString("alias"));
        }
        STYLES.forEach(
                style -> mirrors.add(MirroredAccount.into(ours, bob, project, style, theirs, ann, sales, THOUSAND)));
        waitUntilAllHave("all are there", titles, aliases);
        mirrors.forEach(MirroredAccount::loaded);

        var all = mirrors.stream()
                .flatMap(mirror -> mirrored(mirror).values().stream())
                .toList();
        assertThat(all).hasSize(STYLES.size() * MEETINGS);
        for (var unique : List.of("id", "alias", "slug")) {
            assertThat(all).extracting(meeting -> meeting.getString(unique)).doesNotHaveDuplicates();
        }
        var ids = all.stream().map(meeting -> meeting.getString("id")).collect(Collectors.toSet());
        assertThat(ids).as("who came first has the ids").containsAll(titles.keySet());
        for (var meeting : all) {
            var answer = here.get("/v1/meetings/" + meeting.getString("id") + "?expand=raw");
            assertThat(answer.json().getJsonArray("raw")).isNotEmpty();
            assertThat(answer.json().getJsonObject("source").getString("style"))
                    .isEqualTo(meeting.getJsonObject("source").getString("style"));
        }

        var changed = titles.firstKey();
        var deleted = titles.lastKey();
        var onDesktop = mirrored(mirrors.getLast()).get(changed);
        var answer = here.patch(
                "/v1/meetings/" + onDesktop.getString("id"), new JsonObject().put("title", "Renamed"), "If-Match", "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var onMinuteBase = mirrored(mirrors.get(1)).get(aliases.get(deleted));
        assertThat(here.delete("/v1/meetings/" + onMinuteBase.getString("id"), "If-Match", "*")
                        .status())
                .isEqualTo(204);
        titles.put(changed, "Renamed");
        titles.remove(deleted);
        assertThat(theirTitles()).isEqualTo(titles);
        mirrors.forEach(MirroredAccount::resync);
        waitUntilAllHave("all are as they are there", titles, aliases);

        mirrors.getLast().disconnect();
        var kept = here.get("/v1/meetings/" + onDesktop.getString("id") + "?expand=raw")
                .json();
        assertThat(kept.getJsonObject("source").getString("style")).isEqualTo("gateway");
        assertThat(kept.getJsonArray("raw"))
                .as("what it was read from stays with it")
                .hasSize(1);
    }

    private Map<String, String> theirTitles() {
        var found = new TreeMap<String, String>();
        account.get("/v1/meetings?limit=100")
                .items()
                .forEach(item -> found.put(item.getString("id"), item.getString("title")));
        return found;
    }
}
