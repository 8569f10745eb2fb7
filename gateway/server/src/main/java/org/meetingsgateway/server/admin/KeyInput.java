package org.meetingsgateway.server.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.server.access.KeyStyle;
import org.meetingsgateway.server.store.ApiKeyTable.NewKey;

/**
 * What a key is to be made of, read from a body that the contract has checked.
 *
 * @param secret a new one, or the one to import
 */
record KeyInput(NewKey key, String secret) {
    static KeyInput of(JsonObject body) {
        var style = KeyStyle.of(body.getString("style")).orElseThrow();
        var found = new ArrayList<Violation>();
        var scopes = scopes(style, body.getJsonArray("scopes"), found);
        var projects = body.getJsonArray("project_ids");
        if (projects != null && style != KeyStyle.DESKTOP) {
            found.add(violation("/project_ids", "unsupported", "Only desktop keys can be limited to projects"));
        }
        var imported = body.getString("secret");
        if (imported != null && !style.imports(imported)) {
            found.add(violation("/secret", "format", "A " + style.code() + " key is " + style.form()));
        }
        if (!found.isEmpty()) {
            throw new Problem.Invalid(found);
        }
        var secret = imported == null ? style.newSecret() : imported;
        var key = new NewKey(
                style.code(),
                UUID.fromString(body.getString("person_id")),
                style.shown(secret),
                scopes,
                projects == null ? null : ids(projects),
                instant(body.getString("expires_at")));
        return new KeyInput(key, secret);
    }

    private static List<String> scopes(KeyStyle style, @Nullable JsonArray given, List<Violation> found) {
        if (given == null) {
            return style.scopes().stream().sorted().toList();
        }
        for (int i = 0; i < given.size(); i++) {
            if (!style.knows(given.getString(i))) {
                found.add(violation(
                        "/scopes/" + i,
                        "unknown_scope",
                        style.scopes().isEmpty()
                                ? "Keys of this style have no scopes"
                                : "Must be one of "
                                        + String.join(
                                                ", ",
                                                style.scopes().stream().sorted().toList())));
            }
        }
        return given.stream().map(String.class::cast).distinct().sorted().toList();
    }

    private static List<UUID> ids(JsonArray given) {
        return given.stream()
                .map(String.class::cast)
                .map(UUID::fromString)
                .distinct()
                .toList();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Violation violation(String pointer, String code, String message) {
        return new Violation(Violation.In.BODY, pointer, code, message);
    }

    @Override
    public String toString() {
        return "KeyInput " + key;
    }
}
