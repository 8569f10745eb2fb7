package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Function;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.SearchCall.SearchActionItems;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.SearchCall.SearchProjects;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Slice;

/** Full-text search over what a principal may see: one statement for a page and its total. */
final class SearchTable {
    private final SqlClient client;

    SearchTable(SqlClient client) {
        this.client = client;
    }

    Future<Page<MeetingView>> meetings(SearchMeetings call, Principal principal) {
        SearchSets.check(call.query());
        var sql = new Sql("WITH hits AS MATERIALIZED (SELECT m.id, m.occurs_at AS place FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        SearchSets.MEETINGS.among(sql, "m.id", call.query(), principal.tenantId());
        page(sql, call.slice(), MeetingColumns.MEETING)
                .add(" JOIN meeting m ON m.tenant_id = ? AND m.id = page.id", principal.tenantId())
                .add(MeetingTable.JOINS, principal.tenantId(), principal.tenantId());
        return read(sql, row -> MeetingParts.view(row, Set.of()));
    }

    Future<Page<Person>> people(SearchPeople call, Principal principal) {
        SearchSets.check(call.query());
        var sql = new Sql(
                "WITH hits AS MATERIALIZED (SELECT o.id, o.created_at AS place FROM person o WHERE o.tenant_id = ?",
                principal.tenantId());
        SearchSets.PEOPLE.among(sql, "o.id", call.query(), principal.tenantId());
        page(sql, call.slice(), PersonTable.COLUMNS)
                .add(" JOIN person o ON o.tenant_id = ? AND o.id = page.id", principal.tenantId());
        return read(sql, PersonTable::person);
    }

    Future<Page<Project>> projects(SearchProjects call, Principal principal) {
        SearchSets.check(call.query());
        var sql = new Sql("WITH hits AS MATERIALIZED (SELECT p.id, p.created_at AS place FROM project p");
        Visibility.ofProjects(sql, principal);
        SearchSets.PROJECTS.among(sql, "p.id", call.query(), principal.tenantId());
        page(sql, call.slice(), ProjectTable.COLUMNS)
                .add(" JOIN project p ON p.tenant_id = ? AND p.id = page.id", principal.tenantId());
        return read(sql, ProjectTable::project);
    }

    Future<Page<ActionItem>> actionItems(SearchActionItems call, Principal principal) {
        SearchSets.check(call.query());
        var sql = new Sql("WITH hits AS MATERIALIZED (SELECT a.id, a.created_at AS place FROM action_item a"
                + " JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id");
        Visibility.ofMeetings(sql, principal);
        sql.add(" AND a.tenant_id = ?", principal.tenantId());
        SearchSets.ACTION_ITEMS.among(sql, "a.id", call.query(), principal.tenantId());
        page(sql, call.slice(), ActionItemColumns.ACTION_ITEM)
                .add(
                        " JOIN action_item a ON a.tenant_id = ? AND a.id = page.id"
                                + " JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id",
                        principal.tenantId());
        return read(sql, ActionItemColumns::actionItem);
    }

    /** The total in a row of its own where the page is empty; what the page joins follows. */
    private static Sql page(Sql sql, Slice.Counted slice, String columns) {
        return sql.add(
                "), page AS (SELECT id, place FROM hits ORDER BY place DESC, id DESC LIMIT " + slice.size()
                        + " OFFSET ?) SELECT " + columns + ", (SELECT count(*) FROM hits)"
                        + " FROM (VALUES (1)) AS once(n) LEFT JOIN (page",
                slice.offset());
    }

    private <T> Future<Page<T>> read(Sql sql, Function<Row, T> read) {
        return sql.add(") ON true ORDER BY page.place DESC, page.id DESC")
                .run(client)
                .map(rows -> {
                    var found = new ArrayList<T>(rows.size());
                    long total = 0;
                    for (var row : rows) {
                        total = row.getLong(row.size() - 1);
                        if (row.getValue(0) != null) {
                            found.add(read.apply(row));
                        }
                    }
                    return new Page<>(found, total, null);
                });
    }
}
