package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;

/** A saved query, which the style calls an endpoint, in both directions. */
final class QueryJson {
    private static final String MODEL = "EndpointRequest";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final int LONGEST_DESCRIPTION = 4_096;
    private static final double SHORTEST_AGE = 300;
    private static final double LONGEST_AGE = 86_400;

    private QueryJson() {}

    /**
     * What a body says.
     *
     * @param name null where it says none
     */
    record Said(@Nullable String name, Changes<QueryField> changes) {}

    /** A new query, which needs a name and a query. */
    static Changes<QueryField> created(WireRequest request) {
        return read(request, true).changes();
    }

    /** Changes of a query, whose name stays whatever the body says. */
    static Said changed(WireRequest request) {
        return read(request, false);
    }

    private static Said read(WireRequest request, boolean isNew) {
        var body = Strict.of(request);
        var changes = Changes.of(QueryField.class);
        var age = body.number("cache_age_seconds");
        var description = body.text("description");
        var active = body.flag("is_active");
        var name = body.text("name");
        boolean saysQuery = HogQl.read(body, changes);
        body.check(MODEL);
        if (isNew) {
            if (!saysQuery) {
                throw Fields.invalid("", "invalid_input", "Must specify query");
            }
            changes.set(QueryField.NAME, newName(name));
        }
        if (description != null) {
            changes.set(QueryField.DESCRIPTION, Texts.free(LONGEST_DESCRIPTION).read(description, "/description"));
        }
        if (active != null) {
            changes.set(QueryField.ACTIVE, active);
        }
        if (body.has("cache_age_seconds")) {
            changes.set(QueryField.CACHE_AGE, age == null ? null : age(age));
        }
        return new Said(name, changes.build());
    }

    private static String newName(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw Fields.invalid("", "invalid_input", "Endpoint must have a name.");
        }
        if (!isName(name)) {
            throw Fields.invalid(
                    "",
                    "invalid_input",
                    "Endpoint name must be alphanumeric characters, hyphens, underscores, or spaces, "
                            + "and be between 1 and 128 characters long.");
        }
        if (name.equals(LastRuns.NAME)) {
            throw Fields.invalid("", "invalid_input", "Endpoint name is the last word of another path.");
        }
        return name;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static Duration age(double seconds) {
        if (seconds < SHORTEST_AGE || seconds > LONGEST_AGE) {
            throw Fields.invalid(
                    "/cache_age_seconds", "invalid_input", "Cache age must be between 300 and 86400 seconds.");
        }
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** @param team the number of its project */
    static void write(JsonGenerator json, SavedQuery query, int team) throws IOException {
        json.writeStartObject();
        Json.string(json, "id", query.id());
        json.writeStringField("name", query.name());
        json.writeStringField("description", query.description());
        json.writeFieldName("query");
        HogQl.write(json, query);
        json.writeObjectFieldStart("parameters");
        json.writeEndObject();
        json.writeBooleanField("is_active", query.active());
        json.writeFieldName("cache_age_seconds");
        Values.write(json, query.cacheAge() == null ? null : seconds(query.cacheAge()));
        json.writeStringField("endpoint_path", "/api/environments/%d/endpoints/%s/run".formatted(team, query.name()));
        Json.string(json, "created_at", Moments.text(query.createdAt()));
        Json.string(json, "updated_at", Moments.text(query.updatedAt()));
        json.writeFieldName("created_by");
        user(json, query.createdBy());
        json.writeEndObject();
    }

    /** A whole number where it is one. */
    private static Number seconds(Duration age) {
        var seconds = BigDecimal.valueOf(age.toMillis(), 3).stripTrailingZeros();
        return seconds.scale() <= 0 ? (Number) seconds.longValueExact() : seconds;
    }

    private static void user(JsonGenerator json, @Nullable Person person) throws IOException {
        if (person == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("id", person.user());
        Json.string(json, "uuid", person.id());
        Json.string(json, "distinct_id", person.id());
        json.writeStringField("first_name", person.firstName());
        json.writeStringField("last_name", person.lastName());
        Json.string(json, "email", person.email());
        Json.string(json, "is_email_verified", null);
        Json.string(json, "hedgehog_config", null);
        Json.string(json, "role_at_organization", null);
        json.writeEndObject();
    }
}
