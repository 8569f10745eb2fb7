package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.wire.Json;

/** A person in both directions. */
final class PersonJson {
    private PersonJson() {}

    static void write(JsonGenerator json, Person person) throws IOException {
        json.writeStartObject();
        Json.string(json, "id", person.id());
        Json.string(json, "alias", person.alias());
        Json.number(json, "user", person.user());
        Json.string(json, "first_name", person.firstName());
        Json.string(json, "last_name", person.lastName());
        Json.string(json, "name", person.name());
        Json.string(json, "email", person.email());
        json.writeBooleanField("administrator", person.administrator());
        Json.string(json, "company", person.company());
        Json.string(json, "department", person.department());
        Json.string(json, "job_title", person.jobTitle());
        Json.string(json, "skype", person.skype());
        Json.string(json, "mobile_phone", person.mobilePhone());
        Json.string(json, "home_phone", person.homePhone());
        Json.string(json, "work_phone", person.workPhone());
        Json.string(json, "address", person.address());
        Json.string(json, "timezone", person.timezone());
        Json.number(json, "week_start", person.weekStart());
        Instants.write(json, "created_at", person.createdAt());
        Instants.write(json, "updated_at", person.updatedAt());
        Json.number(json, "version", person.version());
        json.writeEndObject();
    }

    /** A body that the contract has checked. */
    static Changes<PersonField> changes(JsonObject body) {
        var changes = Bodies.of(body, PersonField.class);
        for (var field : PersonField.values()) {
            if (field == PersonField.WEEK_START) {
                changes.read(field, field.code(), value -> ((Number) value).intValue());
            } else {
                changes.plain(field);
            }
        }
        return changes.done();
    }
}
