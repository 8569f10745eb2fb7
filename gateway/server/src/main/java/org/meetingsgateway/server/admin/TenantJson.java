package org.meetingsgateway.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.meetingsgateway.model.Account;

/** A tenant as the admin API shows it. */
final class TenantJson {
    private TenantJson() {}

    static void write(JsonGenerator json, Account tenant) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tenant.id().toString());
        json.writeStringField("alias", tenant.alias());
        json.writeStringField("slug", tenant.slug());
        json.writeStringField("name", tenant.name());
        json.writeStringField("timezone", tenant.timezone());
        json.writeNumberField("week_start", tenant.weekStart());
        json.writeStringField("created_at", tenant.createdAt().toString());
        json.writeStringField("updated_at", tenant.updatedAt().toString());
        json.writeNumberField("version", tenant.version());
        json.writeEndObject();
    }
}
