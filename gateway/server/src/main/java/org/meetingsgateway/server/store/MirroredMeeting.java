package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.store.MirrorLease.Target;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Mirror.Outcome;

/** Writes a remote meeting with all that belongs to it, in the transaction of its client. */
final class MirroredMeeting {
    /** @param meetingId what it is here */
    record Put(UUID meetingId, Outcome outcome) {}

    private final SqlClient client;
    private final Clock clock;
    private final References references;
    private final FailureTable failures;
    private final MirroredReports reports;
    private final MirroredActionItems actionItems;

    MirroredMeeting(SqlClient client, Clock clock, FailureTable failures) {
        this.client = client;
        this.clock = clock;
        this.references = new References(client, clock);
        this.failures = failures;
        this.reports = new MirroredReports(client);
        this.actionItems = new MirroredActionItems(client);
    }

    /** @param asOf how new it is: also where nothing else changes, the meeting says so from now on */
    Future<Put> put(Target target, Job job, RemoteMeeting meeting, Instant asOf) {
        return put(target, job, meeting, asOf, true);
    }

    /** As {@link #put}, after something else was written here: also where the documents are the same. */
    Future<Put> replace(Target target, Job job, RemoteMeeting meeting, Instant asOf) {
        return put(target, job, meeting, asOf, false);
    }

    private Future<Put> put(Target target, Job job, RemoteMeeting meeting, Instant asOf, boolean mayBeSame) {
        var raw = meeting.raw().stream()
                .map(document -> sha256(document.body().getBytes()))
                .toList();
        return new Sql(
                        "SELECT m.id, ARRAY(SELECT encode(d.sha256, 'hex') FROM raw_document d WHERE d.tenant_id = m.tenant_id"
                                + " AND d.meeting_id = m.id ORDER BY d.place) FROM meeting m")
                .add(
                        " WHERE m.tenant_id = ? AND m.connection_id = ? AND m.native_id = ? FOR NO KEY UPDATE OF m",
                        job.tenantId(),
                        job.connectionId(),
                        meeting.nativeId())
                .run(client)
                .compose(rows -> {
                    var old = rows.size() == 0 ? null : rows.iterator().next();
                    if (!mayBeSame || old == null) {
                        return write(target, job, meeting, asOf, old == null ? null : old.getUUID(0));
                    }
                    if (isSame(old, raw)) {
                        return renewed(job, old.getUUID(0), asOf);
                    }
                    return old.getArrayOfStrings(1).length == 0
                            ? compared(target, job, meeting, asOf, old.getUUID(0))
                            : write(target, job, meeting, asOf, old.getUUID(0));
                });
    }

    /** After words were appended here it is not known what the account shows of them: mostly the same. */
    private Future<Put> compared(Target target, Job job, RemoteMeeting meeting, Instant asOf, UUID id) {
        var content = new MeetingContent(client);
        return content.before(job.tenantId(), id)
                .compose(before -> write(target, job, meeting, asOf, id)
                        .compose(put -> content.restored(job.tenantId(), before)
                                .map(same -> same ? new Put(id, Outcome.UNCHANGED) : put)));
    }

    private Future<Put> renewed(Job job, UUID id, Instant asOf) {
        return new Sql("UPDATE meeting m SET synced_at = ?", asOf)
                .add(" WHERE m.tenant_id = ? AND m.id = ?", job.tenantId(), id)
                .run(client)
                .map(new Put(id, Outcome.UNCHANGED));
    }

    /** The same documents say the same. */
    private static boolean isSame(Row old, List<byte[]> raw) {
        var hex = raw.stream().map(HexFormat.of()::formatHex).toList();
        return !hex.isEmpty() && hex.equals(Arrays.asList(old.getArrayOfStrings(1)));
    }

