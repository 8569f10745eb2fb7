package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;

/** A person's JSON, in both directions. */
final class PersonJson {
    static final Shape<Person> SHAPE = Shape.of(
            Member.id("id", Person::id),
            Member.text("alias", Person::alias),
            Member.count("user", Person::user),
            Member.text("first_name", Person::firstName),
            Member.text("last_name", Person::lastName),
            Member.text("name", Person::name),
            Member.text("email", Person::email),
            Member.flag("administrator", Person::administrator),
            Member.text("company", Person::company),
            Member.text("department", Person::department),
            Member.text("job_title", Person::jobTitle),
            Member.text("skype", Person::skype),
            Member.text("mobile_phone", Person::mobilePhone),
            Member.text("home_phone", Person::homePhone),
            Member.text("work_phone", Person::workPhone),
            Member.text("address", Person::address),
            Member.text("timezone", Person::timezone),
            Member.number("week_start", Person::weekStart),
            Member.moment("created_at", Person::createdAt),
            Member.moment("updated_at", Person::updatedAt),
            Member.count("version", Person::version));

    private PersonJson() {}

    static Changes<PersonField> changes(JsonObject body) {
        return new Bodies<>(PersonField.class, body).changes();
    }
}
