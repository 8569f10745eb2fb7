package org.meetingsgateway.simulators;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;

/** Whose meetings a simulator has: one person of one account, with one project that everybody belongs to. */
record Owner(Surface surface, Account account, Library library) {
    static final UUID PROJECT = UUID.fromString("5e000000-0000-4000-8000-000000000001");

    private static final int TEAM = 1;
    private static final int KEY_CHARACTERS = 43;

    static Owner of(Adapter adapter, RandomGenerator random) {
        var surface = adapter.surface().orElseThrow();
        var credential = credential(surface, random);
        var plain = new Account(credential, null, null);
        boolean asksForProject = adapter.upstream().orElseThrow().check(plain).stream()
                .anyMatch(lacking -> lacking.code().equals("required"));
        return new Owner(surface, asksForProject ? new Account(credential, null, TEAM) : plain, described());
    }

    private static String credential(Surface surface, RandomGenerator random) {
        var form = surface.keys().orElseThrow();
        var alphabet = form.alphabet();
        return form.start()
                + random.ints(KEY_CHARACTERS, 0, alphabet.length())
                        .mapToObj(place -> alphabet.substring(place, place + 1))
                        .collect(Collectors.joining());
    }

    private static Library described() {
        return Library.read(new JsonObject()
                .put(
                        "people",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", Library.PERSON.toString())
                                        .put("first_name", "Rowan")
                                        .put("last_name", "Hale")
                                        .put("email", "rowan@simulated.example")))
                .put(
                        "projects",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", PROJECT.toString())
                                        .put("team", TEAM)
                                        .put("name", "Everything")
                                        .put("member_ids", new JsonArray().add(Library.PERSON.toString())))));
    }

    /** Who has the credential. */
    Principal principal() {
        var scopes = surface.endpoints().stream()
                .map(Endpoint::scope)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Principal(
                library.account().id(), library.account().slug(), Library.PERSON, "key", scopes, surface.view());
    }

    /** Who sees and changes all that there is. */
    Principal operator() {
        return new Principal(
                library.account().id(), library.account().slug(), null, "operator", Set.of(), Principal.View.TENANT);
    }
}