    private Future<Put> write(Target target, Job job, RemoteMeeting meeting, Instant asOf, @Nullable UUID known) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var operator = new Principal(job.tenantId(), "", target.ownerId(), "", Set.of(), Principal.View.TENANT);
        var ref = known == null ? null : new MeetingRef(known.toString());
        return references
                .resolve(meeting.fields(), ref, operator)
                .compose(fields -> known == null
                        ? insert(target, job, meeting, MeetingTable.withDefaults(fields, operator), asOf, now)
                        : update(job, known, fields, asOf, now))
                .compose(id -> parts(job, id, meeting, now)
                        .compose(written -> reports.replace(job.tenantId(), id, meeting.reports(), now))
                        .compose(written -> failed(job, id, meeting))
                        .map(new Put(id, known == null ? Outcome.CREATED : Outcome.UPDATED)));
    }

    /** An id that is taken by something else is not to be had. */
    private Future<UUID> insert(
            Target target, Job job, RemoteMeeting meeting, Changes<MeetingField> fields, Instant asOf, Instant now) {
        return new Sql(
                        "SELECT EXISTS (SELECT FROM meeting m WHERE m.tenant_id = ? AND m.id = ?),"
                                + " EXISTS (SELECT FROM meeting m WHERE m.tenant_id = ? AND m.alias = ?)",
                        job.tenantId(),
                        meeting.id(),
                        job.tenantId(),
                        meeting.alias())
                .run(client)
                .compose(rows -> {
                    var taken = rows.iterator().next();
                    var id = meeting.id() == null || taken.getBoolean(0) ? Ids.next() : meeting.id();
                    var alias = meeting.alias() == null || taken.getBoolean(1) ? Ids.alias(now) : meeting.alias();
                    var createdAt = meeting.createdAt() == null
                            ? now
                            : meeting.createdAt().truncatedTo(ChronoUnit.MICROS);
                    var title = fields.get(MeetingField.TITLE, String.class);
                    var columns = new ArrayList<>(List.of(
                            "tenant_id",
                            "id",
                            "alias",
                            "slug",
                            "created_at",
                            "updated_at",
                            "source_style",
                            "connection_id",
                            "native_id",
                            "synced_at",
                            "project_id"));
                    var values = new ArrayList<@Nullable Object>(List.of(
                            job.tenantId(),
                            id,
                            alias,
                            Slugs.base(meeting.slug() == null ? title : meeting.slug(), "meeting-" + alias),
                            createdAt,
                            now,
                            job.style(),
                            job.connectionId(),
                            meeting.nativeId(),
                            asOf,
                            target.projectId()));
                    MeetingTable.assign(fields, (column, value) -> {
                        columns.add(column);
                        values.add(value);
                    });
                    return new Sql("INSERT INTO meeting (" + String.join(", ", columns) + ")")
                            .values(values)
                            .run(client)
                            .map(id);
                });
    }

    private Future<UUID> update(Job job, UUID id, Changes<MeetingField> fields, Instant asOf, Instant now) {
        var sql = new Sql(
                "UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1, "
                        + MeetingColumns.CHANGED_AT + ", synced_at = ?",
                now,
                asOf);
        MeetingTable.assign(fields, (column, value) -> sql.add(", " + column + " = ?", value));
        return sql.add(" WHERE m.tenant_id = ? AND m.id = ?", job.tenantId(), id)
                .run(client)
                .map(id);
    }

    private Future<Void> parts(Job job, UUID id, RemoteMeeting meeting, Instant now) {
        return segments(job.tenantId(), id, meeting)
                .compose(written -> actionItems.put(job.tenantId(), id, meeting, now))
                .compose(written -> documents(job.tenantId(), id, meeting.raw(), now))
                .compose(written -> drift(job, meeting.unknown(), now));
    }

    private Future<Void> segments(UUID tenantId, UUID id, RemoteMeeting meeting) {
        var segments = meeting.segments();
        if (segments == null) {
            return Future.succeededFuture();
        }
        return new Sql(
                        "UPDATE meeting m SET segment_count = t.stored, transcript_chars = t.chars,"
                                + " transcript_revision = m.transcript_revision + 1 FROM replace_segments(?, ?",
                        tenantId,
                        id)
                .add(", ?, ?, ?, ?, ?, ?) t", SegmentTable.columns(segments))
                .add(" WHERE m.tenant_id = ? AND m.id = ?", tenantId, id)
                .run(client)
                .mapEmpty();
    }

    private Future<Void> documents(UUID tenantId, UUID id, List<Raw> documents, Instant now) {
        var kinds = new String[documents.size()];
        var hashes = new Buffer[documents.size()];
        var bodies = new Buffer[documents.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = documents.get(i).kind();
            bodies[i] = documents.get(i).body();
            hashes[i] = Buffer.buffer(sha256(bodies[i].getBytes()));
        }
        return new Sql("DELETE FROM raw_document d WHERE d.tenant_id = ? AND d.meeting_id = ?", tenantId, id)
                .run(client)
                .compose(gone -> new Sql(
                                "INSERT INTO raw_document (tenant_id, meeting_id, place, kind, fetched_at, sha256, body)"
                                        + " SELECT ?, ?, u.place, u.kind, ?, u.sha256, u.body"
                                        + " FROM unnest(?::text[], ?::bytea[], ?::bytea[])"
                                        + " WITH ORDINALITY AS u(kind, sha256, body, place)",
                                tenantId,
                                id,
                                now,
                                kinds,
                                hashes,
                                bodies)
                        .run(client))
                .mapEmpty();
    }

    /** What the documents of one meeting have counts once. A product that makes up names fills no table. */
    private Future<Void> drift(Job job, Set<String> unknown, Instant now) {
        if (unknown.isEmpty()) {
            return Future.succeededFuture();
        }
        return new Sql(
                        "INSERT INTO drift AS d (tenant_id, connection_id, pointer, count, first_seen, last_seen)"
                                + " SELECT ?, ?, p, 1, ?, ? FROM unnest(?::text[]) p",
                        job.tenantId(),
                        job.connectionId(),
                        now,
                        now,
                        unknown.stream().sorted().toArray(String[]::new))
                .add(
                        " WHERE (SELECT count(*) FROM drift a WHERE a.tenant_id = ? AND a.connection_id = ?) < "
                                + ConnectionReports.DRIFT,
                        job.tenantId(),
                        job.connectionId())
                .add(
                        " OR EXISTS (SELECT FROM drift a WHERE a.tenant_id = ? AND a.connection_id = ? AND a.pointer = p)"
                                + " ON CONFLICT (tenant_id, connection_id, pointer) DO UPDATE"
                                + " SET count = d.count + 1, last_seen = excluded.last_seen",
                        job.tenantId(),
                        job.connectionId())
                .run(client)
                .mapEmpty();
    }

    /** A recording that failed there is a failure here. */
    private Future<Void> failed(Job job, UUID id, RemoteMeeting meeting) {
        return FailureTable.maySayFailed(meeting.fields())
                ? failures.ofMeeting(job.tenantId(), id)
                : Future.succeededFuture();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
