package org.meetingsgateway.server.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.server.access.KeyStyles;
import org.meetingsgateway.server.contract.Rfc3339;
import org.meetingsgateway.server.store.ApiKeyTable.NewKey;
import org.meetingsgateway.spi.KeyForm;

/**
 * What a key is to be made of, read from a body that the contract has checked.
 *
 * @param secret a new one, or the one to import
 */
record KeyInput(NewKey key, String secret) {
    static KeyInput of(JsonObject body, KeyStyles styles) {
        var style = styles.get(body.getString("style"))
                .orElseThrow(() -> new Problem.Invalid(
                        Violation.In.BODY, "/style", "unsupported", "This gateway does not serve that style"));
        var form = style.form();
        var found = new ArrayList<Violation>();
        var scopes = scopes(form, body.getJsonArray("scopes"), found);
        var projects = body.getJsonArray("project_ids");
        if (projects != null && !form.limitedToProjects()) {
            found.add(violation(
                    "/project_ids", "unsupported", "A " + style.name() + " key cannot be limited to projects"));
        }
        var imported = body.getString("secret");
        if (imported != null && !form.imports(imported)) {
            found.add(violation("/secret", "format", "A " + style.name() + " key is " + form.words()));
        }
        if (!found.isEmpty()) {
            throw new Problem.Invalid(found);
        }
        var secret = imported == null ? style.newSecret() : imported;
        var key = new NewKey(
                style.name(),
                UUID.fromString(body.getString("person_id")),
                style.shown(secret),
                scopes,
                projects == null ? null : ids(projects),
                instant(body.getString("expires_at")));
        return new KeyInput(key, secret);
    }

    private static List<String> scopes(KeyForm form, @Nullable JsonArray given, List<Violation> found) {
        if (given == null) {
            return form.scopes().stream().sorted().toList();
        }
        for (int i = 0; i < given.size(); i++) {
            if (!form.knows(given.getString(i))) {
                found.add(violation(
                        "/scopes/" + i,
                        "unknown_scope",
                        form.scopes().isEmpty()
                                ? "Keys of this style have no scopes"
                                : "Must be one of "
                                        + String.join(
                                                ", ",
                                                form.scopes().stream().sorted().toList())));
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
        return text == null ? null : Rfc3339.parse(text).truncatedTo(ChronoUnit.MICROS);
    }

    private static Violation violation(String pointer, String code, String message) {
        return new Violation(Violation.In.BODY, pointer, code, message);
    }

    @Override
    public String toString() {
        return "KeyInput " + key;
    }
}
