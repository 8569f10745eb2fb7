package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.TimeZones;

/** People as MinuteBase shows them. Pure functions. */
final class PersonJson {
    private PersonJson() {}

    /** The basic set: in lists, and wherever something points to a person. */
    static void basic(JsonGenerator json, Person person) throws IOException {
        json.writeStartObject();
        basicMembers(json, person);
        json.writeEndObject();
    }

    static void basicMembers(JsonGenerator json, Person person) throws IOException {
        json.writeStringField("id", person.alias());
        json.writeNullField("user_id"); // the gateway knows no log-ins across accounts
        json.writeStringField("firstname", person.firstName());
        json.writeStringField("surname", person.lastName());
        string(json, "email", person.email());
        json.writeBooleanField("administrator", person.administrator());
        string(json, "company", person.company());
        string(json, "job_title", person.jobTitle());
        string(json, "department", person.department());
        json.writeNumberField("created_at", person.createdAt().getEpochSecond());
    }

    /** The extended set, of one person alone. What a person has not set is the account's. */
    static void extended(JsonGenerator json, Person person, Account account) throws IOException {
        json.writeStartObject();
        string(json, "address", person.address());
        json.writeBooleanField("administrator", person.administrator());
        string(json, "company", person.company());
        json.writeNumberField("created_at", person.createdAt().getEpochSecond());
        string(json, "department", person.department());
        string(json, "email", person.email());
        json.writeStringField("firstname", person.firstName());
        string(json, "home_phone", person.homePhone());
        json.writeStringField("id", person.alias());
        string(json, "job_title", person.jobTitle());
        string(json, "mobile_phone", person.mobilePhone());
        string(json, "skype", person.skype());
        json.writeStringField("surname", person.lastName());
        json.writeStringField(
                "timezone", TimeZones.railsName(Objects.requireNonNullElse(person.timezone(), account.timezone())));
        json.writeNullField("user_id");
        json.writeNumberField("week_start", Objects.requireNonNullElse(person.weekStart(), account.weekStart()));
        string(json, "work_phone", person.workPhone());
        json.writeEndObject();
    }
}
