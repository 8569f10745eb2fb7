package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.Source;

/** Meetings. A read is one statement; reports and action items are read beside it only where a meeting has some. */
final class MeetingTable {
    /** Who owns a meeting {@code m}, for {@link #freshness(Row, int)}. */
    static final String SOURCE = "m.source_style, m.connection_id, m.native_id, m.synced_at";

    private final SqlClient client;
    private final Clock clock;
    private final MeetingParts parts;
    private final References references;

    MeetingTable(SqlClient client, Clock clock, MeetingParts parts, References references) {
        this.client = client;
        this.clock = clock;
        this.parts = parts;
        this.references = references;
    }

    Future<Page<MeetingView>> list(ListMeetings call, Principal principal) {
        var filter = new MeetingFilter(call.query(), principal);
        var keyset = filter.keyset();
        var expand = MeetingParts.inList(call.expand());
        var total = call.slice() instanceof Slice.Counted;
        var columns = "SELECT " + MeetingColumns.MEETING + MeetingParts.columns(expand);
        var sql = total && !filter.totalIsKept()
                ? counted(columns, filter, call.slice())
                : uncounted(columns, filter, call.slice());
        sql.add(" m").add(JOINS, principal.tenantId(), principal.tenantId());
        keyset.order(sql);
        return sql.run(client).compose(rows -> {
            var views = new ArrayList<MeetingView>(rows.size());
            var counted = 0L;
            for (var row : rows) {
                views.add(MeetingParts.view(row, expand));
                counted = total ? row.getLong(row.size() - 1) : 0L;
            }
            var known = views.isEmpty() && total ? count(filter) : Future.succeededFuture(total ? counted : null);
            return known.compose(n -> {
                var page = keyset.page(call.slice(), views, v -> filter.position(v.meeting()), n);
                return parts.complete(page.items(), call.expand(), principal)
                        .compose(items -> parts.withLong(items, call.expand(), principal))
                        .map(items -> new Page<>(items, page.total(), page.next()));
            });
        });
    }

    /** With a total that is kept, or none: the page alone is read, along the index of its order. */
    private static Sql uncounted(String columns, MeetingFilter filter, Slice slice) {
        var sql = new Sql("");
        var behind = slice instanceof Slice.Counted n ? n.offset() : 0;
        if (behind > 0) {
            filter.start(sql, behind);
            sql.add(" ");
        }
        sql.add(columns);
        if (slice instanceof Slice.Counted) {
            filter.total(sql.add(", ("));
            sql.add(")");
        }
        sql.add(" FROM (SELECT * FROM meeting m");
        if (behind > 0) {
            filter.whereStarted(sql);
            PageStart.slice(sql, filter.keyset(), slice.size());
        } else {
            filter.where(sql);
            filter.keyset().slice(sql, slice);
        }
        return sql.add(")");
    }

    /**
     * Whoever counts finds all that the page is taken from: once, and never by looking along an order for what is rare.
     */
    private static Sql counted(String columns, MeetingFilter filter, Slice slice) {
        var keyset = filter.keyset();
        var sql = new Sql("WITH hits AS MATERIALIZED (SELECT m.id, " + keyset.key() + " AS place FROM meeting m");
        filter.where(sql);
        sql.add(") " + columns + ", (SELECT count(*) FROM hits) FROM (SELECT * FROM meeting m")
                .add(
                        " WHERE m.tenant_id = ? AND m.id = ANY(ARRAY(SELECT hits.id FROM hits",
                        filter.principal().tenantId());
        new Keyset("hits.place", "hits.id", keyset.descending(), keyset.query()).slice(sql, slice);
        return sql.add(")))");
    }

    /** Of the meeting {@code m}; both values are the tenant. */
    static final String JOINS = " LEFT JOIN project p ON p.tenant_id = ? AND p.id = m.project_id"
            + " JOIN person o ON o.tenant_id = ? AND o.id = m.owner_id";

    private Future<Long> count(MeetingFilter filter) {
        var sql = new Sql("SELECT (");
        filter.total(sql);
        return sql.add(")").run(client).map(rows -> rows.iterator().next().getLong(0));
    }

