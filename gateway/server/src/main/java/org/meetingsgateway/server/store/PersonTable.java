package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Slice;

/** The people of a tenant. */
final class PersonTable {
    /** Of {@code o}, in the order that {@link #person} reads them. */
    static final String COLUMNS = """
            o.id, o.alias, o.user_number, o.first_name, o.last_name, o.email, o.administrator, o.company, o.department, \
            o.job_title, o.skype, o.mobile_phone, o.home_phone, o.work_phone, o.address, o.timezone, o.week_start, \
            o.created_at, o.updated_at, o.version""";

    private final SqlClient client;
    private final Clock clock;

    PersonTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Future<Page<Person>> list(ListPeople call, Principal principal) {
        var keyset = Keyset.newestFirst("o", "people");
        var sql = new Sql("SELECT " + COLUMNS + " FROM person o WHERE o.tenant_id = ?", principal.tenantId());
        keyset.slice(sql, call.slice());
        return sql.run(client).compose(rows -> {
            var people = people(rows);
            Future<@Nullable Long> total = call.slice() instanceof Slice.Counted
                    ? new Sql("SELECT count(*) FROM person o WHERE o.tenant_id = ?", principal.tenantId())
                            .run(client)
                            .map(counted -> counted.iterator().next().getLong(0))
                    : Future.succeededFuture(null);
            return total.map(n -> keyset.page(call.slice(), people, o -> Cursor.of(o.createdAt(), o.id()), n));
        });
    }

    Future<Person> get(GetPerson call, Principal principal) {
        var sql = new Sql("SELECT " + COLUMNS + " FROM person o WHERE o.tenant_id = ?", principal.tenantId());
        identify(sql, call.id());
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("person");
            }
            return person(rows.iterator().next());
        });
    }

    /** By whichever form of id each is named. */
    Future<List<Person>> find(FindPeople call, Principal principal) {
        var ids = call.ids().stream().map(Ids::uuid).flatMap(Optional::stream).toArray(UUID[]::new);
        var aliases = call.ids().stream().filter(Ids::isAlias).toArray(String[]::new);
        if (ids.length + aliases.length == 0) {
            return Future.succeededFuture(List.of());
        }
        return new Sql(
                        "SELECT " + COLUMNS
                                + " FROM person o WHERE o.tenant_id = ? AND (o.id = ANY(?) OR o.alias = ANY(?))",
                        principal.tenantId(),
                        ids,
                        aliases)
                .run(client)
                .map(PersonTable::people);
    }

    private static List<Person> people(RowSet<Row> rows) {
        var people = new ArrayList<Person>(rows.size());
        rows.forEach(row -> people.add(person(row)));
        return people;
    }

    private static void identify(Sql sql, String id) {
        var uuid = Ids.uuid(id);
        if (uuid.isPresent()) {
            sql.add(" AND o.id = ?", uuid.get());
        } else {
            sql.add(" AND o.alias = ?", id);
        }
    }

    Future<Person> create(CreatePerson call, Principal principal) {
        return mayMakeAdministrators(call.person().has(PersonField.ADMINISTRATOR), principal)
                .compose(allowed -> {
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    var columns =
                            new ArrayList<String>(List.of("tenant_id", "id", "alias", "created_at", "updated_at"));
                    var values = new ArrayList<@Nullable Object>(
                            List.of(principal.tenantId(), Ids.next(), Ids.alias(now), now, now));
                    call.person().forEach((field, value) -> {
                        columns.add(field.code());
                        values.add(value);
                    });
                    return new Sql("INSERT INTO person AS o (" + String.join(", ", columns) + ")")
                            .values(values)
                            .add(" RETURNING " + COLUMNS)
                            .run(client)
                            .map(rows -> person(rows.iterator().next()));
                });
    }

    /** Who may administrate is for administrators to say, and for the operator. */
    private Future<Void> mayMakeAdministrators(boolean saysSo, Principal principal) {
        if (!saysSo || principal.view() == Principal.View.TENANT) {
            return Future.succeededFuture();
        }
        return new Sql(
                        "SELECT 1 FROM person o WHERE o.tenant_id = ? AND o.id = ? AND o.administrator",
                        principal.tenantId(),
                        principal.personId())
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.Forbidden("Only an administrator may say who is one");
                    }
                    return null;
                });
    }

    Future<Person> update(UpdatePerson call, Principal principal) {
        if (call.changes().isEmpty()) {
            return get(new GetPerson(call.id()), principal).map(seen -> {
                Versions.check(call.expected(), seen.version());
                return seen;
            });
        }
        return mayMakeAdministrators(call.changes().has(PersonField.ADMINISTRATOR), principal)
                .compose(allowed -> {
                    var sql = new Sql(
                            "UPDATE person o SET version = o.version + 1, updated_at = ?",
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
                    call.changes().forEach((field, value) -> sql.add(", " + field.code() + " = ?", value));
                    sql.add(" WHERE o.tenant_id = ?", principal.tenantId());
                    identify(sql, call.id());
                    if (call.expected() != null) {
                        sql.add(" AND o.version = ANY(?)", (Object) Versions.seen(call.expected()));
                    }
                    return sql.add(" RETURNING " + COLUMNS).run(client).compose(rows -> {
                        if (rows.size() > 0) {
                            return Future.succeededFuture(person(rows.iterator().next()));
                        }
                        return get(new GetPerson(call.id()), principal)
                                .compose(there -> Future.failedFuture(new Problem.PreconditionFailed()));
                    });
                });
    }

    /**
     * Fails with {@link Problem.Conflict} where something needs the person. An administrator is deleted by administrators
     * only.
     */
    Future<Void> delete(DeletePerson call, Principal principal) {
        return get(new GetPerson(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            return mayMakeAdministrators(seen.administrator(), principal)
                    .compose(allowed -> new PersonRemoval(client, clock).remove(seen, call.expected(), principal));
        });
    }

    static Person person(Row row) {
        return new Person(
                row.getUUID(0),
                row.getString(1),
                row.getInteger(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getInteger(16),
                Sql.instant(row, 17),
                Sql.instant(row, 18),
                row.getLong(19));
    }
}
