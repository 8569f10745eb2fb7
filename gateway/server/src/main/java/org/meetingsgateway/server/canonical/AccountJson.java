package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Changes;

/** An account's JSON, in both directions. */
final class AccountJson {
    static final Shape<Account> SHAPE = Shape.of(
            Member.id("id", Account::id),
            Member.text("alias", Account::alias),
            Member.text("slug", Account::slug),
            Member.text("name", Account::name),
            Member.text("timezone", Account::timezone),
            Member.count("week_start", Account::weekStart),
            Member.moment("created_at", Account::createdAt),
            Member.moment("updated_at", Account::updatedAt),
            Member.count("version", Account::version));

    private AccountJson() {}

    static Changes<AccountField> changes(JsonObject body) {
        return new Bodies<>(AccountField.class, body).changes();
    }
}
