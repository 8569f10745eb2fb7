package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;

/** A participant's JSON, in both directions. */
final class ParticipantJson {
    static final Shape<Participant> SHAPE = Shape.of(
            Member.id("person_id", Participant::personId),
            Member.text("name", Participant::name),
            Member.text("email", Participant::email),
            Member.code("status", Participant::status));

    private ParticipantJson() {}

    static List<Participant> read(JsonArray array) {
        return array.stream().map(one -> read((JsonObject) one)).toList();
    }

    private static Participant read(JsonObject one) {
        var person = one.getString("person_id");
        var status = one.getString("status");
        return new Participant(
                person == null ? null : UUID.fromString(person),
                one.getString("name"),
                one.getString("email"),
                status == null ? null : Coded.of(AttendanceStatus.class, status));
    }
}
