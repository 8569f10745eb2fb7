package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The people of the account. */
final class People {
    private static final String PATH = MinuteBaseSurface.API + "/people";
    private static final String ONE = PATH + "/:person";

    private People() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, Paging.QUERY, People::list).repeated(),
                Endpoint.of(HttpMethod.POST, PATH, null, People::create),
                Endpoint.get(ONE, null, Set.of(), People::one).repeated(),
                Endpoint.of(HttpMethod.PUT, ONE, null, People::update),
                Endpoint.of(HttpMethod.DELETE, ONE, null, People::delete));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new ListPeople(slice)).map(page -> Paging.answer(page, slice, PersonJson::basic));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetPerson(request.pathParam("person")))
                .compose(person -> account(meetings).map(account -> answer(person, account)));
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var person = saying(PersonJson.readNew(body), false);
        if (body.isRejected()) {
            return Future.succeededFuture(PersonJson.rejected(body, null));
        }
        return account(meetings) // before anything is written
                .compose(account -> meetings.ask(new CreatePerson(person)).map(created -> answer(created, account)))
                .map(body::told);
    }

    private static Future<WireResponse> update(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var id = request.pathParam("person");
        var changes = PersonJson.read(body);
        if (body.isRejected()) {
            return meetings.ask(new GetPerson(id)).map(stored -> PersonJson.rejected(body, stored));
        }
        return news(changes, id, meetings)
                .compose(news -> account(meetings)
                        .compose(account -> meetings.ask(new UpdatePerson(id, null, news))
                                .map(changed -> answer(changed, account))))
                .map(body::told);
    }

    /** Who administrates is for administrators to say, but a person may be written back as it was read. */
    private static Future<Changes<PersonField>> news(Changes<PersonField> changes, String id, Meetings meetings) {
        return changes.has(PersonField.ADMINISTRATOR)
                ? meetings.ask(new GetPerson(id)).map(stored -> saying(changes, stored.administrator()))
                : Future.succeededFuture(changes);
    }

    /** The same changes, without saying once more whether the person is an administrator. */
    private static Changes<PersonField> saying(Changes<PersonField> changes, boolean isAdministrator) {
        if (!Objects.equals(changes.get(PersonField.ADMINISTRATOR), isAdministrator)) {
            return changes;
        }
        var news = Changes.of(PersonField.class);
        changes.forEach((field, value) -> {
            if (field != PersonField.ADMINISTRATOR) {
                news.set(field, value);
            }
        });
        return news.build();
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeletePerson(request.pathParam("person"), null)).map(done -> WireResponse.empty(204));
    }

    /** What people have who have not set it themselves. By its id: the slug may just have changed. */
    private static Future<Account> account(Meetings meetings) {
        return meetings.ask(new GetAccount(meetings.principal().tenantId().toString()));
    }

    private static WireResponse answer(Person person, Account account) {
        return WireResponse.json(200, Json.bytes(json -> PersonJson.extended(json, person, account)));
    }
}
