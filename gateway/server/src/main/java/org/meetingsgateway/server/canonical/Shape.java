package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.wire.Json;

/** The JSON of a thing, as the list of its members in the order in which they are written. */
record Shape<T>(List<Member<T>> members) {
    Shape {
        members = List.copyOf(members);
    }

    @SafeVarargs
    static <T> Shape<T> of(Member<T>... members) {
        var all = new ArrayList<Member<T>>(members.length);
        for (var member : members) {
            all.add(member);
        }
        return new Shape<>(all);
    }

    /** Only the members of these names. */
    Shape<T> only(Set<String> names) {
        return new Shape<>(
                members.stream().filter(member -> names.contains(member.name())).toList());
    }

    /** All members but the one of this name. */
    Shape<T> without(String name) {
        return new Shape<>(
                members.stream().filter(member -> !member.name().equals(name)).toList());
    }

    void write(JsonGenerator json, T thing) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).write(json, thing);
        }
        json.writeEndObject();
    }

    void writeAll(JsonGenerator json, List<T> things) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < things.size(); i++) {
            write(json, things.get(i));
        }
        json.writeEndArray();
    }

    /** Writes this thing. */
    Json.Writer writer(T thing) {
        return json -> write(json, thing);
    }

    Buffer bytes(T thing) {
        return Json.bytes(writer(thing));
    }
}
