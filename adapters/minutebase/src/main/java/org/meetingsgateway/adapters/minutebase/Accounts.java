package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.ListAccounts;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The account that the key belongs to. */
final class Accounts {
    private static final String PATH = MinuteBaseSurface.API + "/accounts";
    private static final String ONE = PATH + "/:account_id";

    private Accounts() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, Paging.QUERY, Accounts::list),
                Endpoint.get(ONE, null, Set.of(), Accounts::one),
                Endpoint.of(HttpMethod.PUT, ONE, null, Accounts::update));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new ListAccounts(slice)).map(page -> Paging.answer(page, slice, AccountJson::account));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetAccount(request.pathParam("account_id"))).map(Accounts::answer);
    }

    private static Future<WireResponse> update(WireRequest request, Meetings meetings) {
        var id = request.pathParam("account_id");
        if (isUpload(request)) {
            return meetings.ask(new GetAccount(id))
                    .compose(account -> Future.failedFuture(new Problem.Unsupported("the gateway keeps no logos")));
        }
        var body = Body.of(request);
        var changes = AccountJson.read(body);
        return meetings.ask(new GetAccount(id)).compose(stored -> {
            if (body.isRejected()) {
                return Future.succeededFuture(AccountJson.rejected(body, stored));
            }
            return meetings.ask(new UpdateAccount(id, changes))
                    .map(changed -> body.told(answer(changed)))
                    .recover(failure -> rejected(failure, body, stored));
        });
    }

    /** That a subdomain is taken is known only when it is written. */
    private static Future<WireResponse> rejected(Throwable failure, Body body, Account stored) {
        if (failure instanceof Problem.Invalid invalid) {
            invalid.violations()
                    .forEach(violation -> body.reject(
                            violation.field().equals("/slug")
                                    ? "subdomain"
                                    : violation.field().substring(1),
                            violation.message()));
            return Future.succeededFuture(AccountJson.rejected(body, stored));
        }
        return Future.failedFuture(failure);
    }

    private static boolean isUpload(WireRequest request) {
        var type = request.header("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static WireResponse answer(Account account) {
        return WireResponse.json(200, Json.bytes(json -> AccountJson.account(json, account)));
    }
}
