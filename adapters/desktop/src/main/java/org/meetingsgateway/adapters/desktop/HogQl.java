package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.wire.Json;

/** The one kind of query that is served, {@code HogQLQuery}, in both directions: a statement and its variables. */
final class HogQl {
    private static final String KIND = "HogQLQuery";
    private static final String VARIABLES = "variables";

    /** In characters, as JSON: a list of queries shows all of them. */
    private static final int LONGEST = 32_768;

    private HogQl() {}

    /** What a body says of a query; false where it says nothing. */
    static boolean read(Strict body, Changes.Builder<QueryField> changes) {
        var query = body.object("query");
        if (query == null) {
            return false;
        }
        if (!KIND.equals(query.getValue("kind"))) {
            throw Fields.invalid("", "invalid_input", "Only HogQLQuery is supported by this gateway.");
        }
        if (query.encode().length() > LONGEST) {
            throw Fields.invalid(
                    "/query", "max_length", "Ensure this field has no more than %d characters.".formatted(LONGEST));
        }
        var members = body.inner(query, "query." + KIND);
        var notes = new LinkedHashMap<String, @Nullable Object>();
        note(notes, "explain", members.flag("explain"));
        note(notes, "filters", members.object("filters"));
        members.text("kind");
        note(notes, "modifiers", members.object("modifiers"));
        note(notes, "name", members.text("name"));
        changes.set(QueryField.SQL, members.requiredText("query"));
        note(notes, "response", members.object("response"));
        note(notes, "tags", members.object("tags"));
        note(notes, "values", members.object("values"));
        changes.set(QueryField.VARIABLES, variables(members));
        note(notes, "version", members.number("version"));
        changes.set(QueryField.NOTES, notes);
        members.finish();
        refuse(query);
        return true;
    }

    private static void note(Map<String, @Nullable Object> notes, String name, @Nullable Object value) {
        if (value != null) {
            notes.put(name, value instanceof JsonObject object ? object.getMap() : value);
        }
    }

    /** What would change the result, and is not served, is not dropped silently. */
    private static void refuse(JsonObject query) {
        for (var member : List.of("filters", "modifiers", "values")) {
            if (!Values.isEmpty(query.getValue(member))) {
                throw Fields.invalid(
                        "/query/" + member, "invalid_input", "This field is not supported by this gateway.");
            }
        }
    }

    private static List<QueryVariable> variables(Strict query) {
        var variables = new ArrayList<QueryVariable>();
        var said = query.object(VARIABLES);
        if (said != null) {
            var members = query.inner(said, VARIABLES);
            for (var key : said.fieldNames()) {
                var object = members.object(key);
                if (object != null) {
                    variables.add(variable(key, members.inner(object, key)));
                }
            }
        }
        var ids = new HashSet<String>();
        var names = new HashSet<String>();
        for (var variable : variables) {
            if (!ids.add(variable.id()) || !names.add(variable.name())) {
                throw Fields.invalid(
                        "/query/variables", "invalid_input", "Two variables have the same id or the same code_name.");
            }
        }
        return variables;
    }

    private static QueryVariable variable(String key, Strict members) {
        var name = members.requiredText("code_name");
        boolean isNull = Boolean.TRUE.equals(members.flag("isNull"));
        var value = Values.ofVariable(members.value("value"), "/query/variables/" + key + "/value");
        var id = Objects.requireNonNullElse(members.text("variableId"), key);
        members.finish();
        return new QueryVariable(id, name, isNull ? null : value);
    }

    /** With every member that it may have, null where it was not said. */
    static void write(JsonGenerator json, SavedQuery query) throws IOException {
        json.writeStartObject();
        note(json, query, "explain");
        note(json, query, "filters");
        json.writeStringField("kind", KIND);
        note(json, query, "modifiers");
        note(json, query, "name");
        json.writeStringField("query", query.sql());
        note(json, query, "response");
        note(json, query, "tags");
        note(json, query, "values");
        variables(json, query.variables());
        note(json, query, "version");
        json.writeEndObject();
    }

    private static void note(JsonGenerator json, SavedQuery query, String name) throws IOException {
        json.writeFieldName(name);
        Values.write(json, query.notes().get(name));
    }

    private static void variables(JsonGenerator json, List<QueryVariable> variables) throws IOException {
        json.writeFieldName(VARIABLES);
        if (variables.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (var variable : variables) {
            json.writeObjectFieldStart(variable.id());
            json.writeStringField("code_name", variable.name());
            Json.string(json, "isNull", null);
            json.writeFieldName("value");
            Values.write(json, variable.value());
            json.writeStringField("variableId", variable.id());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
