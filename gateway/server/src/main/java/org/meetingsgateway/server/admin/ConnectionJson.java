package org.meetingsgateway.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.store.CompletenessDay;
import org.meetingsgateway.server.store.Connection;
import org.meetingsgateway.server.store.ConnectionIssue;
import org.meetingsgateway.server.store.Drift;
import org.meetingsgateway.server.upstream.Connections;
import org.meetingsgateway.wire.Json;

/** A connection as the admin API shows it; its credential is never in it. */
final class ConnectionJson {
    private ConnectionJson() {}

    /**
     * All that is known of a connection.
     *
     * @param styleQuota what its style allows; null where the style is not called any more
     * @param at when it was so
     */
    record Known(
            Connection connection,
            List<ConnectionIssue> issues,
            List<Drift> drift,
            @Nullable Quota styleQuota,
            Instant at) {}

    static void write(JsonGenerator json, Known known) throws IOException {
        json.writeStartObject();
        members(json, known.connection(), known.styleQuota(), known.at());
        json.writeArrayFieldStart("issues");
        for (var issue : known.issues()) {
            write(json, issue);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("drift");
        for (var drift : known.drift()) {
            write(json, drift);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** As in a list: without issues and drift. */
    static void write(JsonGenerator json, Connection connection, @Nullable Quota styleQuota, Instant at)
            throws IOException {
        json.writeStartObject();
        members(json, connection, styleQuota, at);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Connection c, @Nullable Quota styleQuota, Instant at)
            throws IOException {
        json.writeStringField("id", c.id().toString());
        json.writeStringField("style", c.style());
        json.writeStringField("name", c.name());
        json.writeStringField("base_url", c.baseUrl());
        Json.string(json, "account", c.account());
        number(json, "upstream_project_id", c.upstreamProject());
        json.writeStringField("project_id", c.projectId().toString());
        json.writeStringField("owner_id", c.ownerId().toString());
        json.writeNumberField("poll_seconds", c.pollSeconds());
        json.writeStringField("state", c.state().code());
        Json.string(json, "paused_at", c.pausedAt());
        json.writeFieldName("quota");
        quota(json, c.quota() == null ? styleQuota : c.quota(), c.nextFreeAt(), at);
        json.writeObjectFieldStart("progress");
        json.writeStringField("phase", c.progress().phase());
        json.writeNumberField("pages_done", c.progress().pagesDone());
        json.writeNumberField("items_done", c.progress().itemsDone());
        json.writeNumberField("pending_transcripts", c.progress().pendingTranscripts());
        json.writeEndObject();
        var lag = c.lag(at);
        number(json, "lag_seconds", lag == null ? null : lag.toSeconds());
        Json.string(json, "last_success_at", c.lastSuccessAt());
        json.writeStringField("created_at", c.createdAt().toString());
        json.writeStringField("updated_at", c.updatedAt().toString());
        json.writeNumberField("version", c.version());
    }

    /** Permits are spread evenly: so many are taken as fit before the next free one. */
    private static void quota(JsonGenerator json, @Nullable Quota quota, @Nullable Instant freeAt, Instant at)
            throws IOException {
        if (quota == null) {
            json.writeNull();
            return;
        }
        boolean free = freeAt == null || !freeAt.isAfter(at);
        long spacing = Connections.spacing(quota).toNanos();
        long taken = free ? 0 : (Duration.between(at, freeAt).toNanos() + spacing - 1) / spacing;
        json.writeStartObject();
        json.writeNumberField("limit", quota.requests());
        json.writeNumberField("window_seconds", quota.seconds());
        json.writeNumberField("remaining", Math.max(0, quota.requests() - taken));
        Json.string(json, "resets_at", free ? null : freeAt);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ConnectionIssue issue) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", issue.code());
        json.writeStringField("detail", issue.detail());
        number(json, "upstream_status", issue.upstreamStatus());
        Json.string(json, "upstream_code", issue.upstreamCode());
        json.writeStringField("first_seen", issue.firstSeen().toString());
        json.writeStringField("last_seen", issue.lastSeen().toString());
        Json.string(json, "resolved_at", issue.resolvedAt());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Drift drift) throws IOException {
        json.writeStartObject();
        json.writeStringField("pointer", drift.pointer());
        json.writeNumberField("count", drift.count());
        json.writeStringField("first_seen", drift.firstSeen().toString());
        json.writeStringField("last_seen", drift.lastSeen().toString());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, List<CompletenessDay> days) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("days");
        for (var day : days) {
            json.writeStartObject();
            json.writeStringField("date", day.date().toString());
            json.writeNumberField("upstream", day.upstream());
            json.writeNumberField("gateway", day.gateway());
            json.writeArrayFieldStart("missing");
            for (var id : day.missing()) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value.longValue());
        }
    }
}
