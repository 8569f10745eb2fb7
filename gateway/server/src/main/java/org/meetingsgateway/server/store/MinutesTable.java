package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.MinuteItems.Part;

/**
 * Agenda and minutes, which are columns of the meeting, by their lock versions. Triggers of the meeting's table move these
 * and keep the action items that the minutes have.
 */
final class MinutesTable {
    private final SqlClient client;
    private final Clock clock;
    private final References references;

    MinutesTable(SqlClient client, Clock clock, References references) {
        this.client = client;
        this.clock = clock;
        this.references = references;
    }

    Future<MinuteItems> get(GetMinutes call, Principal principal) {
        var items = column(call.part());
        var sql = new Sql("SELECT " + version(call.part()) + ", " + items + " FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, call.ref());
        return sql.run(client).compose(rows -> {
            if (rows.size() == 0) {
                return MeetingTable.id(client, call.ref(), principal)
                        .compose(there -> Future.failedFuture(new Problem.NotFound("meeting")));
            }
            var row = rows.iterator().next();
            return Future.succeededFuture(new MinuteItems(row.getLong(0), MeetingColumns.items(row.getJsonArray(1))));
        });
    }

    /** One statement: of several editors who saw the same version, the first one to lock the row writes. */
    Future<MinuteItems> replace(ReplaceMinutes call, Principal principal) {
        return references.items(call.part(), call.items(), principal).compose(items -> {
            var stored = MeetingColumns.storedItems(items);
            var sql = new Sql(
                    "UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1, "
                            + MeetingColumns.CHANGED_AT,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            sql.add(", " + call.part().code() + " = ?", stored);
            Visibility.ofMeetings(sql, principal);
            MeetingTable.identify(sql, call.ref());
            sql.add(" AND " + version(call.part()) + " = ?", call.lockVersion());
            sql.add(" AND " + column(call.part()) + " IS DISTINCT FROM ?", stored);
            return sql.add(" RETURNING " + version(call.part()))
                    .run(client)
                    .compose(rows -> rows.size() == 0
                            ? unchanged(call, items, principal)
                            : Future.succeededFuture(
                                    new MinuteItems(rows.iterator().next().getLong(0), items)));
        });
    }

    /** Nothing was written: they say this already, or they are not what the writer has seen. */
    private Future<MinuteItems> unchanged(ReplaceMinutes call, List<MinuteItem> items, Principal principal) {
        return get(new GetMinutes(call.ref(), call.part()), principal).map(current -> {
            if (current.lockVersion() != call.lockVersion() || !current.items().equals(items)) {
                throw new Problem.PreconditionFailed();
            }
            return current;
        });
    }

    private static String column(Part part) {
        return "m." + part.code();
    }

    private static String version(Part part) {
        return "m." + part.code() + "_lock_version";
    }
}