    Future<MeetingView> get(GetMeeting call, Principal principal) {
        return find(call.ref(), call.expand(), null, principal);
    }

    private Future<MeetingView> find(
            MeetingRef ref, Set<Expansion> expand, @Nullable Precondition expected, Principal principal) {
        var read = MeetingParts.read(expand);
        var sql = new Sql("SELECT " + MeetingColumns.MEETING + MeetingParts.columns(read) + " FROM meeting m")
                .add(JOINS, principal.tenantId(), principal.tenantId());
        Visibility.ofMeetings(sql, principal);
        identify(sql, ref);
        editSeen(sql, expected);
        return sql.run(client).compose(rows -> one(rows, read, expand, principal));
    }

    private Future<MeetingView> one(RowSet<Row> rows, Set<Expansion> read, Set<Expansion> expand, Principal principal) {
        var found = rows.iterator();
        if (!found.hasNext()) {
            return Future.failedFuture(new Problem.NotFound("meeting"));
        }
        return parts.complete(List.of(MeetingParts.view(found.next(), read)), expand, principal)
                .map(List::getFirst);
    }

    /** Nobody is asked from here. */
    Future<Freshness> freshness(RefreshMeeting call, Principal principal) {
        var sql = new Sql("SELECT " + SOURCE + " FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        identify(sql, call.ref());
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("meeting");
            }
            return freshness(rows.iterator().next(), 0);
        });
    }

    /** @param column the first one of {@link #SOURCE} */
    static Freshness freshness(Row row, int column) {
        return Freshness.of(new Source(
                row.getString(column),
                row.getUUID(column + 1),
                row.getString(column + 2),
                Sql.instantOrNull(row, column + 3)));
    }

    /** One place resolves what a caller may name a meeting by. */
    static void identify(Sql sql, MeetingRef ref) {
        var id = Ids.uuid(ref.value());
        if (id.isPresent()) {
            sql.add(" AND m.id = ?", id.get());
        } else if (Ids.isAlias(ref.value())) {
            sql.add(" AND (m.alias = ? OR m.slug = ?)", ref.value(), ref.value());
        } else {
            sql.add(" AND m.slug = ?", ref.value());
        }
    }

    /** One in a remote account is made there first; here, then, it is not made but brought. */
    Future<MeetingView> create(CreateMeeting call, Principal principal) {
        if (call.connectionId() != null) {
            return Future.failedFuture(new Problem.Unsupported("a meeting in a remote account"));
        }
        return references.resolve(call.meeting(), null, principal).compose(meeting -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var alias = Ids.alias(now);
            var columns = new ArrayList<String>(
                    List.of("tenant_id", "id", "alias", "slug", "created_at", "updated_at", "source_style"));
            var values = new ArrayList<@Nullable Object>(List.of(
                    principal.tenantId(),
                    Ids.next(),
                    alias,
                    Slugs.base(meeting.get(MeetingField.TITLE, String.class), "meeting-" + alias),
                    now,
                    now,
                    Source.GATEWAY));
            assign(withDefaults(meeting, principal), (column, value) -> {
                columns.add(column);
                values.add(value);
            });
            var sql = new Sql("WITH m AS (INSERT INTO meeting (" + String.join(", ", columns) + ")")
                    .values(values)
                    .add(" RETURNING *)");
            return written(sql, principal);
        });
    }

    static Changes<MeetingField> withDefaults(Changes<MeetingField> given, Principal principal) {
        var all = Changes.of(MeetingField.class)
                .set(MeetingField.STATUS, MeetingStatus.SCHEDULED)
                .set(MeetingField.PRIVACY, Privacy.PROJECT)
                .set(MeetingField.OWNER_ID, principal.personId())
                .set(MeetingField.TAGS, List.of())
                .set(MeetingField.PARTICIPANTS, List.of())
                .set(MeetingField.SHARED_WITH, List.of())
                .set(MeetingField.AGENDA, List.of())
                .set(MeetingField.MINUTES, List.of());
        given.forEach(all::set);
        return all.build();
    }

    Future<MeetingView> update(UpdateMeeting call, Principal principal) {
        if (call.changes().isEmpty()) {
            return orPreconditionFailed(find(call.ref(), Expansion.USUAL, call.expected(), principal), call, principal);
        }
        return references.resolve(call.changes(), call.ref(), principal).compose(changes -> {
            var sql = new Sql(
                    "WITH m AS (UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1," + " "
                            + MeetingColumns.CHANGED_AT,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            assign(changes, (column, value) -> sql.add(", " + column + " = ?", value));
            Visibility.ofMeetings(sql, principal);
            identify(sql, call.ref());
            editSeen(sql, call.expected());
            return orPreconditionFailed(written(sql.add(" RETURNING m.*)"), principal), call, principal);
        });
    }

    /** Whoever has seen the last edit has seen enough to edit: appends since then do not matter. */
    private static void editSeen(Sql sql, @Nullable Precondition expected) {
        if (expected != null) {
            sql.add(
                    " AND EXISTS (SELECT FROM unnest(?::bigint[]) seen WHERE seen BETWEEN m.edited_version AND m.version)",
                    (Object) Versions.seen(expected));
        }
    }

    private Future<MeetingView> orPreconditionFailed(
            Future<MeetingView> found, UpdateMeeting call, Principal principal) {
        return found.recover(failure -> failure instanceof Problem.NotFound && call.expected() != null
                ? orPreconditionFailed(call.ref(), principal)
                : Future.failedFuture(failure));
    }

    /** Reads a row that the statement has just written, as {@code m}. */
    Future<MeetingView> written(Sql sql, Principal principal) {
        return sql.add(" SELECT " + MeetingColumns.MEETING + MeetingParts.columns(Expansion.USUAL) + " FROM m")
                .add(JOINS, principal.tenantId(), principal.tenantId())
                .run(client)
                .compose(rows -> one(rows, Expansion.USUAL, Expansion.USUAL, principal));
    }

    private <T> Future<T> orPreconditionFailed(MeetingRef ref, Principal principal) {
        return get(new GetMeeting(ref, Set.of()), principal)
                .compose(there -> Future.failedFuture(new Problem.PreconditionFailed()));
    }

    /** Unlike a patch, a deletion loses what was appended since, so it must have seen the very last version. */
    Future<Void> delete(DeleteMeeting call, Principal principal) {
        var sql = new Sql("DELETE FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        identify(sql, call.ref());
        if (call.expected() != null) {
            sql.add(" AND m.version = ANY(?)", (Object) Versions.seen(call.expected()));
        }
        return sql.run(client).compose(rows -> {
            if (rows.rowCount() > 0) {
                return Future.succeededFuture();
            }
            return call.expected() == null
                    ? Future.failedFuture(new Problem.NotFound("meeting"))
                    : orPreconditionFailed(call.ref(), principal);
        });
    }

    /** A column and its new value. */
    interface Assignment {
        void set(String column, @Nullable Object value);
    }

    /** A field's column is the field's name. */
    static void assign(Changes<MeetingField> changes, Assignment assignment) {
        changes.forEach((field, value) -> {
            var column = field.code();
            switch (field) {
                case TAGS -> assignment.set(column, strings(value));
                case SHARED_WITH -> assignment.set(column, Sql.ids((List<?>) Objects.requireNonNull(value)));
                case PARTICIPANTS -> {
                    var participants = participants(value);
                    assignment.set(column, MeetingColumns.stored(participants));
                    assignment.set("participant_keys", MeetingColumns.keys(participants));
                }
                case AGENDA, MINUTES -> assignment.set(column, items(value));
                default -> assignment.set(column, value);
            }
        });
    }

    private static String[] strings(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value)).toArray(String[]::new);
    }

    private static JsonArray items(@Nullable Object value) {
        return MeetingColumns.storedItems((List<?>) Objects.requireNonNull(value));
    }

    private static List<Participant> participants(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(Participant.class::cast).toList();
    }

    /** The meeting's id, where the principal may see it. */
    static Future<UUID> id(SqlClient client, MeetingRef ref, Principal principal) {
        var sql = new Sql("SELECT m.id FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        identify(sql, ref);
        return sql.run(client)
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new Problem.NotFound("meeting"))
                        : Future.succeededFuture(rows.iterator().next().getUUID(0)));
    }
}
