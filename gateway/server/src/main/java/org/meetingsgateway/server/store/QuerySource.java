package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.QueryCall;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.SavedQuery;
import org.meetingsgateway.server.queries.CheckedQuery;
import org.meetingsgateway.server.queries.Refusals;
import org.meetingsgateway.server.store.QueryRuns.Found;

/** A source with saved queries beside what another one answers. */
final class QuerySource implements MeetingSource {
    private final MeetingSource others;
    private final MeetingSource queries;
    private final SavedQueryTable table;
    private final QueryResultTable results;
    private final QueryRuns runs;
    private final Clock clock;

    QuerySource(MeetingSource others, SqlClient client, QueryRuns runs, Clock clock) {
        this.others = others;
        this.runs = runs;
        this.clock = clock;
        table = new SavedQueryTable(client, clock);
        results = new QueryResultTable(client);
        queries = new Answers()
                .on(QueryCall.ListQueries.class, ofProject(table::list))
                .on(QueryCall.GetQuery.class, ofProject(table::get))
                .on(CreateQuery.class, ofProject(this::create))
                .on(UpdateQuery.class, ofProject(this::update))
                .on(QueryCall.DeleteQuery.class, ofProject(table::delete))
                .on(RunQuery.class, ofProject(this::run))
                .on(QueryCall.ListLastRuns.class, ofProject(table::lastRuns))
                .build();
    }

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return call instanceof QueryCall ? queries.call(call, principal) : others.call(call, principal);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        var all = new HashSet<>(others.answers());
        all.addAll(queries.answers());
        return all;
    }

    private static <C, A> Answers.Method<C, A> ofProject(Answers.Method<C, A> method) {
        return (call, principal) -> principal.projectId() == null
                ? Future.failedFuture(new Problem.NotFound("project"))
                : method.answer(call, principal).recover(Failures::translate);
    }

    private Future<SavedQuery> create(CreateQuery call, Principal principal) {
        return runs.checkWithDatabase(String.valueOf(call.query().get(QueryField.SQL)), principal)
                .compose(checked -> table.create(call, principal));
    }

    private Future<SavedQuery> update(UpdateQuery call, Principal principal) {
        return table.get(new QueryCall.GetQuery(call.name()), principal).compose(there -> {
            var sql = call.changes().get(QueryField.SQL, String.class);
            return sql == null
                    ? table.update(call, principal)
                    : runs.checkWithDatabase(sql, principal).compose(checked -> table.update(call, principal));
        });
    }

    private Future<QueryResult> run(RunQuery call, Principal principal) {
        return table.startRun(call.name(), principal)
                .compose(query -> runs.check(query.sql()).compose(checked -> {
                    var values = values(query, checked, call);
                    var key = key(checked, values, principal);
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    if (call.fresh()) {
                        return refresh(query, checked, values, key, now, principal);
                    }
                    return results.find(principal.tenantId(), query.id(), key, now.minus(age(query)))
                            .compose(kept -> kept.isPresent()
                                    ? result(
                                            query,
                                            kept.get().found(),
                                            true,
                                            key,
                                            kept.get().refreshedAt())
                                    : refresh(query, checked, values, key, now, principal));
                }));
    }

    private Future<QueryResult> refresh(
            SavedQuery query,
            CheckedQuery checked,
            List<@Nullable Object> values,
            String key,
            Instant now,
            Principal principal) {
        return runs.run(checked, values, principal)
                .compose(found -> results.keep(principal.tenantId(), query.id(), key, found, now)
                        .compose(kept -> result(query, found, false, key, now)));
    }

    private Future<QueryResult> result(SavedQuery query, Found found, boolean cached, String key, Instant refreshedAt) {
        return runs.aside(() -> new QueryResult(
                found.columns(),
                QueryValues.rows(found.columns(), found.rows()),
                QueryRuns.ROWS,
                found.more(),
                cached,
                key,
                refreshedAt,
                refreshedAt.plus(age(query))));
    }

    private static Duration age(SavedQuery query) {
        return Objects.requireNonNullElse(query.cacheAge(), SavedQuery.CACHE_AGE);
    }

    /** Of every variable of the statement: what is said now, else what is said with the query. */
    private static List<@Nullable Object> values(SavedQuery query, CheckedQuery checked, RunQuery call) {
        var values = new ArrayList<@Nullable Object>();
        for (var name : checked.variables()) {
            if (call.values().containsKey(name)) {
                values.add(call.values().get(name));
            } else {
                values.add(query.variables().stream()
                        .filter(variable -> variable.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> Refusals.refused("unknown_variable", "The variable " + name + " has no value"))
                        .value());
            }
        }
        return values;
    }

    /** Another one for everybody, and for every project, statement and value. */
    private static String key(CheckedQuery checked, List<@Nullable Object> values, Principal principal) {
        var said = new JsonArray()
                .add(principal.tenantId().toString())
                .add(String.valueOf(principal.projectId()))
                .add(String.valueOf(principal.personId()))
                .add(principal.view().name())
                .add(checked.template())
                .add(values);
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(said.encode().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) { // every JVM has it
            throw new IllegalStateException(e);
        }
    }
}
