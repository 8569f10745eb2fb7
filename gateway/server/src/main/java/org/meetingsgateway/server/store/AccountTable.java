package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.AccountCall.ListAccounts;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** The principal's own tenant, as its members see and change it. No other one is ever read here. */
final class AccountTable {
    /** As the admin API has it. */
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final SqlClient client;
    private final Clock clock;

    AccountTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** A credential belongs to one tenant, so there is one. */
    Future<Page<Account>> list(ListAccounts call, Principal principal) {
        if (call.slice() instanceof Slice.After after && after.cursor() != null) {
            // Such a list never gave a cursor.
            Cursor.decode(after.cursor(), "accounts".hashCode());
        }
        return own(principal, null).map(account -> {
            var numbered = call.slice() instanceof Slice.Counted;
            var past = call.slice() instanceof Slice.Counted n && n.offset() > 0;
            return new Page<>(past ? List.of() : List.of(account), numbered ? 1L : null, null);
        });
    }

    Future<Account> get(GetAccount call, Principal principal) {
        return own(principal, call.id());
    }

    private Future<Account> own(Principal principal, @Nullable String id) {
        var sql = new Sql("SELECT " + TenantTable.COLUMNS + " FROM tenant t WHERE t.id = ?", principal.tenantId());
        if (id != null) {
            identify(sql, id);
        }
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("account");
            }
            return TenantTable.account(rows.iterator().next());
        });
    }

    private static void identify(Sql sql, String id) {
        var uuid = Ids.uuid(id);
        if (uuid.isPresent()) {
            sql.add(" AND (t.id = ? OR t.slug = ?)", uuid.get(), id);
        } else {
            sql.add(" AND (t.alias = ? OR t.slug = ?)", id, id);
        }
    }

    Future<Account> update(UpdateAccount call, Principal principal) {
        var slug = call.changes().get(AccountField.SLUG, String.class);
        if (call.changes().has(AccountField.SLUG)
                && (slug == null || !SLUG.matcher(slug).matches())) {
            return wrongSlug("pattern", "must be 1 to 63 lower-case letters, digits and hyphens, no hyphen at an end");
        }
        return administered(call.id(), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            return call.changes().isEmpty() ? Future.succeededFuture(seen) : write(call, seen);
        });
    }

    /** The account, where the principal may change it. */
    private Future<Account> administered(String id, Principal principal) {
        var sql = new Sql(
                "SELECT " + TenantTable.COLUMNS + ", ? OR EXISTS (SELECT FROM person o"
                        + " WHERE o.tenant_id = t.id AND o.id = ? AND o.administrator) FROM tenant t WHERE t.id = ?",
                principal.view() == Principal.View.TENANT,
                principal.personId(),
                principal.tenantId());
        identify(sql, id);
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("account");
            }
            var row = rows.iterator().next();
            if (!row.getBoolean(row.size() - 1)) {
                throw new Problem.Forbidden("Only an administrator may change the account");
            }
            return TenantTable.account(row);
        });
    }

    private Future<Account> write(UpdateAccount call, Account seen) {
        var sql = new Sql(
                "UPDATE tenant t SET version = t.version + 1, updated_at = ?",
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        call.changes().forEach((field, value) -> sql.add(", " + field.code() + " = ?", value));
        return sql.add(
                        " WHERE t.id = ? AND (NOT ? OR t.version = ?) RETURNING " + TenantTable.COLUMNS,
                        seen.id(),
                        call.expected() != null,
                        seen.version())
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Versions.missed(call.expected(), "account");
                    }
                    return TenantTable.account(rows.iterator().next());
                })
                .recover(failure -> failure instanceof PgException pg && "tenant_slug_key".equals(pg.getConstraint())
                        ? wrongSlug("taken", "is taken")
                        : Future.failedFuture(failure));
    }

    private static <T> Future<T> wrongSlug(String code, String message) {
        return Future.failedFuture(new Problem.Invalid(Violation.In.BODY, "/slug", code, message));
    }

    /** The person's own settings, else the tenant's. */
    Future<Calendar> calendar(GetCalendar call, Principal principal) {
        return new Sql(
                        "SELECT coalesce(o.timezone, t.timezone), coalesce(o.week_start, t.week_start) FROM tenant t"
                                + " LEFT JOIN person o ON o.tenant_id = t.id AND o.id = ? WHERE t.id = ?",
                        principal.personId(),
                        principal.tenantId())
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("account");
                    }
                    var row = rows.iterator().next();
                    return new Calendar(row.getString(0), row.getInteger(1), clock.instant());
                });
    }
}
