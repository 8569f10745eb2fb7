package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.TimeZones;
import org.meetingsgateway.wire.WireResponse;

/** People as MinuteBase shows them. Pure functions. */
final class PersonJson {
    private static final String NO_NAME = "please enter a name";
    private static final int NAME = 255;
    private static final int EMAIL = 254;
    private static final int ADDRESS = 2000;
    private static final Pattern EMAIL_FORM = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private static final Map<String, PersonField> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("company", PersonField.COMPANY);
        TEXTS.put("department", PersonField.DEPARTMENT);
        TEXTS.put("job_title", PersonField.JOB_TITLE);
        TEXTS.put("skype", PersonField.SKYPE);
        TEXTS.put("mobile_phone", PersonField.MOBILE_PHONE);
        TEXTS.put("home_phone", PersonField.HOME_PHONE);
        TEXTS.put("work_phone", PersonField.WORK_PHONE);
    }

    /** What the single person shows beyond the basic set, and a rejected one where it was sent. */
    private static final List<String> EXTENDED =
            List.of("skype", "mobile_phone", "home_phone", "work_phone", "address", "timezone", "week_start");

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
        string(json, "department", person.department());
        string(json, "job_title", person.jobTitle());
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

    /** A person who was never stored, in the basic set. */
    static void nobody(JsonGenerator json) throws IOException {
        json.writeStringField("id", Rejection.NO_ID);
        json.writeNullField("user_id");
        json.writeNullField("firstname");
        json.writeNullField("surname");
        json.writeNullField("email");
        json.writeBooleanField("administrator", false);
        json.writeNullField("company");
        json.writeNullField("department");
        json.writeNullField("job_title");
        json.writeNumberField("created_at", 0);
    }

    /**
     * The answer to a body that is rejected: the basic set, and of the extended set what was sent.
     *
     * @param stored the person to change; null for a new one
     */
    static WireResponse rejected(Body body, @Nullable Person stored) {
        return Rejection.of(body, json -> {
            json.writeStartObject();
            if (stored == null) {
                nobody(json);
            } else {
                basicMembers(json, stored);
            }
            for (var name : EXTENDED) {
                if (body.understood(name)) {
                    json.writeNullField(name);
                }
            }
            json.writeEndObject();
        });
    }

    /** What a body says of a person; what is wrong with it is in the body's errors. */
    static Changes<PersonField> read(Body body) {
        var changes = Changes.of(PersonField.class);
        name(body, "firstname", PersonField.FIRST_NAME, changes);
        name(body, "surname", PersonField.LAST_NAME, changes);
        if (body.has("email")) {
            changes.set(PersonField.EMAIL, email(body));
        }
        if (body.has("administrator")) {
            changes.set(PersonField.ADMINISTRATOR, Boolean.TRUE.equals(body.flag("administrator")));
        }
        TEXTS.forEach((name, field) -> {
            if (body.has(name)) {
                changes.set(field, body.text(name, NAME));
            }
        });
        if (body.has("address")) {
            changes.set(PersonField.ADDRESS, body.text("address", ADDRESS));
        }
        if (body.has("timezone")) {
            changes.set(PersonField.TIMEZONE, TimeSettings.timezone(body));
        }
        if (body.has("week_start")) {
            changes.set(PersonField.WEEK_START, TimeSettings.weekStart(body));
        }
        return changes.build();
    }

    /** As {@link #read}, where a name that is left out is as wrong as an empty one. */
    static Changes<PersonField> readNew(Body body) {
        for (var name : List.of("firstname", "surname")) {
            if (!body.has(name)) {
                body.reject(name, NO_NAME);
            }
        }
        return read(body);
    }

    private static void name(Body body, String attribute, PersonField field, Changes.Builder<PersonField> changes) {
        if (body.has(attribute)) {
            var name = body.text(attribute, NAME);
            if (body.value(attribute) == null || (name != null && name.isBlank())) {
                body.reject(attribute, NO_NAME);
            }
            changes.set(field, name);
        }
    }

    private static @Nullable String email(Body body) {
        var email = body.text("email", EMAIL);
        if (email == null || email.isBlank()) {
            return null;
        }
        if (!EMAIL_FORM.matcher(email).matches()) {
            body.reject("email", "is not an e-mail address");
        }
        return email;
    }
}
