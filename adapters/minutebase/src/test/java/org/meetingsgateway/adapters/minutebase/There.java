package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.wire.Exchange;

/** Our own surface, taken for an account of MinuteBase; Ann, Bob and the key's person are its people. */
final class There {
    static final Account ACCOUNT = new Account("123456abcdef", null, null);

    private There() {}

    static Exchange exchange() {
        return exchange(Library.read(new JsonObject()
                .put(
                        "people",
                        JsonArray.of(
                                person(Library.PERSON.toString(), "Ada", "Lovelace", null),
                                person("00000000-0000-7000-8000-0000000000a1", "Ann", "Lee", "ann@example.com"),
                                person("00000000-0000-7000-8000-0000000000b1", "Bob", "Ray", null)))));
    }

    private static JsonObject person(String id, String first, String last, String email) {
        return new JsonObject()
                .put("id", id)
                .put("first_name", first)
                .put("last_name", last)
                .put("email", email);
    }

    static Exchange exchange(Library library) {
        var principal = new Principal(
                library.account().id(),
                library.account().slug(),
                Library.PERSON,
                "a key",
                Set.of(),
                Principal.View.DISCLOSED);
        return new SurfaceHarness(
                        new MinuteBaseSurface(),
                        MemorySource.of(library),
                        Map.of(ACCOUNT.credential(), new Caller(principal, null)))
                .exchange();
    }

    static MinuteBaseRemote remote(Exchange exchange) {
        return new MinuteBaseRemote(new KeyedRequests(ACCOUNT, exchange));
    }
}
