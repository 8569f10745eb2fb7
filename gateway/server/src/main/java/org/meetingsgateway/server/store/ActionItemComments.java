package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.ActionItem;

/** What people say about action items: a column of these that only grows, up to a bound. */
final class ActionItemComments {
    private static final int MAX_COMMENTS = 1_000;
    private static final int MAX_COMMENT = 10_000;
    /** Every list of action items shows all comments of each, so all of them together have a bound, too. */
    private static final String HAS_ROOM =
            " jsonb_array_length(a.comments) < " + MAX_COMMENTS + " AND octet_length(a.comments::text) < 1000000";

    private final SqlClient client;
    private final Clock clock;
    private final ActionItemTable actionItems;

    ActionItemComments(SqlClient client, Clock clock, ActionItemTable actionItems) {
        this.client = client;
        this.clock = clock;
        this.actionItems = actionItems;
    }

    /** One statement, which locks the meeting first, as every writer of action items does. */
    Future<ActionItem> add(AddComment call, Principal principal) {
        if (call.text().isBlank() || call.text().codePointCount(0, call.text().length()) > MAX_COMMENT) {
            throw invalidText("length", "must have 1 to " + MAX_COMMENT + " characters");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var comment = new JsonObject()
                .put("id", Ids.next().toString())
                .put(
                        "person_id",
                        principal.personId() == null
                                ? null
                                : principal.personId().toString())
                .put("text", call.text())
                .put("created_at", now.toString());
        var sql = new Sql(
                "WITH m AS (UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT
                        + " FROM action_item a",
                now);
        Visibility.ofMeetings(sql, principal);
        sql.add(" AND a.tenant_id = ? AND a.meeting_id = m.id", principal.tenantId());
        ActionItemTable.identify(sql, call.id());
        sql.add(" AND" + HAS_ROOM + " RETURNING m.id, a.id AS item_id)");
        sql.add(
                ", a AS (UPDATE action_item a SET version = a.version + 1, updated_at = ?,"
                        + " comments = a.comments || jsonb_build_array(?::jsonb || jsonb_build_object('author', coalesce("
                        + "(SELECT btrim(o.first_name || ' ' || o.last_name) FROM person o WHERE o.tenant_id = ? AND o.id = ?),",
                now,
                comment,
                principal.tenantId(),
                principal.personId());
        sql.add(
                " 'Operator'))) FROM m WHERE a.tenant_id = ? AND a.id = m.item_id AND" + HAS_ROOM + " RETURNING a.*)",
                principal.tenantId());
        return sql.add(" SELECT " + ActionItemColumns.ACTION_ITEM + " FROM a" + ActionItemColumns.MEETING)
                .run(client)
                .compose(rows -> rows.size() == 0
                        ? actionItems
                                .get(new GetActionItem(call.id()), principal)
                                .compose(there -> Future.failedFuture(invalidText(
                                        "max_items",
                                        "would be one too many: an item has at most " + MAX_COMMENTS
                                                + " comments, and 1 MB of them")))
                        : Future.succeededFuture(
                                ActionItemColumns.actionItem(rows.iterator().next())));
    }

    private static Problem.Invalid invalidText(String code, String message) {
        return new Problem.Invalid(Violation.In.BODY, "/text", code, message);
    }
}
