package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.access.Outcome.isRefused;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ApiKeyTable.ApiKey;
import org.meetingsgateway.server.store.ApiKeyTable.NewKey;
import org.meetingsgateway.server.store.SigningKeyTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TestDatabase;

/** Keys and tokens on a real database. */
class AccessDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static Vertx vertx;
    private static Database database;

    private final MovableClock clock = new MovableClock(NOW);
    private static Store store;
    private TenantTable tenants;
    private ApiKeyTable table;
    private ApiKeys keys;
    private String slug;
    private UUID tenant;
    private UUID person;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = TestDatabase.create();
        store = new Store(vertx, database, java.time.Clock.systemUTC(), (kind, assignee) -> {});
    }

    @AfterAll
    static void close() throws Exception {
        Outcome.of(store.close());
        Outcome.of(vertx.close());
    }

    @BeforeEach
    void newTenant() throws Exception {
        tenants = new TenantTable(store.client(), clock);
        table = new ApiKeyTable(store.client(), clock);
        keys = new ApiKeys(vertx, table, null, clock);
        slug = "t" + UUID.randomUUID();
        tenant = Outcome.of(tenants.create(slug, "Acme", "UTC", 1)).id();
        person = newPerson(tenant);
    }

    private UUID newPerson(UUID tenantId) throws Exception {
        var ada = Changes.of(PersonField.class)
                .set(PersonField.FIRST_NAME, "Ada")
                .set(PersonField.LAST_NAME, "Lovelace")
                .build();
        return Outcome.of(store.source().call(new CreatePerson(ada), AdminToken.of(tenantId, slug)))
                .id();
    }

    private ApiKey newKey(String secret, Instant expiresAt) throws Exception {
        var key = new NewKey("meetlog", person, "tk_live_abcd", List.of("export:reports"), null, expiresAt);
        return Outcome.of(table.create(tenant, key, Secrets.hash(secret)));
    }

    private Future<Principal> authenticate(String secret) {
        return keys.authenticate(FakeKeys.style("meetlog"), View.OWNED, secret).map(Known::principal);
    }

    @Test
    void a_key_gives_its_person_tenant_and_scopes() throws Exception {
        var key = newKey("tk_live_1" + slug, null);

        assertThat(Outcome.of(authenticate("tk_live_1" + slug)))
                .isEqualTo(
                        new Principal(tenant, slug, person, key.id().toString(), Set.of("export:reports"), View.OWNED));
    }

    @Test
    void a_key_for_some_projects_gives_a_principal_that_is_limited_to_them() throws Exception {
        var projects = List.of(new UUID(0, 1), new UUID(0, 2));
        var key = new NewKey("desktop", person, "phx_abcd", List.of("endpoint:read"), projects, null);
        Outcome.of(table.create(tenant, key, Secrets.hash("phx_" + slug)));
        newKey("tk_live_8" + slug, null);

        assertThat(Outcome.of(keys.authenticate(FakeKeys.style("desktop"), View.READABLE, "phx_" + slug))
                        .principal()
                        .projectIds())
                .isEqualTo(Set.copyOf(projects));
        assertThat(Outcome.of(authenticate("tk_live_8" + slug)).projectIds()).isNull();
    }

    @Test
    void no_key_and_strange_keys_are_refused() throws Exception {
        isRefused(authenticate(null), Reason.MISSING);
        isRefused(authenticate(""), Reason.INVALID);
        isRefused(authenticate("tk_live_unknown"), Reason.INVALID);
        isRefused(authenticate("x".repeat(100_000)), Reason.INVALID);
    }

    @Test
    void a_key_of_another_style_is_refused() throws Exception {
        newKey("tk_live_2" + slug, null);

        isRefused(keys.authenticate(FakeKeys.style("desktop"), View.PERMITTED, "tk_live_2" + slug), Reason.INVALID);
    }

    @Test
    void an_expiry_holds_also_for_a_remembered_key() throws Exception {
        newKey("tk_live_3" + slug, NOW.plusSeconds(1));
        Outcome.of(authenticate("tk_live_3" + slug));
        clock.pass(Duration.ofSeconds(1));

        isRefused(authenticate("tk_live_3" + slug), Reason.EXPIRED);
    }

    @Test
    void a_revoked_key_stops_at_once_and_stays_in_the_list() throws Exception {
        var key = newKey("tk_live_4" + slug, null);
        Outcome.of(authenticate("tk_live_4" + slug));
        Outcome.of(table.revoke(tenant, key.id().toString()));
        keys.forget();

        isRefused(authenticate("tk_live_4" + slug), Reason.INVALID);
        clock.pass(Duration.ofHours(1));
        Outcome.of(table.revoke(tenant, key.id().toString()));
        assertThat(Outcome.of(table.list(tenant, new Slice.After(null, 10))).items())
                .extracting(ApiKey::revokedAt)
                .containsExactly(NOW);
    }

    @Test
    void a_rotated_key_keeps_its_settings_and_loses_its_old_secret() throws Exception {
        var key = newKey("tk_live_5" + slug, NOW.plusSeconds(60));
        Outcome.of(authenticate("tk_live_5" + slug));
        var rotated =
                Outcome.of(table.rotate(tenant, key.id().toString(), "tk_live_new", Secrets.hash("tk_live_6" + slug)));
        keys.forget();

        isRefused(authenticate("tk_live_5" + slug), Reason.INVALID);
        assertThat(Outcome.of(authenticate("tk_live_6" + slug)).credentialId())
                .isEqualTo(key.id().toString());
        assertThat(rotated)
                .usingRecursiveComparison()
                .ignoringFields("prefix", "lastUsedAt")
                .isEqualTo(key);
    }

    @Test
    void of_rotations_at_the_same_time_one_secret_is_left() throws Exception {
        var key = newKey("tk_live_7" + slug, null);
        Outcome.of(Future.all(IntStream.range(0, 20)
                .mapToObj(i ->
                        table.rotate(tenant, key.id().toString(), "tk_live_x", Secrets.hash("tk_live_8" + i + slug)))
                .toList()));
        keys.forget();

        int good = 0;
        for (int i = 0; i < 20; i++) {
            var attempt = authenticate("tk_live_8" + i + slug);
            good += Outcome.of(attempt.map(1).otherwise(0));
        }
        assertThat(good).isEqualTo(1);
        isRefused(authenticate("tk_live_7" + slug), Reason.INVALID);
    }

    @Test
    void a_key_that_is_over_cannot_be_rotated() throws Exception {
        var key = newKey("tk_live_20" + slug, clock.instant().plusSeconds(1));
        clock.pass(Duration.ofSeconds(1));

        assertThat(Outcome.failure(table.rotate(tenant, key.id().toString(), "p", Secrets.hash("tk_live_21" + slug))))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("expired");
    }

    @Test
    void a_revoked_key_cannot_be_rotated() throws Exception {
        var key = newKey("tk_live_9" + slug, null);
        Outcome.of(table.revoke(tenant, key.id().toString()));

        assertThat(Outcome.failure(table.rotate(tenant, key.id().toString(), "p", Secrets.hash("tk_live_10" + slug))))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void a_secret_that_is_known_is_a_conflict_in_whatever_tenant() throws Exception {
        newKey("tk_live_11" + slug, null);
        var elsewhere =
                Outcome.of(tenants.create("u" + slug, "Globex", "UTC", 1)).id();
        var key = new NewKey("meetlog", newPerson(elsewhere), "tk_live_", List.of(), null, null);

        assertThat(Outcome.failure(table.create(elsewhere, key, Secrets.hash("tk_live_11" + slug))))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(Outcome.of(table.list(elsewhere, new Slice.After(null, 10))).items())
                .isEmpty();
    }

    @Test
    void a_person_of_another_tenant_can_have_no_key_here() throws Exception {
        var elsewhere =
                Outcome.of(tenants.create("v" + slug, "Globex", "UTC", 1)).id();
        var key = new NewKey("meetlog", newPerson(elsewhere), "tk_live_", List.of(), null, null);

        assertThat(Outcome.failure(table.create(tenant, key, Secrets.hash("tk_live_12" + slug))))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void keys_of_another_tenant_are_not_there() throws Exception {
        var key = newKey("tk_live_13" + slug, null).id().toString();
        var elsewhere =
                Outcome.of(tenants.create("w" + slug, "Globex", "UTC", 1)).id();

        assertThat(Outcome.failure(table.get(elsewhere, key))).isInstanceOf(Problem.NotFound.class);
        assertThat(Outcome.failure(table.revoke(elsewhere, key))).isInstanceOf(Problem.NotFound.class);
        assertThat(Outcome.failure(table.rotate(elsewhere, key, "p", Secrets.hash("tk_live_14" + slug))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void the_last_use_is_written_beside_the_request() throws Exception {
        var key = newKey("tk_live_15" + slug, null).id().toString();
        Outcome.of(authenticate("tk_live_15" + slug));

        eventually(() -> NOW.equals(found(key).lastUsedAt()));
        Outcome.of(table.noteUse(tenant, UUID.fromString(key), NOW.plusSeconds(59), Duration.ofMinutes(1)));
        assertThat(found(key).lastUsedAt()).isEqualTo(NOW);
        Outcome.of(table.noteUse(tenant, UUID.fromString(key), NOW.plusSeconds(60), Duration.ofMinutes(1)));
        assertThat(found(key).lastUsedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    private ApiKey found(String id) {
        try {
            return Outcome.of(table.get(tenant, id));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void keys_are_listed_page_by_page_newest_first() throws Exception {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(newKey("tk_live_16" + i + slug, null).id());
        }
        var seen = new ArrayList<UUID>();
        String cursor = null;
        do {
            var page = Outcome.of(table.list(tenant, new Slice.After(cursor, 2)));
            page.items().forEach(key -> seen.add(key.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).isEqualTo(made);
    }

    @Test
    void a_plain_secret_is_nowhere_in_the_database() throws Exception {
        var secret = "tk_live_" + UUID.randomUUID().toString().replace("-", "");
        newKey(secret, null);
        var tail = secret.substring(16);

        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FILTER (WHERE row LIKE '%" + tail
                                + "%' OR row LIKE '%" + java.util.HexFormat.of().formatHex(tail.getBytes())
                                + "%'), count(*)"
                                + " FROM (SELECT k::text AS row FROM api_key k UNION ALL SELECT c::text FROM credential c) all_rows")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
            assertThat(rows.getInt(2)).isGreaterThan(1);
        }
    }

    @Test
    void a_deleted_person_has_no_key_and_no_token_any_more() throws Exception {
        newKey("tk_live_17" + slug, null);
        var tokens = new Tokens(vertx, load(1), policy(), tenants, null, clock);
        var token = token(person, Duration.ofHours(1));
        Outcome.of(tokens.authenticate(token));
        Outcome.of(store.source().call(new DeletePerson(person.toString(), null), AdminToken.of(tenant, slug)));
        keys.forget();
        tokens.forget();

        isRefused(authenticate("tk_live_17" + slug), Reason.INVALID);
        isRefused(tokens.authenticate(token), Reason.INVALID);
    }

    @Test
    void what_another_replica_takes_back_is_refused_at_once() throws Exception {
        var key = newKey("tk_live_18" + slug, null);
        var versions = store.versions();
        var theseKeys = new ApiKeys(vertx, table, versions::of, clock);
        var theseTokens = new Tokens(vertx, load(1), policy(), tenants, versions::of, clock);
        var token = token(person, Duration.ofHours(1));
        var style = FakeKeys.style("meetlog");
        Outcome.of(theseKeys.authenticate(style, View.OWNED, "tk_live_18" + slug));
        Outcome.of(theseTokens.authenticate(token));

        Outcome.of(table.revoke(tenant, key.id().toString()));
        isRefused(theseKeys.authenticate(style, View.OWNED, "tk_live_18" + slug), Reason.INVALID);
        assertThat(Outcome.of(theseTokens.authenticate(token)).version())
                .isEqualTo(Outcome.of(versions.of(tenant)).orElseThrow());

        Outcome.of(store.source().call(new DeletePerson(person.toString(), null), AdminToken.of(tenant, slug)));
        isRefused(theseTokens.authenticate(token), Reason.INVALID);
    }

    private OwnKeys load(int secret) throws Exception {
        return Outcome.of(OwnKeys.load(
                vertx,
                new SigningKeyTable(store.client()),
                new AesGcm(new SecretKeySpec(bytes(secret), "AES")),
                clock));
    }

    private static byte[] bytes(int secret) {
        var bytes = new byte[32];
        bytes[0] = (byte) secret;
        return bytes;
    }

    private static TokenPolicy policy() {
        return new TokenPolicy("issuer", "audience", TokenPolicy.OWN_ALGORITHMS);
    }

    private String token(UUID who, Duration lifetime) throws Exception {
        return Outcome.of(new TokenIssuer(vertx, load(1), policy(), clock)
                        .issue(slug, who, Set.of("meetings:read"), lifetime))
                .token();
    }

    @Test
    void an_issued_token_is_good_on_every_replica_until_it_expires() throws Exception {
        var token = token(person, Duration.ofSeconds(60));
        var tokens = new Tokens(vertx, load(1), policy(), tenants, null, clock);

        assertThat(Outcome.of(tokens.authenticate(token)).principal())
                .isEqualTo(new Principal(
                        tenant,
                        slug,
                        person,
                        "person:" + person,
                        Set.of("meetings:read", "transcripts:read", "reports:read", "action_items:read"),
                        View.PERMITTED));
        clock.pass(Duration.ofSeconds(60));
        isRefused(tokens.authenticate(token), Reason.EXPIRED);
        isRefused(tokens.authenticate(null), Reason.MISSING);
        isRefused(tokens.authenticate("tk_live_x"), Reason.INVALID);
    }

    @Test
    void a_token_for_a_person_of_another_tenant_is_refused() throws Exception {
        var elsewhere =
                Outcome.of(tenants.create("x" + slug, "Globex", "UTC", 1)).id();
        var tokens = new Tokens(vertx, load(1), policy(), tenants, null, clock);

        isRefused(tokens.authenticate(token(newPerson(elsewhere), Duration.ofHours(1))), Reason.INVALID);
    }

    @Test
    void replicas_that_start_at_once_share_one_signing_key() throws Exception {
        Outcome.of(store.client().query("DELETE FROM signing_key").execute());
        var encryption = new AesGcm(
                new SecretKeySpec(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, "AES"));
        var loads = IntStream.range(0, 4)
                .mapToObj(i -> OwnKeys.load(vertx, new SigningKeyTable(store.client()), encryption, clock))
                .toList();
        Outcome.of(Future.all(loads));

        var published = Outcome.of(loads.getFirst().result().published());
        for (var load : loads) {
            assertThat(Outcome.of(load.result().published())).isEqualTo(published);
        }
        assertThat(published.getJsonArray("keys")).hasSize(1);
        assertThat(published.encode()).doesNotContain("\"d\"");
        Outcome.of(store.client().query("DELETE FROM signing_key").execute());
    }

    @Test
    void a_key_pair_that_another_replica_made_is_known_when_a_token_names_it() throws Exception {
        var running = load(1);
        Outcome.of(store.client()
                .query("UPDATE signing_key SET retired_at = now() WHERE retired_at IS NULL")
                .execute());
        var restarted = load(1);
        var kids = kids(Outcome.of(restarted.published()));
        assertThat(kids).hasSize(2);
        clock.pass(Duration.ofSeconds(3));

        var first = running.find(kids.getFirst(), "RS256");
        var beside = running.find(kids.getFirst(), "RS256");
        assertThat(Outcome.of(first)).isPresent();
        assertThat(Outcome.of(beside)).as("whoever asks while it is read").isPresent();
        assertThat(kids(Outcome.of(running.published()))).isEqualTo(kids);
        assertThat(Outcome.of(running.find("nobody's", "RS256"))).isEmpty();
    }

    private static List<String> kids(JsonObject jwks) {
        return jwks.getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getString("kid"))
                .toList();
    }

    @Test
    void another_secret_key_is_a_clear_failure_at_the_start() throws Exception {
        load(1);

        var loading = OwnKeys.load(
                vertx, new SigningKeyTable(store.client()), new AesGcm(new SecretKeySpec(new byte[32], "AES")), clock);

        assertThat(Outcome.failure(loading))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("GATEWAY_SECRET_KEY does not open the signing key ");
    }

    @Test
    void a_secret_key_is_replaced_by_another_one() throws Exception {
        var table = new SigningKeyTable(store.client());
        var first = load(1);
        var old = new SecretKeySpec(bytes(1), "AES");
        var next = new SecretKeySpec(bytes(2), "AES");

        var prepared = Outcome.of(OwnKeys.load(vertx, table, new AesGcm(List.of(old, next)), clock));
        var published = Outcome.of(first.published());
        assertThat(Outcome.of(prepared.published())).isEqualTo(published);
        assertThat(Outcome.of(load(1).published()))
                .as("nothing has changed yet")
                .isEqualTo(published);
        Outcome.of(OwnKeys.load(vertx, table, new AesGcm(List.of(next, old)), clock));
        assertThat(Outcome.of(load(2).published())).isEqualTo(published);
        assertThat(Outcome.failure(OwnKeys.load(vertx, table, new AesGcm(old), clock)))
                .isInstanceOf(IllegalStateException.class);

        Outcome.of(OwnKeys.load(vertx, table, new AesGcm(List.of(old, next)), clock));
    }

    @Test
    void a_tenant_goes_with_everything_that_it_has() throws Exception {
        newKey("tk_live_18" + slug, null);
        Outcome.of(tenants.close(slug, null).compose(tenants::remove));
        keys.forget();

        isRefused(authenticate("tk_live_18" + slug), Reason.INVALID);
        assertThat(Outcome.failure(tenants.get(slug))).isInstanceOf(Problem.NotFound.class);
        assertThat(Outcome.of(tenants.create(slug, "Another", "UTC", 1)).slug()).isEqualTo(slug);
    }
}
