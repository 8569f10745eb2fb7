package org.meetingsgateway.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.meetingsgateway.server.store.ApiKeyTable.ApiKey;
import org.meetingsgateway.wire.Json;

/** A key as the admin API shows it. */
final class KeyJson {
    private KeyJson() {}

    static Buffer bytes(ApiKey key) {
        return Json.bytes(json -> write(json, key));
    }

    /** With the secret: in the answer that tells it, and in no other. */
    static Buffer bytes(ApiKey key, String secret) {
        return Json.bytes(json -> {
            json.writeStartObject();
            members(json, key);
            json.writeStringField("secret", secret);
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, ApiKey key) throws IOException {
        json.writeStartObject();
        members(json, key);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, ApiKey key) throws IOException {
        json.writeStringField("id", key.id().toString());
        json.writeStringField("style", key.style());
        json.writeStringField("person_id", key.personId().toString());
        json.writeStringField("prefix", key.prefix());
        texts(json, "scopes", key.scopes());
        if (key.projectIds() == null) {
            json.writeNullField("project_ids");
        } else {
            texts(json, "project_ids", key.projectIds());
        }
        json.writeStringField("created_at", key.createdAt().toString());
        Json.string(json, "expires_at", key.expiresAt());
        Json.string(json, "revoked_at", key.revokedAt());
        Json.string(json, "last_used_at", key.lastUsedAt());
    }

    private static void texts(JsonGenerator json, String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }
}
